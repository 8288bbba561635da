"""Those who run the meeting arrange the room and sort its questions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.meetings.models import Meeting
from ict4society.room.actions.arrange import arrange_room, turn_page
from ict4society.room.actions.ask import move_question
from ict4society.room.forms import ArrangeForm
from ict4society.room.models import LiveQuestion, Room
from ict4society.room.policies import questions_visible_to
from ict4society.room.queries import asked_in, questions_of, room_of, rounds_for, statements_from
from ict4society.room.states import TRANSITIONS, QuestionState
from ict4society.room.views.room import find_meeting


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def control(request: HttpRequest, pk: int) -> HttpResponse:
    """Which round and statement the room is asked, one statement on or back, and the questions with their steps."""
    meeting = find_meeting(request, pk)
    require(request.user, "room.run_room", meeting)
    place = room_of(meeting)
    rounds, chosen = rounds_for(meeting, request.user), place.round if place else None
    if request.method != "POST":
        unsent = take_unsent(request)
        initial = (
            unsent.dict()
            if unsent
            else {
                "round": place.round_id if place else "",
                "statement": place.statement_id if place else "",
                "anonymous_allowed": place.anonymous_allowed if place else False,
            }
        )
        return _page(request, meeting, place, ArrangeForm(initial=initial, rounds=rounds, chosen=chosen))
    form = ArrangeForm(request.POST, rounds=rounds, chosen=chosen)
    if "turn" not in request.POST and not form.is_valid():
        return _page(request, meeting, place, form, status=422)
    actor = Actor(request.user)
    try:
        if "turn" in request.POST:
            turn_page(actor=actor, meeting=meeting, forward=request.POST["turn"] == "next")
        else:
            arrange_room(actor=actor, meeting=meeting, **form.wanted())
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _page(request, meeting, place, form, status=refused.status)
    return HttpResponseRedirect(reverse("room:control", args=[pk]), status=303)


def _page(
    request: HttpRequest, meeting: Meeting, place: Room | None, form: ArrangeForm, *, status: int = 200
) -> HttpResponse:
    questions = questions_of(meeting, request.user)
    context = {
        "meeting": meeting,
        "form": form,
        "asked": asked_in(place),
        "questions": [(question, TRANSITIONS[QuestionState(question.state)]) for question in questions],
        "statements": statements_from(questions),
    }
    return page(request, "room/control.html", context, status=status)


@signed_in
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Shortlist, answered, set aside."""
    question: LiveQuestion = get_visible(questions_visible_to(request.user).select_related("meeting__topic"), pk=pk)
    require(request.user, "room.run_room", question.meeting)
    wanted = request.POST.get("state", "")
    if wanted in QuestionState.values:
        move_question(actor=Actor(request.user), question=question, state=QuestionState(wanted))
    return HttpResponseRedirect(reverse("room:control", args=[question.meeting_id], fragment="questions"), status=303)

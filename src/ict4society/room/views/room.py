"""The room on phones, and on its screen."""

from __future__ import annotations

from typing import Any

import segno
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ict4society.deliberation.actions.cast_vote import VoteRefused, cast_vote
from ict4society.deliberation.forms import CHOICES
from ict4society.deliberation.models import Statement
from ict4society.deliberation.policies import is_public, statements_visible_to
from ict4society.deliberation.queries.positions import positions, speaks_for
from ict4society.deliberation.states import StatementState
from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, can, get_visible, public, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.meetings.models import Meeting
from ict4society.meetings.policies import runs_meeting, visible_meeting
from ict4society.meetings.states import HELD
from ict4society.organisations.queries import MandateMissing, actor_for
from ict4society.room.actions.ask import ask_question, like_question
from ict4society.room.forms import AskForm
from ict4society.room.models import LiveQuestion, Room
from ict4society.room.policies import questions_visible_to
from ict4society.room.queries import Asked, asked_in, questions_and_likes, questions_of, room_of, seat_of

NAMES = {choice: name for name, choice in CHOICES.items()}


def find_meeting(request: HttpRequest, pk: int) -> Meeting:
    """A visible meeting that has begun, or 404."""
    found = visible_meeting(request.user, pk)
    if found is None or found.state not in HELD:
        raise Http404
    return found


def acting(meeting: Meeting, user: Any) -> Actor:
    """Who speaks in the room: the person, for the organisation for which they have their seat.

    Raises MandateMissing when the mandate ended since.
    """
    seat = seat_of(meeting, user)
    return actor_for(user, seat.on_behalf_of_id if seat else None)


@public
@require_safe
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """The statement that is asked, to answer it; the questions, to like them and to ask."""
    unsent = take_unsent(request) if request.user.is_authenticated else None
    return _room_page(request, find_meeting(request, pk), initial=unsent.dict() if unsent else {})


def _room_page(
    request: HttpRequest,
    meeting: Meeting,
    *,
    initial: dict[str, Any] | None = None,
    form: AskForm | None = None,
    refused: str = "",
    chosen: str = "",
    status: int = 200,
) -> HttpResponse:
    place = room_of(meeting)
    asked = asked_in(place)
    takes_part = can(request.user, "room.take_part", meeting)
    questions, liked = questions_and_likes(meeting, request.user)
    if takes_part and form is None:
        form = AskForm(anonymous_allowed=place is not None and place.anonymous_allowed, initial=initial)
    context = {
        "meeting": meeting,
        "asked": asked,
        "position": chosen or (_position(meeting, asked, request.user) if takes_part else ""),
        "refused": refused,
        "questions": questions,
        "liked": liked,
        "takes_part": takes_part,
        "runs": runs_meeting(request.user, meeting),
        "form": form,
    }
    return page(request, "room/room.html", context, tags=_tags(meeting, asked), status=status)


def _tags(meeting: Meeting, asked: Asked | None) -> tuple[str, ...]:
    tags = (f"room:{meeting.pk}", f"meeting:{meeting.pk}")
    return (*tags, f"round:{asked.round.pk}") if asked else tags


def _position(meeting: Meeting, asked: Asked | None, user: Any) -> str:
    """The reader's position on the statement, as the buttons call it; empty for none."""
    if asked is None:
        return ""
    try:
        actor = acting(meeting, user)
    except MandateMissing:
        return ""
    held = positions(asked.round, actor, speaks_for(asked.round, user)).unit.get(asked.statement.pk)
    return NAMES[held.choice] if held is not None else ""  # type: ignore[index]


@public
@require_safe
def live(request: HttpRequest, pk: int) -> HttpResponse:
    """What changes in the room, for everybody alike: asked every two seconds, and answered by the page cache."""
    meeting = find_meeting(request, pk)
    asked = asked_in(room_of(meeting))
    context = {"meeting": meeting, "asked": asked, "questions": questions_of(meeting, AnonymousUser())}
    return page(request, "room/live.html", context, tags=_tags(meeting, asked))


@public
@require_safe
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """For the projector: the way in as a code, the statement with its result, the questions in large type."""
    meeting = find_meeting(request, pk)
    asked = asked_in(room_of(meeting))
    address = settings.SITE_URL + reverse("room:room", args=[meeting.pk])
    context = {
        "meeting": meeting,
        "asked": asked,
        "questions": questions_of(meeting, AnonymousUser()),
        "address": address,
        "code": _qr_code(address),
    }
    return page(request, "room/screen.html", context, tags=_tags(meeting, asked))


def _qr_code(address: str) -> SafeString:
    svg = segno.make(address, error="m").svg_inline(scale=6, border=4, dark="#000", light="#fff", omitsize=True)
    return mark_safe(svg)  # noqa: S308 — drawn by segno from our own address


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Store the position on a statement of the room's round, in the voice of the person's seat."""
    meeting = find_meeting(request, pk)
    after = reverse("room:room", args=[pk], fragment="statement")
    if request.method != "POST":
        return HttpResponseRedirect(after)
    require(request.user, "room.take_part", meeting)
    place = room_of(meeting)
    statement = _statement(request, place, number)
    chosen = request.POST.get("position", "")
    if chosen not in CHOICES:
        return _room_page(request, meeting, refused=_("Choose one of the three positions."), status=422)
    try:
        cast_vote(actor=acting(meeting, request.user), statement=statement, choice=CHOICES[chosen])
    except (VoteRefused, MandateMissing) as refused:
        return _room_page(request, meeting, refused=str(refused), chosen=chosen, status=422)
    return HttpResponseRedirect(after, status=303)


def _statement(request: HttpRequest, place: Room | None, number: int) -> Statement:
    """The statement of the room's round with this number, or 404. The one that is asked came with the room."""
    round_id = place.round_id if place is not None else None
    asked = place.statement if place is not None else None
    if asked is not None and (asked.round_id, asked.number) == (round_id, number) and is_public(asked):
        return asked
    rows = statements_visible_to(request.user).filter(state=StatementState.ACCEPTED)
    return get_visible(rows, round_id=round_id, number=number)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a question."""
    meeting = find_meeting(request, pk)
    if request.method != "POST":
        unsent = take_unsent(request)
        return _room_page(request, meeting, initial=unsent.dict() if unsent else {})
    require(request.user, "room.take_part", meeting)
    place = room_of(meeting)
    form = AskForm(request.POST, anonymous_allowed=place is not None and place.anonymous_allowed)
    if not form.is_valid():
        return _room_page(request, meeting, form=form, status=422)

    def act() -> Ref:
        anonymous = bool(form.cleaned_data.get("anonymous"))
        made = ask_question(
            actor=acting(meeting, request.user), meeting=meeting, text=form.cleaned_data["text"], anonymous=anonymous
        )
        return Ref("room.question", made.pk)

    try:
        ref = once(Actor(request.user), request.POST.get("idempotency_key"), act)
    except (Refused, Forbidden, MandateMissing) as refused:
        form.add_form_error(str(refused))
        return _room_page(request, meeting, form=form, status=refused.status)
    return HttpResponseRedirect(reverse("room:room", args=[pk], fragment=f"question-{ref.id}"), status=303)


@signed_in
@require_POST
def like(request: HttpRequest, pk: int) -> HttpResponse:
    """Like a question, or not any more."""
    question: LiveQuestion = get_visible(questions_visible_to(request.user).select_related("meeting__topic"), pk=pk)
    like_question(actor=Actor(request.user), question=question, liked=request.POST.get("liked") != "no")
    after = reverse("room:room", args=[question.meeting_id], fragment=f"question-{question.pk}")
    return HttpResponseRedirect(after, status=303)

"""A question from the room becomes a statement."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ict4society.deliberation.actions.propose_statement import StatementResembles
from ict4society.deliberation.models import Round, Statement
from ict4society.deliberation.policies import rounds_taking_proposals
from ict4society.deliberation.states import RoundState
from ict4society.deliberation.views.propose import tell
from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import can, get_visible, require, signed_in
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.steps import form_step
from ict4society.room.actions.turn import turn_into_statement
from ict4society.room.forms import TurnForm
from ict4society.room.models import LiveQuestion
from ict4society.room.policies import questions_visible_to
from ict4society.room.queries import room_of


def open_first(rounds: list[Round]) -> list[Round]:
    """Those in which positions are taken now before those that are being prepared."""
    return sorted(rounds, key=lambda found: found.state != RoundState.OPEN)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def turn(request: HttpRequest, pk: int) -> HttpResponse:
    """The claim that is in the question, and the round in which it is asked; what resembles it is shown before."""
    rows = questions_visible_to(request.user).select_related("meeting__topic", "author", "on_behalf_of")
    question: LiveQuestion = get_visible(rows, pk=pk)
    require(request.user, "room.run_room", question.meeting)
    room, rounds = room_of(question.meeting), open_first(rounds_taking_proposals(request.user))
    chosen = next((found for found in rounds if room is not None and found.pk == room.round_id), None)
    initial = {"text": question.text, "language": question.language, "round": chosen.slug if chosen else ""}
    may_create = can(request.user, "deliberation.create_round")
    context: dict[str, Any] = {"question": question, "rounds": rounds, "may_create": may_create, "alike": []}

    def make(*args: Any, **kwargs: Any) -> TurnForm:
        return TurnForm(*args, rounds=rounds, **kwargs)

    def act(form: TurnForm) -> HttpResponse:
        values: dict[str, Any] = {**form.cleaned_data, "round_": form.chosen_round}
        del values["round"]
        actor = Actor(request.user)

        def made() -> Ref:
            return Ref("deliberation.statement", turn_into_statement(actor=actor, question=question, **values).pk)

        try:
            ref = once(actor, request.POST.get("idempotency_key"), made)
        except StatementResembles as resembles:
            context["alike"] = resembles.alike
            raise
        tell(request, Statement.objects.get(pk=ref.id))
        return HttpResponseRedirect(
            reverse("room:control", args=[question.meeting_id], fragment="questions"), status=303
        )

    return form_step(request, make, "room/turn.html", context, act, initial=initial)

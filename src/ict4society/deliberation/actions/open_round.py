"""Open a round: from now on members take positions, and its rules are fixed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.deliberation.consensus import ParameterFault, Parameters
from ict4society.deliberation.events import RoundOpened
from ict4society.deliberation.models import Round
from ict4society.deliberation.queries.statements import accepted
from ict4society.deliberation.states import ROUND_TRANSITIONS, RoundState
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require


class RoundNotReady(Refused):
    """The round cannot be opened (yet)."""


@transaction.atomic
def open_round(*, actor: Actor, round_: Round) -> Round:
    """Open a draft. Raises Forbidden, and RoundNotReady saying what is missing."""
    current = Round.objects.select_for_update(of=("self",), no_key=True).select_related("topic").get(pk=round_.pk)
    require(actor.user, "deliberation.manage_round", current)
    now = timezone.now()
    if RoundState.OPEN not in ROUND_TRANSITIONS[RoundState(current.state)]:
        raise RoundNotReady(_("This round has been opened before."))
    if current.closes_at is not None and current.closes_at <= now:
        raise RoundNotReady(_("The end of the round lies in the past. Choose a later one, then open it."))
    if not current.members_propose and not accepted(current).exists():
        raise RoundNotReady(_("The round has no statements, and members may not propose any. Add one, then open it."))
    try:
        parameters = Parameters.from_dict(current.parameters)
    except ParameterFault as fault:
        raise RoundNotReady(str(fault)) from fault
    current.parameters = parameters.to_dict()
    current.state = RoundState.OPEN
    current.opened_at = now
    current.version += 1
    current.save(update_fields=["parameters", "state", "opened_at", "version"])
    emit(
        RoundOpened(
            round_id=current.pk,
            parameters=current.parameters,
            topic_id=current.topic_id,
            thread_id=current.subject_id if current.subject_kind == "discussions.thread" else None,
        ),
        actor=actor,
    )
    return current

"""Close a round."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.deliberation.actions.schedule_result import compute_soon
from ict4society.deliberation.events import RoundClosed
from ict4society.deliberation.models import Round
from ict4society.deliberation.states import ROUND_TRANSITIONS, RoundState
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require


class RoundNotOpen(Refused):
    """Only an open round can be closed."""

    status = 409


@transaction.atomic
def close_round(*, actor: Actor | None, round_: Round) -> Round:
    """Take no more positions; positions under way are let in first. ``actor`` is None when its end has come.

    Raises Forbidden and RoundNotOpen.
    """
    # Not ``no_key``: cast_vote holds the round FOR SHARE, so that every position is given before the end or refused.
    current = Round.objects.select_for_update(of=("self",)).select_related("topic").get(pk=round_.pk)
    if actor is not None:
        require(actor.user, "deliberation.manage_round", current)
    if RoundState.CLOSED not in ROUND_TRANSITIONS[RoundState(current.state)]:
        raise RoundNotOpen(_("This round is not open."))
    now = timezone.now()
    current.state = RoundState.CLOSED
    current.closed_at = now if actor is not None or current.closes_at is None else current.closes_at
    current.version += 1
    current.save(update_fields=["state", "closed_at", "version"])
    emit(RoundClosed(round_id=current.pk, due=actor is None, topic_id=current.topic_id), actor=actor)
    compute_soon(current.pk, seconds=0)
    return current


def close_due_rounds() -> int:
    """Close every open round whose end has come, each in its own transaction; returns how many. Safe to repeat."""
    due = Round.objects.filter(state=RoundState.OPEN, closes_at__lte=timezone.now())
    closed = 0
    for found in due:
        try:
            close_round(actor=None, round_=found)
        except RoundNotOpen:
            continue  # a facilitator was faster
        closed += 1
    return closed

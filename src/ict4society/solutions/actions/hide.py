"""A moderator hides a solution, or what a user said of it, or shows it again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.solutions.events import PartHidden, PartRestored
from ict4society.solutions.models import Solution, SolutionUse

Part = Solution | SolutionUse


@transaction.atomic
def hide_part(*, actor: Actor, part: Part, reason: str) -> None:
    """Nobody but moderators and those who wrote it see it. Hiding it again changes nothing. Raises Forbidden."""
    require(actor.user, "solutions.moderate_solution")
    locked = type(part)._default_manager.select_for_update(no_key=True).get(pk=part.pk)
    if locked.hidden_at is None:
        locked.hidden_at = timezone.now()
        locked.save(update_fields=["hidden_at"])
        emit(PartHidden(_solution_id(locked), kind_of(locked), locked.pk, reason), actor=actor)


@transaction.atomic
def restore_part(*, actor: Actor, part: Part, reason: str) -> None:
    """Undo ``hide_part``. Restoring what is not hidden changes nothing. Raises Forbidden."""
    require(actor.user, "solutions.moderate_solution")
    locked = type(part)._default_manager.select_for_update(no_key=True).get(pk=part.pk)
    if locked.hidden_at is not None:
        locked.hidden_at = None
        locked.save(update_fields=["hidden_at"])
        emit(PartRestored(_solution_id(locked), kind_of(locked), locked.pk, reason), actor=actor)


def kind_of(part: Part) -> str:
    """The kind of subject of a solution or of a part of it."""
    return "solutions.solution" if isinstance(part, Solution) else "solutions.use"


def _solution_id(part: Part) -> int:
    return part.pk if isinstance(part, Solution) else part.solution_id

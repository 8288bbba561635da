"""Describe a solution, change the description, publish it, take it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Forbidden, require
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.solutions.actions.content import SolutionContent, content_of, keep_revision, put_content
from ict4society.solutions.actions.move import lock_solution, move, require_voice
from ict4society.solutions.events import SolutionDrafted, SolutionEdited, SolutionPublished, SolutionWithdrawn
from ict4society.solutions.models import Solution
from ict4society.solutions.states import SolutionState

NEEDS_ORGANISATION = gettext_lazy("A solution is a provider's: act on behalf of an organisation that offers it.")
PROVIDER_ONLY = gettext_lazy("Only people with a mandate of its provider can do this.")


class StaleSolution(Conflict):
    """The description was edited since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Solution) -> None:
        super().__init__(_("A colleague changed this since you opened it. Compare both texts and save again."))
        self.current = current


@transaction.atomic
def draft_solution(*, actor: Actor, content: SolutionContent) -> Solution:
    """Begin a description that only people of the provider see. Raises Forbidden and MandateMissing."""
    require(actor.user, "solutions.add_solution", None, str(NEEDS_ORGANISATION))
    if actor.organisation is None:
        raise Forbidden(NEEDS_ORGANISATION)
    confirm_mandate(actor)
    solution = Solution(
        author=actor.user, on_behalf_of=actor.organisation, group=group_of(actor), interest=actor.interest
    )
    put_content(solution, content)
    solution.save()
    keep_revision(solution, actor.user)
    emit(SolutionDrafted(solution.pk), actor=actor)
    return solution


@transaction.atomic
def edit_solution(*, actor: Actor, solution: Solution, revision: int, content: SolutionContent) -> Solution:
    """Give the description a new revision; the same words make none. ``revision`` is the one edited.

    Raises Forbidden, MandateMissing and StaleSolution.
    """
    locked = lock_solution(solution)
    require(actor.user, "solutions.edit_solution", locked, str(PROVIDER_ONLY))
    require_voice(actor, locked)
    confirm_mandate(actor)
    if locked.revision != revision:
        raise StaleSolution(locked)
    before = content_of(locked)
    put_content(locked, content)
    if before == content_of(locked):
        return locked
    if locked.published_at is None:
        locked.revisions.all().delete()
    locked.revision += 1
    locked.save()
    keep_revision(locked, actor.user)
    emit(SolutionEdited(locked.pk, locked.revision), actor=actor)
    return locked


@transaction.atomic
def publish_solution(*, actor: Actor, solution: Solution) -> Solution:
    """Show it to everybody, for the first time or again; when it is shown, nothing changes.

    Raises Forbidden, MandateMissing and Conflict.
    """
    locked = lock_solution(solution)
    if locked.state == SolutionState.PUBLISHED and locked.on_behalf_of_id == actor.organisation_id:
        return locked
    require(actor.user, "solutions.publish_solution", locked, str(PROVIDER_ONLY))
    require_voice(actor, locked)
    confirm_mandate(actor)
    move(locked, SolutionState.PUBLISHED)
    locked.published_at = locked.published_at or timezone.now()
    locked.reason = ""
    locked.save(update_fields=["state", "published_at", "reason", "updated_at"])
    emit(SolutionPublished(locked.pk, locked.topic_id), actor=actor)
    return locked


@transaction.atomic
def withdraw_solution(*, actor: Actor, solution: Solution, reason: str = "") -> Solution:
    """Take it back; what others have read stays readable as withdrawn. Again changes nothing.

    Raises Forbidden, MandateMissing and Conflict.
    """
    locked = lock_solution(solution)
    if locked.state == SolutionState.WITHDRAWN and locked.on_behalf_of_id == actor.organisation_id:
        return locked
    require(actor.user, "solutions.withdraw_solution", locked, str(PROVIDER_ONLY))
    require_voice(actor, locked)
    confirm_mandate(actor)
    move(locked, SolutionState.WITHDRAWN)
    locked.reason = reason
    locked.save(update_fields=["state", "reason", "updated_at"])
    emit(SolutionWithdrawn(locked.pk, locked.published_at is not None, reason), actor=actor)
    return locked

"""Hide and restore an organisation's page. Called by moderation, with its reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.organisations.actions.standing import lock_organisation
from ict4society.organisations.events import OrganisationHidden, OrganisationRestored
from ict4society.organisations.models import Organisation


@transaction.atomic
def hide_organisation(organisation: Organisation, actor: Actor, reason: str) -> None:
    """Take it from view; nobody can act on its behalf while it is hidden. Raises Forbidden."""
    require(actor.user, "organisations.hide_organisation", organisation)
    locked = lock_organisation(organisation)
    if locked.hidden_at is None:
        locked.hidden_at = timezone.now()
        locked.save(update_fields=["hidden_at"])
        emit(OrganisationHidden(organisation_id=locked.pk, reason=reason), actor=actor)


@transaction.atomic
def restore_organisation(organisation: Organisation, actor: Actor, reason: str) -> None:
    """Show it again. Raises Forbidden."""
    require(actor.user, "organisations.hide_organisation", organisation)
    locked = lock_organisation(organisation)
    if locked.hidden_at is not None:
        locked.hidden_at = None
        locked.save(update_fields=["hidden_at"])
        emit(OrganisationRestored(organisation_id=locked.pk, reason=reason), actor=actor)

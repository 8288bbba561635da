"""Give and end mandates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.organisations.actions.standing import keep_one_representative, lock_managed, lock_organisation
from ict4society.organisations.actions.verify import verify_by_domain
from ict4society.organisations.events import MandateGranted, MandateRevoked
from ict4society.organisations.models import Mandate, MandateRequest, Organisation
from ict4society.organisations.refused import OrganisationRefused
from ict4society.organisations.standing import forget_standing
from ict4society.organisations.states import MandateRole


@transaction.atomic
def grant_mandate(
    *, actor: Actor, organisation: Organisation, person: Any, role: str, expires_at: datetime | None = None
) -> Mandate:
    """Let a member act for the organisation, until ``expires_at`` if given; changes a mandate that they hold already.

    Answers a request of theirs that waits. Raises Forbidden; OrganisationRefused for an inactive account or an end in
    the past; LastRepresentative when it would take the last representative's role, or limit it in time.
    """
    locked = lock_managed(actor, organisation, "organisations.grant_mandate")
    return give(locked, person, role, expires_at, actor)


def give(
    organisation: Organisation, person: Any, role: str, expires_at: datetime | None, actor: Actor | None
) -> Mandate:
    """Write the mandate for the locked organisation; whoever calls has asked the policy."""
    if not person.is_active:
        raise OrganisationRefused(_("This account is not active."))
    if expires_at is not None and expires_at <= timezone.now():
        raise OrganisationRefused(_("A mandate cannot end in the past."))
    held = Mandate.objects.select_for_update().filter(user=person, organisation=organisation, revoked_at=None).first()
    if held is not None and not held.is_active:
        # One that ran out makes room for the new one; it stays on record as it was.
        held.revoked_at = held.expires_at
        held.save(update_fields=["revoked_at"])
        held = None
    if held is not None and (held.role, held.expires_at) == (role, expires_at):
        return held
    former = held.role if held else ""
    if held is None:
        held = Mandate(user=person, organisation=organisation, granted_by_id=actor.user_id if actor else None)
    elif role != MandateRole.REPRESENTATIVE or expires_at is not None:
        keep_one_representative(organisation, held)
    held.role, held.expires_at = role, expires_at
    held.save()
    forget_standing(person)
    MandateRequest.objects.filter(organisation=organisation, user=person, decided_at=None).update(
        decided_at=timezone.now(), granted=True, decided_by_id=actor.user_id if actor else None
    )
    emit(
        MandateGranted(
            organisation_id=organisation.pk,
            user_id=person.pk,
            mandate_id=held.pk,
            role=role,
            expires_at=expires_at.isoformat() if expires_at else None,
            former_role=former,
        ),
        actor=actor,
    )
    if role == MandateRole.REPRESENTATIVE:
        verify_by_domain(organisation, person, actor)
    return held


@transaction.atomic
def revoke_mandate(*, actor: Actor, mandate: Mandate) -> None:
    """End a mandate now: the person's own, or, as a representative or operator, anybody's. Ended ones stay ended.

    Raises Forbidden; LastRepresentative.
    """
    given_up = mandate.user_id == actor.user_id
    if given_up:
        organisation = lock_organisation(mandate.organisation)
        require(actor.user, "organisations.view_organisation", organisation)
    else:
        organisation = lock_managed(actor, mandate.organisation, "organisations.grant_mandate")
    locked = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if locked.revoked_at is not None:
        return
    keep_one_representative(organisation, locked)
    _end(locked, actor, given_up=given_up)
    forget_standing(actor.user)


@transaction.atomic
def end_mandates_of(user_id: int) -> None:
    """Who left the community acts for nobody. The system does it, also for a last representative."""
    for mandate in Mandate.objects.select_for_update().filter(user_id=user_id, revoked_at=None):
        _end(mandate, None, given_up=True)
    MandateRequest.objects.filter(user_id=user_id, decided_at=None).update(decided_at=timezone.now())


def _end(mandate: Mandate, actor: Actor | None, *, given_up: bool) -> None:
    mandate.revoked_at = timezone.now()
    mandate.save(update_fields=["revoked_at"])
    emit(
        MandateRevoked(
            organisation_id=mandate.organisation_id,
            user_id=mandate.user_id,
            mandate_id=mandate.pk,
            role=mandate.role,
            given_up=given_up,
        ),
        actor=actor,
    )

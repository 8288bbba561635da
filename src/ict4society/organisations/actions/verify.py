"""Vouch that an organisation is who it says: an operator does, or its e-mail domain."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from ict4society.accounts.queries import confirmed_addresses
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.organisations.actions.standing import lock_organisation
from ict4society.organisations.events import OrganisationVerified, VerificationWithdrawn
from ict4society.organisations.mail_domains import domain_of, is_public
from ict4society.organisations.models import Organisation
from ict4society.organisations.states import VerifiedHow


@transaction.atomic
def verify_organisation(*, actor: Actor, organisation: Organisation) -> None:
    """An operator vouches. Nothing happens when it is verified. Raises Forbidden."""
    require(actor.user, "organisations.verify_organisation", organisation)
    _verify(lock_organisation(organisation), VerifiedHow.OPERATOR, actor)


@transaction.atomic
def withdraw_verification(*, actor: Actor, organisation: Organisation, reason: str) -> None:
    """An operator no longer vouches. Raises Forbidden."""
    require(actor.user, "organisations.verify_organisation", organisation)
    locked = lock_organisation(organisation)
    if locked.is_verified:
        locked.verified_at, locked.verified_how = None, ""
        locked.save(update_fields=["verified_at", "verified_how"])
        emit(VerificationWithdrawn(organisation_id=locked.pk, reason=reason), actor=actor)


def verify_by_domain(organisation: Organisation, person: Any, actor: Actor | None) -> bool:
    """Verify the locked organisation if the person has a confirmed address at its domain; whether it is verified now.

    A public mail provider's domain never verifies. Part of the caller's transaction.
    """
    domain = organisation.email_domain
    provable = domain and not is_public(domain) and not organisation.is_verified
    if provable and domain in {domain_of(address) for address in confirmed_addresses(person)}:
        _verify(organisation, VerifiedHow.DOMAIN, actor)
    return organisation.is_verified


def _verify(organisation: Organisation, how: VerifiedHow, actor: Actor | None) -> None:
    if organisation.is_verified:
        return
    organisation.verified_at, organisation.verified_how = timezone.now(), how.value
    organisation.save(update_fields=["verified_at", "verified_how"])
    emit(OrganisationVerified(organisation_id=organisation.pk, how=how.value), actor=actor)

"""Invite a colleague who has no account; accept an invitation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.accounts.queries import confirmed_addresses
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.organisations.actions.mandate import give
from ict4society.organisations.actions.standing import lock_managed, lock_organisation
from ict4society.organisations.events import ColleagueInvited, InvitationWithdrawn
from ict4society.organisations.models import Invitation, Mandate, Organisation
from ict4society.organisations.refused import OrganisationRefused
from ict4society.organisations.states import MandateRole

MOST_OPEN = 50
"""Open invitations of one organisation: enough for a team, too few to send mail to strangers in bulk."""


@transaction.atomic
def invite_colleague(
    *, actor: Actor, organisation: Organisation, email: str, role: str, expires_at: datetime | None = None
) -> Invitation:
    """Send a link to an address; with it, whoever joins gets the mandate. A second one replaces the first.

    Raises Forbidden; OrganisationRefused when the organisation has 50 open ones.
    """
    locked = lock_managed(actor, organisation, "organisations.grant_mandate")
    address = email.lower()
    Invitation.objects.filter(organisation=locked, email=address, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    if Invitation.objects.open().filter(organisation=locked).count() >= MOST_OPEN:
        raise OrganisationRefused(_("%(number)d invitations are open. Withdraw some first.") % {"number": MOST_OPEN})
    invitation = Invitation.objects.create(
        organisation=locked, email=address, role=role, mandate_expires_at=expires_at, invited_by_id=actor.user_id
    )
    emit(ColleagueInvited(organisation_id=locked.pk, invitation_id=invitation.pk, role=role), actor=actor)
    return invitation


@transaction.atomic
def withdraw_invitation(*, actor: Actor, invitation: Invitation) -> None:
    """The link stops working. Raises Forbidden."""
    locked = lock_managed(actor, invitation.organisation, "organisations.grant_mandate")
    gone = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    if gone:
        emit(InvitationWithdrawn(organisation_id=locked.pk, invitation_id=invitation.pk), actor=actor)


@transaction.atomic
def accept_invitation(*, actor: Actor, invitation: Invitation) -> Mandate:
    """Take the mandate that the link offers. Raises Forbidden; OrganisationRefused when it is no longer open."""
    require(actor.user, "organisations.accept_invitation")
    organisation = lock_organisation(invitation.organisation)
    locked = Invitation.objects.open().select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if locked is None:
        raise OrganisationRefused(_("This invitation is no longer open. Ask your colleague for a new one."))
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    ends = locked.mandate_expires_at
    if ends is not None and ends <= timezone.now():
        raise OrganisationRefused(_("The mandate that was offered has ended in the meantime."))
    held = Mandate.objects.active().filter(user_id=actor.user_id, organisation=organisation).first()
    if held is not None and held.role == MandateRole.REPRESENTATIVE:
        return held  # an invitation never takes away what the person has already
    return give(organisation, actor.user, locked.role, ends, actor)


def accept_invitations_for(user: Any) -> list[Mandate]:
    """Someone has confirmed an address: the invitations sent to it become mandates."""
    waiting = Invitation.objects.open().filter(email__in=confirmed_addresses(user)).select_related("organisation")
    accepted = []
    for invitation in waiting:
        try:
            accepted.append(accept_invitation(actor=Actor(user), invitation=invitation))
        except OrganisationRefused:
            continue  # withdrawn or run out at this very moment
    return accepted

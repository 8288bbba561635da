"""Invite people by their mail address."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require
from ict4society.foundation.tasks import defer
from ict4society.meetings.actions.move import lock_meeting
from ict4society.meetings.models import Meeting, MeetingInvitation
from ict4society.meetings.registration_events import PersonInvited

MOST_INVITATIONS = 2000
MAIL_TASK = "meetings.send_invitation"


class InvitationRefused(Refused):
    """Nobody can be invited like this; the message says why."""


@transaction.atomic
def invite(*, actor: Actor, meeting: Meeting, emails: Iterable[str]) -> list[MeetingInvitation]:
    """Invite these addresses, each once: members are told like of any other event, others get a mail. The new ones.

    Raises Forbidden and InvitationRefused.
    """
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.manage_registrations", locked)
    if locked.announced_at is None:
        raise InvitationRefused(_("Announce the meeting first: nobody could read what they are invited to."))
    wanted = list(dict.fromkeys(email.strip().lower() for email in emails if email.strip()))
    known = set(MeetingInvitation.objects.filter(meeting=locked).values_list("email", flat=True))
    fresh = [email for email in wanted if email not in known]
    if len(known) + len(fresh) > MOST_INVITATIONS:
        raise InvitationRefused(_("At most %(most)s people are invited.") % {"most": MOST_INVITATIONS})
    members = {
        email.lower(): pk
        for pk, email in User.objects.filter(email__in=fresh, is_active=True).values_list("pk", "email")
    }
    made = []
    for email in fresh:
        invitation = MeetingInvitation.objects.create(meeting=locked, email=email, invited_by=actor.user)
        emit(PersonInvited(locked.pk, invitation.pk, members.get(email)), actor=actor)
        if email not in members:
            defer(MAIL_TASK, invitation_id=invitation.pk)
        made.append(invitation)
    return made


@transaction.atomic
def withdraw_invitation(*, actor: Actor, invitation: MeetingInvitation) -> None:
    """Take an invitation back; who has registered stays registered. Raises Forbidden."""
    locked = lock_meeting(invitation.meeting_id)
    require(actor.user, "meetings.manage_registrations", locked)
    MeetingInvitation.objects.filter(pk=invitation.pk).delete()


@transaction.atomic
def claim_mail(invitation_id: int) -> MeetingInvitation | None:
    """The invitation whose mail is to be sent now; None when it was sent or taken back. At most once."""
    rows = MeetingInvitation.objects.select_for_update(of=("self",)).select_related("meeting", "invited_by")
    invitation = rows.filter(pk=invitation_id, mailed_at=None).first()
    if invitation is not None:
        invitation.mailed_at = timezone.now()
        invitation.save(update_fields=["mailed_at"])
    return invitation

"""What follows in organisations from events: invitations are mailed and become mandates, leavers act for nobody."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import email_confirmed
from django.dispatch import receiver

from ict4society.accounts.events import AccountClosed
from ict4society.accounts.models import User
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.tasks.task import defer
from ict4society.organisations.actions.invitation import accept_invitations_for
from ict4society.organisations.actions.mandate import end_mandates_of
from ict4society.organisations.events import ColleagueInvited


@listens_to(ColleagueInvited)
def mail_link(record: EventRecord, event: ColleagueInvited) -> None:
    """In the language of whoever invites: that of the invited is not known."""
    inviter = User.objects.filter(pk=record.actor_id or 0).first()
    language = inviter.language if inviter else "en"
    defer("organisations.mail_invitation", invitation_id=event.invitation_id, language=language)


@listens_to(AccountClosed)
def end_mandates(record: EventRecord, event: AccountClosed) -> None:
    """Who left acts for nobody."""
    end_mandates_of(event.user_id)


@receiver(email_confirmed, dispatch_uid="organisations.address_confirmed")
def follow_confirmation(sender: Any, request: Any, email_address: Any, **kwargs: Any) -> None:
    """Whoever has confirmed the address to which an invitation went has accepted it."""
    accept_invitations_for(email_address.user)

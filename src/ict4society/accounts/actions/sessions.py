"""End sessions and sign-in methods of a person."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils import timezone

from ict4society.accounts.models import ApiToken, User


def end_access(person: User) -> None:
    """Sign the person out everywhere and make their tokens useless. Part of the caller's transaction."""
    for session in UserSession.objects.filter(user=person):
        session.end()
    ApiToken.objects.filter(user=person, revoked_at=None).update(revoked_at=timezone.now())


def forget_sign_in(person: User) -> None:
    """Delete everything with which the person could sign in: addresses, passkeys, codes, connected accounts."""
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()

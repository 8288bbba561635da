"""What follows from signing up and signing in (signals of allauth), so that the pages need not know."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_signed_up
from django.dispatch import receiver
from django.http import HttpRequest

from ict4society.accounts.actions.join import record_joining
from ict4society.accounts.models import User


@receiver(user_signed_up, dispatch_uid="accounts.signed_up")
def follow_signing_up(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """The others hear of it, and the first sign-in leads to the first steps."""
    record_joining(user)
    request.session["welcome"] = True

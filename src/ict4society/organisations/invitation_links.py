"""Signed links of invitations: they say which one, cannot be guessed, and end with it."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from ict4society.organisations.models import Invitation
from ict4society.organisations.models.invitation import VALID_FOR

SALT = "organisations.invitation"


def invitation_path(invitation: Invitation) -> str:
    """The address of the page on which the invitation can be accepted."""
    return reverse("organisations:invitation", args=[signing.dumps(invitation.pk, salt=SALT)])


def invitation_of(key: str) -> Invitation | None:
    """The open invitation that a link names; None for a link that was changed or is too old, or a closed invitation."""
    try:
        number = signing.loads(key, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    return Invitation.objects.open().select_related("organisation", "invited_by").filter(pk=number).first()

"""Everything kept about a person, for them to take away (Regulation (EU) 2016/679, articles 15 and 20)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.foundation.events.models import EventRecord

Section = Callable[[User], Any]
_sections: dict[str, Section] = {}


def register_export(name: str, function: Section) -> None:
    """Add a section: ``function(user)`` returns plain JSON values; called from ``AppConfig.ready``."""
    _sections[name] = function


def export_person(user: User) -> dict[str, Any]:
    """The account, what the person did, and the sections of every feature: plain JSON values, times in ISO 8601."""
    account = {
        "exported_at": timezone.now().isoformat(),
        "profile": _row(user, "id", "name", "email", "about", "language", "time_zone", "country", "joined_at"),
        "roles": [role for role in ("moderator", "operator") if getattr(user, f"is_{role}")],
        "addresses": [
            {"email": address.email, "confirmed": address.verified}
            for address in EmailAddress.objects.filter(user=user).order_by("pk")
        ],
        "sign_in_methods": [
            _row(method, "type", "created_at", "last_used_at") for method in Authenticator.objects.filter(user=user)
        ],
        "connected_accounts": [
            _row(a, "provider", "uid", "date_joined") for a in SocialAccount.objects.filter(user=user)
        ],
        "sessions": [
            _row(s, "ip", "user_agent", "created_at", "last_seen_at") for s in UserSession.objects.filter(user=user)
        ],
        "tokens": [
            _row(token, "label", "hint", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at")
            for token in user.api_tokens.order_by("pk")
        ],
        "drafts": [_row(draft, "place", "fields", "updated_at") for draft in user.drafts.order_by("pk")],
        "activity": [
            _row(record, "name", "subject_kind", "subject_id", "organisation_id", "payload", "created_at")
            for record in EventRecord.objects.filter(actor_id=user.pk).order_by("pk").iterator()
        ],
    }
    return account | {name: function(user) for name, function in sorted(_sections.items())}


def _row(obj: Any, *names: str) -> dict[str, Any]:
    values = {name: getattr(obj, name) for name in names}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}

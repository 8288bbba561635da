"""What an organisation needs before one of its people closes their account; what the person can take away."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ict4society.accounts.models import User
from ict4society.organisations.models import Mandate
from ict4society.organisations.queries import active_mandates, representatives_of


def last_representations(user: Any) -> list[str]:
    """A sentence for each organisation that would be left without a representative."""
    sentence = _("You are the only representative of %(name)s. Make someone else a representative first.")
    return [
        sentence % {"name": mandate.organisation.name}
        for mandate in active_mandates(user)
        if mandate.role == "representative" and not representatives_of(mandate.organisation_id) - {user.pk}
    ]


def mandates_export(user: User) -> list[dict[str, Any]]:
    """All mandates that the person holds or held."""
    held = Mandate.objects.filter(user=user).select_related("organisation").order_by("pk")
    return [
        {
            "organisation": mandate.organisation.name,
            "role": mandate.role,
            "granted_at": mandate.granted_at.isoformat(),
            "expires_at": mandate.expires_at.isoformat() if mandate.expires_at else None,
            "revoked_at": mandate.revoked_at.isoformat() if mandate.revoked_at else None,
        }
        for mandate in held
    ]

"""A recipient reports back by a link, without an account: the link itself is the permission."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from ict4society.dossiers.models import Dossier

SALT = "dossiers.uptake"
VALID = timedelta(days=730)
"""Taking up a result takes long."""


def invitation_path(dossier: Dossier) -> str:
    """The path of the report form for the recipient of this dossier; keep it between facilitator and recipient."""
    return reverse("dossiers:new_uptake", args=[dossier.slug], query={"key": signing.dumps(dossier.pk, salt=SALT)})


def is_invited(dossier: Dossier, key: str) -> bool:
    """Whether the key of an address is an invitation to report on this dossier that is still valid."""
    if not key or len(key) > 300:
        return False
    try:
        return bool(signing.loads(key, salt=SALT, max_age=VALID) == dossier.pk)
    except signing.BadSignature:
        return False

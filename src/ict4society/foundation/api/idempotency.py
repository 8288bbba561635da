"""The header ``Idempotency-Key``: a repeated creation is answered with the first one's result."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError

from ict4society.foundation.idempotency.keys import clean_key

HEADER = "Idempotency-Key"
PARAMETER: dict[str, Any] = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": "8 to 64 letters, digits, - and _. The same key again returns what the first call made.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,64}$"},
}


def idempotency_key(request: HttpRequest) -> str | None:
    """The key for ``once``, or None when the header is absent.

    Raises HttpError 400 for a header that is no key: ignoring it would create twice what was meant once.
    """
    raw = request.headers.get(HEADER)
    if raw is None:
        return None
    key = clean_key(raw)
    if key is None:
        raise HttpError(400, _("Idempotency-Key: 8 to 64 letters, digits, - and _."))
    return key

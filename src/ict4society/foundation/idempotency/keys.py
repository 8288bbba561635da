"""Keys that a form or a caller sends along."""

from __future__ import annotations

import re
import uuid

_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


def new_key() -> str:
    """A fresh key for a form."""
    return uuid.uuid4().hex


def clean_key(raw: str | None) -> str | None:
    """A usable key, or None: 8 to 64 letters, digits, ``-`` and ``_``."""
    return raw if raw and _KEY.fullmatch(raw) else None

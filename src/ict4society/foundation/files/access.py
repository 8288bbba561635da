"""Who may download a file."""

from __future__ import annotations

from typing import Any

from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.subjects import resolve_one


def may_download(user: Any, file: StoredFile) -> bool:
    """Whoever may see the subject to which it is attached; as long as there is none, its owner."""
    if file.subject is not None:
        return resolve_one(file.subject, user) is not None
    return bool(user.is_authenticated and file.owner_id == user.pk)

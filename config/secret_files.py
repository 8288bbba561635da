"""Secrets that an instance makes for itself and keeps in its data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


class SecretUnusable(Exception):
    """The file of a secret cannot be used."""


def keep_secret(path: Path, fresh: str) -> str:
    """The content of a file that only its owner can read; written with `fresh` when there is none.

    Of several processes that come at once, one writes and all return the same.

    Raises:
        SecretUnusable: the file can be neither read nor written; the message is one sentence.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(fresh)
            try:
                os.link(draft, path)  # fails when another process was first: then its value counts
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise SecretUnusable(
            f"{path} cannot be used ({error.strerror}): the data folder must belong to the user who runs ICT4Society "
            f"(ICT4SOCIETY_DATA names another)."
        ) from error

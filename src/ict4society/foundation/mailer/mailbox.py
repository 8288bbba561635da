"""The development mailbox: mails become files in the data folder, which a page of the site shows."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as StoredMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

BACKEND = "ict4society.foundation.mailer.mailbox.MailboxBackend"
KEPT = 500
"""The oldest mails beyond this number are removed, now and then."""
CLEANED_EVERY = 50
NAME = re.compile(r"[0-9]{19}-[0-9a-f]{8}")
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Mail:
    """One mail as the page shows it."""

    name: str
    subject: str
    sender: str
    to: str
    at: datetime | None
    text: str


class MailboxBackend(BaseEmailBackend):
    """Writes each mail as one file into ``<data folder>/mailbox``: whole or not at all, readable by its owner only."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = mailbox_folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{time.time_ns():019}-{secrets.token_hex(4)}"
            draft = folder / f".{name}"
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(message.message().as_bytes())
            draft.rename(folder / f"{name}.eml")
        if secrets.randbelow(CLEANED_EVERY) == 0:
            for old in _files()[KEPT:]:
                old.unlink(missing_ok=True)
        return len(email_messages)


def mailbox_folder() -> Path:
    """Where the mails are."""
    return Path(settings.DATA_FOLDER) / "mailbox"


def mailbox_is_open() -> bool:
    """Whether the page may show mails: they are kept here, and nobody but this machine can reach the site.

    Behind a proxy the server listens on loopback too, so the public address of the site counts as well.
    """
    environment: Any = settings.ENVIRONMENT
    local = environment.on_loopback and urlsplit(settings.SITE_URL).hostname in _LOCAL
    return bool(settings.EMAIL_BACKEND == BACKEND and local and not environment.trusted_proxy)


def mails(limit: int = 100) -> list[Mail]:
    """The latest mails, newest first."""
    found = (_read(path) for path in _files()[:limit])
    return [mail for mail in found if mail is not None]


def mail(name: str) -> Mail | None:
    """One mail, or None when there is none of that name."""
    return _read(mailbox_folder() / f"{name}.eml") if NAME.fullmatch(name) else None


def _files() -> list[Path]:
    return sorted(mailbox_folder().glob("*.eml"), reverse=True)


def _read(path: Path) -> Mail | None:
    try:
        parsed = message_from_bytes(path.read_bytes(), policy=policy.default)
    except FileNotFoundError:
        return None
    if not isinstance(parsed, StoredMessage):
        return None
    body = parsed.get_body(("plain", "html"))
    date: Any = parsed["Date"]
    return Mail(
        name=path.stem,
        subject=str(parsed["Subject"] or ""),
        sender=str(parsed["From"] or ""),
        to=str(parsed["To"] or ""),
        at=date.datetime if date is not None else None,
        text=str(body.get_content()) if body is not None else "",
    )

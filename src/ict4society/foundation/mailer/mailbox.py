"""The development mailbox: mails become files in the data folder, which a page of the site shows."""

from __future__ import annotations

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend


class MailboxBackend(EmailBackend):
    """Writes each mail as one file into ``<data folder>/mailbox``."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["file_path"] = settings.DATA_FOLDER / "mailbox"
        super().__init__(*args, **kwargs)

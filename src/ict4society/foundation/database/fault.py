"""What Django's database errors mean to the person who started the program."""

from __future__ import annotations

from django.conf import settings
from django.db import Error, OperationalError

_UNDEFINED_TABLE = "42P01"


def sentence_about(error: Error) -> str:
    """One sentence about an error of the database; it never shows the password."""
    reason = next(iter(str(error).strip().splitlines()), type(error).__name__).rstrip(".")
    reason = reason.removeprefix("connection failed: ").removeprefix("connection is bad: ")
    if getattr(error.__cause__, "sqlstate", None) == _UNDEFINED_TABLE:
        return f"The database lacks tables ({reason}): run `ict4society migrate`."
    if not isinstance(error, OperationalError):
        return f"The database refused a statement: {reason}."
    if settings.ENVIRONMENT.database_url is not None:
        return f"The database of DATABASE_URL cannot be used: {reason}."
    return f"The database in {settings.DATA_FOLDER} cannot be used: {reason}."

"""The database as Django's settings want it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from .embedded import EmbeddedPostgres
from .unavailable import DatabaseUnavailable


class _Secret(Protocol):
    def get_secret_value(self) -> str: ...


class DatabaseSettings(Protocol):
    """The settings that decide which database is used."""

    @property
    def data_folder(self) -> Path: ...
    @property
    def database_url(self) -> _Secret | None: ...


_ENGINE = "ict4society.foundation.database.engine"
_EXAMPLE = "postgresql://user:password@host:5432/name"
_TARGET = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def database_url(env: DatabaseSettings) -> dict[str, Any]:
    """The `default` of Django's `DATABASES`: the server of `DATABASE_URL`, else the embedded one (not started here).

    Connections are kept open, and checked before they are used again.

    Raises:
        DatabaseUnavailable: `DATABASE_URL` is not an address of a PostgreSQL database, or the data folder is unusable.
    """
    kept = {"ENGINE": _ENGINE, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    if env.database_url is None:
        return {**kept, **EmbeddedPostgres(env.data_folder).settings}
    return {**kept, **parse_url(env.database_url.get_secret_value())}


def parse_url(url: str) -> dict[str, Any]:
    """Address of a database, read by libpq's own parser, as Django's settings.

    Raises:
        DatabaseUnavailable: it is not the address of a PostgreSQL database.
    """
    from psycopg import ProgrammingError  # heavy: the supervisor does without
    from psycopg.conninfo import conninfo_to_dict

    if not url.startswith(("postgresql://", "postgres://")):
        raise DatabaseUnavailable(f"DATABASE_URL must be an address such as {_EXAMPLE}.")
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise DatabaseUnavailable(
            f"DATABASE_URL cannot be read ({str(error).strip()}): it must be an address such as {_EXAMPLE}."
        ) from None
    ports = str(parts.get("port") or "").split(",")  # libpq looks at them when it connects, and accepts several
    if any(port and not (port.isdecimal() and 0 < int(port) < 65536) for port in ports):
        raise DatabaseUnavailable(
            f"DATABASE_URL has a port that is no number: it must be an address such as {_EXAMPLE}."
        )
    if not parts.get("dbname"):
        raise DatabaseUnavailable(f"DATABASE_URL names no database: it must be an address such as {_EXAMPLE}.")
    settings: dict[str, Any] = {name: str(parts.pop(key)) for key, name in _TARGET.items() if parts.get(key)}
    options = {key: value for key, value in parts.items() if value is not None and key not in _TARGET}
    return {**settings, "OPTIONS": {"connect_timeout": 10, **options}}

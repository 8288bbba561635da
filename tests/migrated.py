"""A database with all migrations applied, made once and copied for every run and every worker.

Applying some hundred migrations takes most of a minute of one core, a copy less than a second. It is made again when a
migration or a package has changed. ``python -m tests.migrated`` makes it ahead, on the server of a run.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.place import FOLDER

PROJECT = Path(__file__).resolve().parent.parent
SOURCE = PROJECT / "src" / "ict4society"
READ = ("**/migrations/**/*", "organisations/data/*")
"""Migrations, and what they read."""
PREFIX = "migrated_"


def name() -> str:
    """What the database is called that belongs to these migrations and packages."""
    digest = hashlib.sha256((PROJECT / "requirements" / "dev.lock").read_bytes())
    for path in sorted(path for pattern in READ for path in SOURCE.glob(pattern)):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(SOURCE)).encode() + b"\0" + path.read_bytes())
    return PREFIX + digest.hexdigest()[:16]


def ensure() -> str:
    """Make it unless it is there; returns its name. Who comes second waits."""
    from ict4society.foundation.database.lock import exclusive

    wanted = name()
    with exclusive(FOLDER / "migrated.lock", patience=1800):
        there = _databases()
        if wanted not in there:
            for old in there:
                _say(f'DROP DATABASE IF EXISTS "{old}"')
            _make(wanted)
    return wanted


def _make(wanted: str) -> None:
    from django.conf import settings
    from django.db import connection

    usual, tests = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    named, draft = tests["NAME"], f"{PREFIX}draft"
    tests["NAME"] = draft
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        tests["NAME"] = named
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = usual
    _say(f'ALTER DATABASE "{draft}" RENAME TO "{wanted}"')


def _databases() -> list[str]:
    from django.db import connection

    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        return [each for (each,) in cursor.fetchall()]


def _say(sql: str) -> None:
    from django.db import connection

    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(sql)


if __name__ == "__main__":
    import django

    django.setup()
    ensure()

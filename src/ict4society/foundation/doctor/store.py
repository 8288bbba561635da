"""The database, its tables, the background jobs, and the files that the web server reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import django
from django.conf import settings as django_settings
from django.db import Error, connection

from ict4society.foundation.database import DatabaseUnavailable, EmbeddedPostgres
from ict4society.foundation.database.fault import sentence_about
from ict4society.foundation.server.schema import pending_migrations
from ict4society.foundation.server.stamp import static_stamp

from .finding import Finding, fault, ok, warning
from .instance import InstanceSettings

_OLDEST = 14  # major version that Django 5.2 works with
_SILENCE = 60  # seconds without a sign of life after which a job worker counts as dead
_PATIENCE = 300  # seconds that a job may wait before somebody should look


def examine_store(settings: InstanceSettings) -> Iterator[Finding]:
    """What the instance keeps. Starts the embedded database for as long as it looks."""
    own = settings.database_url is None
    embedded = EmbeddedPostgres(settings.data_folder, tell=lambda line: None) if own else None
    try:
        if embedded is not None:
            embedded.ensure_running()
        django.setup()
        yield from _database()
    except (DatabaseUnavailable, Error) as error:
        said = str(error) if isinstance(error, DatabaseUnavailable) else sentence_about(error)
        yield fault(
            "database", said.rstrip("."), "Mend what it says; DATABASE_URL and ICT4SOCIETY_DATA choose another."
        )
    finally:
        connection.close()
        if embedded is not None:
            embedded.stop()
    yield _static(settings)


def _database() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), current_setting('server_encoding')")
        version, encoding = cursor.fetchone()
    if int(version.split(".")[0]) < _OLDEST:
        yield fault("database", f"is PostgreSQL {version}", f"Upgrade the server to PostgreSQL {_OLDEST} or newer.")
    elif encoding != "UTF8":
        yield fault("database", f"has the encoding {encoding}", "Create it again: CREATE DATABASE … ENCODING 'UTF8'.")
    else:
        yield ok("database", f"answers: PostgreSQL {version}")
    pending = pending_migrations()
    if pending:
        yield warning(
            "tables",
            f"lack {len(pending)} migrations, the first is {pending[0]}",
            "Run `ict4society migrate`, or serve.",
        )
    else:
        yield ok("tables", "are up to date")
        yield from _jobs()


def _jobs() -> Iterator[Finding]:
    """Job workers (their heartbeat) and what waits for them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now(), max(last_heartbeat) FROM procrastinate_workers")
        now, heartbeat = cursor.fetchone()
        cursor.execute(
            "SELECT count(*), min(event.at) FROM procrastinate_jobs job JOIN procrastinate_events event"
            " ON event.job_id = job.id AND event.type = 'deferred' WHERE job.status = 'todo'"
            " AND coalesce(job.scheduled_at, event.at) < now() - %s * interval '1 second'",
            [_PATIENCE],
        )
        waiting, _ = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
        (failed,) = cursor.fetchone()
    yield _worker(now, heartbeat, waiting)
    if failed:
        yield warning(
            "failed jobs",
            f"{failed} jobs were given up after all attempts",
            "Read why in the log of the worker; `ict4society procrastinate shell` lists and retries them.",
        )


def _worker(now: datetime, heartbeat: datetime | None, waiting: int) -> Finding:
    age = (now - heartbeat).total_seconds() if heartbeat is not None else None
    if age is not None and age < _SILENCE and not waiting:
        return ok("job worker", f"gave a sign of life {age:.0f} s ago")
    if age is not None and age < _SILENCE:
        return warning(
            "job worker",
            f"lives, but {waiting} jobs wait for more than {_PATIENCE // 60} minutes",
            "Raise JOB_WORKERS.",
        )
    if waiting:
        remedy = "Start `ict4society serve`, or `ict4society worker` beside it."
        return fault("job worker", f"none is alive, and {waiting} jobs wait: no mail is sent", remedy)
    return ok("job worker", "none is alive, and nothing waits; it starts with the server")


def _static(settings: InstanceSettings) -> Finding:
    manifest = django_settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.exists():
        return warning("static files", "are not collected yet", "`ict4society serve` collects them when it starts.")
    if not static_stamp(settings.data_folder).fits():
        return warning("static files", "are older than the program", "Restart `ict4society serve`: it collects them.")
    return ok("static files", "are current")

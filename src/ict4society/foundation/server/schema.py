"""The tables of an instance, brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor

from .stamp import schema_stamp


def pending_migrations() -> list[str]:
    """The migrations that the database lacks, as `app.name`.

    Raises:
        django.db.OperationalError: it cannot be reached.
    """
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate(say: Callable[[str], None]) -> None:
    """Bring the tables up to date. Of several processes that come at once, one works and the others wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('ict4society migrate'))")
        try:
            if pending := pending_migrations():
                say(f"Preparing the tables ({len(pending)} migrations) …")
                call_command("migrate", interactive=False, verbosity=0, database=DEFAULT_DB_ALIAS)
            call_command("createcachetable", verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('ict4society migrate'))")


def ensure_schema(cluster: Path, say: Callable[[str], None]) -> None:
    """The same for an embedded cluster, at no cost when its stamp says that this very code has done it."""
    with schema_stamp(cluster).renewed() as needed:
        if needed:
            migrate(say)

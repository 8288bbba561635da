"""What a test that commits leaves behind is taken away again: quicker than Django does it, and more of it.

Django truncates every table there is, though a test writes into a dozen of some two hundred, leaves the queue's alone,
and does not bring back what migrations have put there. Here the tables with rows are emptied, and those that had some
after migrating get them again.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

KEPT = "as_migrated"
"""The schema in which the rows stand that migrations have made."""
NOT_OURS = {"django_migrations"}


def keep_what_migrations_made() -> None:
    """Copy the rows that are there before the first test."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {KEPT} CASCADE")
        cursor.execute(f"CREATE SCHEMA {KEPT}")
        for table in _filled(cursor):
            cursor.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE public."{table}"')


def empty() -> None:
    """Bring all tables back to the state after migrating."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in _in_order(cursor, _filled(cursor)):
            cursor.execute(f'DELETE FROM public."{table}"')
        for table in _tables(cursor, KEPT):
            cursor.execute(f'INSERT INTO public."{table}" OVERRIDING SYSTEM VALUE SELECT * FROM {KEPT}."{table}"')


def _tables(cursor: CursorWrapper, schema: str) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename", [schema])
    return [name for (name,) in cursor.fetchall() if name not in NOT_OURS]


def _filled(cursor: CursorWrapper) -> list[str]:
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM public.\"{name}\")" for name in _tables(cursor, "public"))
    cursor.execute(" UNION ALL ".join(asked))
    return [name for (name,) in cursor.fetchall()]


def _in_order(cursor: CursorWrapper, tables: list[str]) -> Iterator[str]:
    """Who refers to another by a key that is checked at once goes before it."""
    cursor.execute(
        "SELECT c.relname, r.relname FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid"
        " JOIN pg_class r ON r.oid = f.confrelid WHERE f.contype = 'f' AND NOT f.condeferrable AND c.oid <> r.oid"
    )
    refers = [pair for pair in cursor.fetchall() if pair[0] in tables and pair[1] in tables]
    left = set(tables)
    while left:
        free = {name for name in left if not any(of == name and by in left for by, of in refers)}
        yield from sorted(free or left)
        left -= free or left

"""Several querysets in one statement: for a page that shows a few rows of many features.

Every queryset stays what it is, with its policy, its order, its limit and its related rows. PostgreSQL answers all of
them at once, each row as one record; the page waits once instead of twenty times. Each queryset is still compiled and
planned: what a dear one costs, it costs here too (``docs/decisions/0007-several-querysets-in-one-statement.md``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet

from .prepared import RECORDS


@dataclass(frozen=True)
class Total:
    """How many rows a queryset has: answered with a number."""

    rows: QuerySet[Any]


def together(*queries: QuerySet[Any] | Total) -> list[Any]:
    """For each queryset the list of its rows (models, values or flat values, as it was asked for); for totals numbers.

    One statement for all of them; ``prefetch_related`` costs its queries as everywhere.
    """
    if len(queries) == 1 and not isinstance(queries[0], Total):
        return [list(queries[0])]
    compilers: dict[int, Any] = {}
    columns: list[str] = []
    values: list[Any] = []
    for place, query in enumerate(queries):
        rows = query.rows.order_by().values("pk") if isinstance(query, Total) else query
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:  # the ORM knows that there is nothing
            continue
        compilers[place] = compiler
        columns.append(("(SELECT count(*) FROM ({}) AS part)" if isinstance(query, Total) else RECORDS).format(sql))
        values += params
    answers = dict(zip(compilers, _answer(columns, values), strict=True))
    return [_result(query, compilers.get(place), answers.get(place)) for place, query in enumerate(queries)]


def prefetch_together(instance: Model, *names: str) -> None:
    """What ``prefetch_related_objects`` does for several relations of one object, in one statement for all of them."""
    relations = [getattr(instance, name).all() for name in names]
    for name, rows in zip(names, together(*relations), strict=True):
        keep(instance, name, rows)


def hand_out(instances: Iterable[Model], name: str, rows: Iterable[Any], key: str) -> None:
    """Give each instance those of the rows that are its ``name``, as prefetching does; ``key`` of a row names it."""
    of: dict[Any, list[Any]] = {}
    for row in rows:
        of.setdefault(getattr(row, key), []).append(row)
    for instance in instances:
        keep(instance, name, of.get(instance.pk, []))


def keep(instance: Model, name: str, rows: list[Any]) -> None:
    """These are the rows of the instance's relation of this name, as after prefetching."""
    relation = getattr(instance, name).all()
    relation._result_cache, relation._prefetch_done = rows, True
    instance.__dict__.setdefault("_prefetched_objects_cache", {})[name] = relation


def _answer(columns: list[str], values: Sequence[Any]) -> tuple[Any, ...]:
    if not columns:
        return ()
    with connection.record_cursor() as cursor:  # type: ignore[attr-defined]  # of our engine
        cursor.execute(f"SELECT {', '.join(columns)}", values)
        return cast(tuple[Any, ...], cursor.fetchone())


def _result(query: QuerySet[Any] | Total, compiler: Any, answer: Any) -> Any:
    if isinstance(query, Total):
        return answer or 0
    if compiler is None:
        return []
    rows = [row[: compiler.col_count] for row in answer] if compiler.has_extra_select else answer
    # The queryset makes of the rows what it always makes of them; only the statement has run already.
    compiler.execute_sql = lambda *_args, **_options: [rows]
    answered = query.all()
    answered.query.get_compiler = lambda *_args, **_options: compiler  # type: ignore[method-assign]
    return list(answered)

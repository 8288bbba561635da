"""Queries that are compiled once. For the few reads that every request of a member makes.

Django builds the SQL of a query anew each time it runs, and PostgreSQL plans it anew: 0.2 to 0.6 ms of work for 0.05 ms
of answering it (measured here). A prepared query is written like any other and compiled at its first use; then only its
values change. The server keeps its plan, once for each connection.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import Expression, RawSQL
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)
Ids = Collection[int] | QuerySet[Any] | Expression
"""What can stand behind ``__in``."""

# Rows of a query as one value. Each is planned by itself: a union of forty queries takes PostgreSQL four times as long
# to plan as the forty alone.
RECORDS = "ARRAY(SELECT part FROM ({}) AS part)"

# Values that stand for the real ones while the query is compiled; no query of ours means them.
_FIRST_NUMBER = 2_147_400_000
_FIRST_MOMENT = datetime(1901, 1, 1, tzinfo=UTC)


def answer(sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    """The rows that answer a statement of ours; the server plans it once for each connection.

    For the few statements that are too frequent for the ORM. A value whose type does not follow from its place in the
    statement needs a cast.
    """
    with connection.planned_cursor() as cursor:  # type: ignore[attr-defined]  # of our engine
        cursor.execute(sql, values)
        return cast(list[tuple[Any, ...]], cursor.fetchall())


def change(sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> int:
    """Run a statement of ours that answers nothing, planned like ``answer``'s; how many rows it concerned."""
    with connection.planned_cursor() as cursor:  # type: ignore[attr-defined]  # of our engine
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def numbers_in(text: str) -> RawSQL:
    """For ``__in``: the numbers of a list that is one parameter of a prepared query, written by ``as_list``."""
    return RawSQL("SELECT unnest(%s::bigint[])", [text])


def as_list(numbers: Iterable[int]) -> str:
    """The value of a parameter (of type ``str``) that the query reads with ``numbers_in``."""
    return f"{{{','.join(map(str, numbers))}}}"


class Prepared(Generic[M]):
    """A query of model instances (with ``select_related`` and ``annotate`` if wanted) whose parameters are numbers,
    moments or texts.

    ``Prepared(lambda user_id, moment: Mandate.objects.active(moment).filter(user_id=user_id), user_id=int,
    moment=datetime)``; then ``mandates(user_id=7, moment=now())`` is the list. The values must only be passed on as
    values: the query may not look different for different ones. Raises ValueError at the first use when a parameter
    does not appear in the SQL.
    """

    def __init__(self, build: Callable[..., QuerySet[M]], **parameters: type[int] | type[datetime] | type[str]) -> None:
        self._build = build
        self._parameters = parameters
        self._lock = Lock()
        self._sql = ""
        self._values: list[tuple[str | None, Any]] = []
        self._read: Callable[[list[tuple[Any, ...]]], list[M]]

    def __call__(self, **values: Any) -> list[M]:
        rows = answer(self.sql, self.bound(values))
        return self._read(rows)

    @property
    def sql(self) -> str:
        """The statement, compiled at its first use."""
        if not self._sql:
            with self._lock:
                if not self._sql:
                    self._compile()
        return self._sql

    def bound(self, values: Mapping[str, Any]) -> list[Any]:
        """What stands at the places of the (compiled) statement, given the parameters; others are not looked at."""
        return [values[name] if name else fixed for name, fixed in self._values]

    def read(self, rows: list[tuple[Any, ...]]) -> list[M]:
        """The instances in rows of the (compiled) statement."""
        return self._read(rows)

    def _compile(self) -> None:
        stand_ins = {name: _stand_in(kind, place) for place, (name, kind) in enumerate(self._parameters.items())}
        compiler = self._build(**stand_ins).query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        names = {stand_in: name for name, stand_in in stand_ins.items()}
        self._values = [
            (names.get(value) if isinstance(value, int | datetime | str) else None, value) for value in params
        ]
        missing = set(self._parameters) - {name for name, _value in self._values}
        if missing:
            raise ValueError(f"parameters that do not appear in the query: {', '.join(sorted(missing))}")
        self._read = _reader(compiler)
        self._sql = sql


def prepared_together(queries: Sequence[Prepared[Any]], **values: Any) -> list[list[Any]]:
    """The answers of several prepared queries, which share their parameters, in one statement planned once."""
    sql = ", ".join(RECORDS.format(query.sql) for query in queries)
    with connection.planned_record_cursor() as cursor:  # type: ignore[attr-defined]  # of our engine
        cursor.execute(f"SELECT {sql}", [value for query in queries for value in query.bound(values)])
        answers = cursor.fetchone()
    return [query.read(rows) for query, rows in zip(queries, answers, strict=True)]


def _stand_in(kind: type, place: int) -> int | datetime | str:
    if kind is int:
        return _FIRST_NUMBER + place
    return _FIRST_MOMENT + timedelta(days=place) if kind is datetime else f"stands for parameter {place}"


def _reader(compiler: Any) -> Callable[[list[tuple[Any, ...]]], list[Any]]:
    """What Django's ``ModelIterable`` does with rows, with everything that does not change done before."""
    klass = compiler.klass_info
    fields = klass["select_fields"]
    start, end = fields[0], fields[-1] + 1
    names = [column[0].target.attname for column in compiler.select[start:end]]
    populators = get_related_populators(klass, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # stubs of 6.1
    annotations = tuple(compiler.annotation_col_map.items())
    converters = compiler.get_converters([column[0] for column in compiler.select])

    def read(rows: list[tuple[Any, ...]]) -> list[Any]:
        found = []
        for row in compiler.apply_converters(rows, converters) if converters else rows:
            instance = klass["model"].from_db(DEFAULT_DB_ALIAS, names, row[start:end])
            for populator in populators:
                populator.populate(row, instance)
            for name, column in annotations:
                setattr(instance, name, row[column])
            found.append(instance)
        return found

    return read

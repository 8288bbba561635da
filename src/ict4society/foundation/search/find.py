"""Ask the index: what a reader may see, best first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db import connection
from django.db.models import Case, Count, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ict4society.foundation.database.prepared import answer
from ict4society.foundation.search.models import SearchDocument
from ict4society.foundation.search.words import Words
from ict4society.foundation.subjects import Ref, all_types

START, STOP = "\x02", "\x03"
"""Marks in PostgreSQL's excerpt; a text cannot contain them, because cleaned input has no control characters."""
_EXCERPT = (
    f"StartSel={START}, StopSel={STOP}, MaxFragments=2, MaxWords=30, MinWords=16, ShortWord=2, FragmentDelimiter=' … '"
)
_EXCERPTS = (
    "SELECT page.id, ts_headline(page.configuration::regconfig, page.body, page.query, %s)"
    " FROM ({page}) AS page(id, configuration, body, query)"
)
WEIGHTS = [0.1, 0.2, 0.4, 1.0]
"""Of the labels D, C, B, A: a word of the title (A) counts two and a half times one of the text (B)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that matches."""

    ref: Ref
    label: str
    title: str
    url: str
    language: str
    excerpt: SafeString
    """HTML: escaped, the words found in ``<mark>``."""
    happened_at: datetime
    topic_id: int | None


@dataclass(frozen=True)
class Hits:
    """A page of hits, and the key of the last one if more follow."""

    items: list[Hit] = field(default_factory=list)
    next_key: tuple[float, int] | None = None


@dataclass(frozen=True)
class Filters:
    """What to look among."""

    kinds: Collection[str] = ()
    topics: Collection[int] = ()
    language: str = ""


@dataclass(frozen=True)
class Scope:
    """Where words are found at all, whoever may see it: what else there is need not be asked about."""

    kinds: frozenset[str] = frozenset()
    configurations: tuple[str, ...] = ()


def scope_of(words: Words) -> Scope:
    """The kinds of the documents that match, and the configurations that they were indexed with: two queries."""
    if not words:
        return Scope()
    rows = SearchDocument.objects.filter(_match(words, _used_configurations()))
    found = list(rows.order_by().values_list("kind", "configuration").distinct())
    return Scope(frozenset(kind for kind, _name in found), tuple(sorted({name for _kind, name in found})))


def find(
    words: Words,
    user: Any,
    filters: Filters,
    *,
    after: tuple[float, int] | None = None,
    limit: int = 20,
    scope: Scope | None = None,
) -> Hits:
    """A page of hits that the reader may see, best first: two queries.

    ``scope`` is the ``scope_of`` the words; without it two queries more.
    """
    scope = scope_of(words) if scope is None else scope
    if not scope.kinds:
        return Hits()
    rows = _matching(words, user, filters, scope).annotate(rank=_rank(words, scope.configurations))
    if after is not None:
        rows = rows.filter(Q(rank__lt=after[0]) | Q(rank=after[0], pk__lt=after[1]))
    found = list(rows.order_by("-rank", "-pk").defer("body", "vector")[: limit + 1])
    shown = found[:limit]
    last: Any = shown[-1] if len(found) > limit else None
    excerpts = _excerpts(words, shown)
    labels = {subject.kind: str(subject.label) for subject in all_types()}
    items = [
        Hit(
            ref=Ref(row.kind, row.object_id),
            label=labels[row.kind],
            title=row.title,
            url=row.url,
            language=row.language,
            excerpt=excerpts.get(row.pk, mark_safe("")),
            happened_at=row.happened_at,
            topic_id=row.topic_id,
        )
        for row in shown
    ]
    return Hits(items, (last.rank, last.pk) if last is not None else None)


def count_by_kind(words: Words, user: Any, filters: Filters, *, scope: Scope | None = None) -> dict[str, int]:
    """How many hits there are of each kind, whatever kinds are filtered: one query, and two without the ``scope``."""
    scope = scope_of(words) if scope is None else scope
    if not scope.kinds:
        return {}
    everything = Filters(topics=filters.topics, language=filters.language)
    rows = _matching(words, user, everything, scope).values("kind").annotate(hits=Count("pk"))
    return {row["kind"]: row["hits"] for row in rows.order_by("kind")}


def searchable_kinds() -> list[tuple[str, str]]:
    """Kinds that can be searched, with their labels."""
    return [(subject.kind, str(subject.label)) for subject in all_types() if subject.document is not None]


def _used_configurations() -> list[str]:
    """The configurations that documents have been indexed with: a few look-ups in an index, however many documents."""
    rows = answer(
        "WITH RECURSIVE used AS (SELECT min(configuration) AS name FROM search_searchdocument UNION ALL"
        " SELECT (SELECT min(configuration) FROM search_searchdocument WHERE configuration > used.name) FROM used"
        " WHERE used.name IS NOT NULL) SELECT name FROM used WHERE name IS NOT NULL"
    )
    return [name for (name,) in rows]


def _match(words: Words, configurations: Iterable[str]) -> Q:
    match = Q(pk=None)
    for configuration in configurations:
        match |= Q(configuration=configuration, vector=words.query(configuration))
    return match


def _matching(words: Words, user: Any, filters: Filters, scope: Scope) -> QuerySet[SearchDocument]:
    kinds = scope.kinds & frozenset(filters.kinds) if filters.kinds else scope.kinds
    rows = SearchDocument.objects.filter(_match(words, scope.configurations)).filter(_visible(user, kinds))
    if filters.topics:
        rows = rows.filter(topic_id__in=filters.topics)
    if filters.language:
        rows = rows.filter(language=filters.language)
    return rows


def _visible(user: Any, kinds: Collection[str]) -> Q:
    """Of each of these kinds the rows that its own policy shows to the reader, all in one statement."""
    visible = Q(pk=None)
    for subject in all_types():
        if subject.document is not None and subject.kind in kinds:
            shown = subject.visible_to(user).order_by().values("pk")
            visible |= Q(kind=subject.kind, object_id__in=shown)
    return visible


def _rank(words: Words, configurations: Iterable[str]) -> Cast:
    """As a double, so that a cursor names exactly the value that it was."""
    branches = [
        When(
            configuration=configuration,
            then=SearchRank(F("vector"), words.query(configuration), weights=Value(WEIGHTS), normalization=1),
        )
        for configuration in configurations
    ]
    return Cast(Case(*branches, default=Value(0.0), output_field=FloatField()), FloatField())


def _excerpts(words: Words, rows: Sequence[SearchDocument]) -> dict[int, SafeString]:
    """The passages with the words found, for the rows of one page."""
    if not rows:
        return {}
    query = Case(
        *(When(configuration=name, then=words.query(name)) for name in sorted({row.configuration for row in rows}))
    )
    found = SearchDocument.objects.filter(pk__in=[row.pk for row in rows]).annotate(query=query)
    compiled = found.values_list("pk", "configuration", "body", "query")
    sql, parameters = compiled.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_EXCERPTS.format(page=sql), [_EXCERPT, *parameters])
        return {key: marked(excerpt) for key, excerpt in cursor.fetchall()}


def marked(excerpt: str) -> SafeString:
    """Escaped HTML in which the words found stand in ``<mark>``, always closed."""
    html = str(escape(excerpt)).replace(START, "<mark>").replace(STOP, "</mark>")
    return mark_safe(html)  # noqa: S308 — escaped above

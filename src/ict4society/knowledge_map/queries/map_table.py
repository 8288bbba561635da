"""The map as a table: topics down, dimensions across, and in each cell how many elements of which kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce, JSONObject

from ict4society.knowledge_map.models import Placement
from ict4society.knowledge_map.states import ElementKind, ElementState
from ict4society.topics.models import Dimension, Topic


@dataclass(frozen=True)
class Cell:
    """A topic × dimension: the published elements placed there, by kind."""

    topic: Topic
    dimension: Dimension
    kinds: dict[str, int]

    @property
    def count(self) -> int:
        return sum(self.kinds.values())

    @property
    def labels(self) -> list[tuple[str, int]]:
        """Each kind by its name, in the order of the kinds, without those that are absent."""
        return [(str(kind.label), self.kinds[kind]) for kind in ElementKind if self.kinds.get(kind)]


@dataclass(frozen=True)
class Row:
    """A topic and its cells; an area's cells count the elements of its issues too, each once."""

    topic: Topic
    cells: list[Cell]
    depth: int = 0
    issues: int = 0
    expanded: bool = False


@dataclass(frozen=True)
class MapTable:
    """The rows that are shown, and how many of their cells are filled."""

    dimensions: list[Dimension]
    rows: list[Row] = field(default_factory=list)

    @property
    def cell_count(self) -> int:
        return sum(len(row.cells) for row in self.rows)

    @property
    def filled(self) -> int:
        return sum(1 for row in self.rows for cell in row.cells if cell.count)

    @property
    def blank(self) -> int:
        return self.cell_count - self.filled


Counts = dict[tuple[int, int], dict[str, int]]


def map_table(expanded: set[str] | None = None, *, kind: str = "", verdict: str = "") -> MapTable:
    """The map in two queries: the areas, and the issues of those whose slugs are ``expanded`` ("all": of every one).

    ``kind`` and ``verdict`` (of the evidence) narrow what is counted. Published elements only.
    """
    opened = expanded or set()
    topics = list(Topic.objects.order_by("position", "pk"))
    dimensions = list(_dimensions(_placements(kind, verdict)))
    by_topic, by_area = _counts(dimensions, "by_topic"), _counts(dimensions, "by_area")
    below: dict[int, list[Topic]] = defaultdict(list)
    for topic in topics:
        if topic.parent_id:
            below[topic.parent_id].append(topic)
    rows: list[Row] = []
    for area in (topic for topic in topics if topic.parent_id is None):
        is_open = "all" in opened or area.slug in opened
        rows.append(Row(area, _cells(area, dimensions, by_area), 0, len(below[area.pk]), is_open))
        if is_open:
            rows.extend(Row(issue, _cells(issue, dimensions, by_topic), 1) for issue in below[area.pk])
    return MapTable(dimensions, rows)


def map_in_small() -> MapTable:
    """The areas only, for the home page: two queries."""
    dimensions = list(_dimensions(_placements("", "")))
    counts = _counts(dimensions, "by_area")
    areas = Topic.objects.filter(parent=None).order_by("position", "pk")
    return MapTable(dimensions, [Row(area, _cells(area, dimensions, counts)) for area in areas])


def _placements(kind: str, verdict: str) -> QuerySet[Placement]:
    placed = Placement.objects.filter(element__state=ElementState.PUBLISHED, element__hidden_at=None)
    if kind:
        placed = placed.filter(element__kind=kind)
    if verdict:
        placed = placed.filter(element__evidence__verdict=verdict, element__evidence__removed_at=None)
    return placed


def _dimensions(placed: QuerySet[Placement]) -> QuerySet[Dimension]:
    here = placed.filter(dimension=OuterRef("pk")).order_by()
    return Dimension.objects.annotate(
        by_topic=ArraySubquery(_per_row(here, F("topic_id"))),
        by_area=ArraySubquery(_per_row(here, Coalesce("topic__parent_id", "topic_id"))),
    )


def _per_row(placed: QuerySet[Placement], row: F | Coalesce) -> QuerySet[Placement]:
    counted = placed.values(row=row, kind=F("element__kind")).annotate(count=Count("element_id", distinct=True))
    return counted.values_list(JSONObject(row="row", kind="kind", count="count"))


def _counts(dimensions: list[Dimension], name: str) -> Counts:
    counts: Counts = defaultdict(Counter)
    for dimension in dimensions:
        for found in getattr(dimension, name):
            counts[found["row"], dimension.pk][found["kind"]] += found["count"]
    return counts


def _cells(topic: Topic, dimensions: list[Dimension], counts: Counts) -> list[Cell]:
    return [Cell(topic, dimension, dict(counts.get((topic.pk, dimension.pk), {}))) for dimension in dimensions]

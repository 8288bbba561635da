"""Where an organisation stands, worst first, and who in its group has something to learn from there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from ict4society.benchmark.groups import Group
from ict4society.benchmark.models import Member, Snapshot
from ict4society.benchmark.queries import (
    LARGE,
    CellKey,
    OwnPosition,
    Shown,
    chosen_cells,
    distributions_at,
    own_values,
    peers_of,
    placed,
)
from ict4society.benchmark.statistics import Thresholds
from ict4society.commitments.models import Commitment
from ict4society.commitments.queries import commitments_of
from ict4society.foundation.database.prepared import Prepared, as_list, numbers_in, prepared_together
from ict4society.organisations.models import Organisation
from ict4society.practices.models import Practice
from ict4society.practices.queries import practices_on
from ict4society.reporting.models import Indicator, PolicyPart
from ict4society.reporting.policies import policies_visible_to
from ict4society.reporting.states import Grade
from ict4society.solutions.models import Solution
from ict4society.solutions.queries import solutions_for
from ict4society.topics.models import Topic

POINTS = {Grade.YES: 1.0, Grade.PARTIAL: 0.5, Grade.NO: 0.0}
MOST_PEERS = 2000
MOST_HINTS = 5
MOST_PRACTICES = 300
T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """One indicator in the newest year in which the organisation reported it, else in the newest of all."""

    indicator: Indicator
    year: int
    shown: Shown
    own: OwnPosition | None

    @property
    def better_than(self) -> float | None:
        """The share of the others that do worse; None where the organisation did not report or no way is better."""
        return self.own.position.better_than(self.indicator.direction) if self.own else None


@dataclass
class TopicGap:
    """A topic: the organisation's results, its approach, and who of the group has something there."""

    topic: Topic
    lines: list[Line] = field(default_factory=list)
    maturity: float | None = None
    """Of the own approach: the mean over its graded parts (yes 1, partly ½, no 0)."""
    peers_maturity: float | None = None
    peers_with_policy: int = 0
    commitments: list[Commitment] = field(default_factory=list)
    practices: list[Practice] = field(default_factory=list)
    others: list[Practice] = field(default_factory=list)
    """Recognised practices from outside the group."""
    solutions: list[Solution] = field(default_factory=list)
    """Published solutions that somebody in the group uses."""

    @property
    def worst(self) -> float:
        """For the order: topics with the weakest position first, those without any last."""
        known = [line.better_than for line in self.lines if line.better_than is not None]
        return min(known) if known else 2.0


def gap_view(snapshot: Snapshot, organisation: Organisation, group: Group) -> list[TopicGap]:
    """The topics in which the group has figures, the weakest first. Five queries, however many indicators."""
    everything = chosen_cells(snapshot, group)
    reported = own_values(organisation, everything)
    newest = _newest(everything) | _newest(reported)
    shown = distributions_at(snapshot, group, newest.items())
    own = placed(reported, shown)
    around = _ask_around(organisation, peers_of(snapshot, group), newest)
    gaps: dict[int, TopicGap] = {}
    for indicator in around.indicators:
        key = (indicator.pk, newest[indicator.pk])
        topic: Any = indicator.topic
        gap = gaps.setdefault(topic.pk, TopicGap(topic))
        gap.lines.append(Line(indicator, key[1], shown[key], own.get(key)))
    _add_approaches(around, organisation, gaps)
    _add_examples(around, organisation, gaps)
    for gap in gaps.values():
        gap.lines.sort(key=lambda line: (line.better_than is None, line.better_than or 0.0, line.indicator.position))
    return sorted(gaps.values(), key=lambda gap: (gap.worst, gap.topic.pk))


def _newest(keys: Iterable[CellKey]) -> dict[int, int]:
    """For each indicator its last year: of those in which the organisation reported, where there is one."""
    found: dict[int, int] = {}
    for indicator_id, year in keys:
        found[indicator_id] = max(found.get(indicator_id, 0), year)
    return found


def _topics(indicators: str) -> QuerySet[Any]:
    return Indicator.objects.filter(pk__in=numbers_in(indicators)).order_by().values("topic_id")


def _grades(indicators: str, organisations: str) -> QuerySet[PolicyPart]:
    published = policies_visible_to(_ANYBODY).filter(published_at__isnull=False, hidden_at=None)
    approaches = published.filter(topic__in=_topics(indicators), organisation__in=numbers_in(organisations))
    parts = PolicyPart.objects.filter(policy__in=approaches.values("pk")).exclude(grade=Grade.NOT_APPLICABLE)
    return parts.select_related("policy").only("grade", "policy__topic_id", "policy__organisation_id")


# Who looks at their position is shown of others what anybody may see: so these questions are the same for all, and
# compiled and planned once. Each reader's own policy in each of them took half of the page's time.
_ANYBODY = AnonymousUser()
_INDICATORS = Prepared(
    lambda indicators: (
        Indicator.objects.filter(pk__in=numbers_in(indicators), topic__isnull=False)
        .select_related("topic")
        .defer(*LARGE)
        .order_by("pk")
    ),
    indicators=str,
)
_GRADES = Prepared(_grades, indicators=str, organisations=str)
_COMMITMENTS = Prepared(
    lambda indicators, peers: commitments_of(numbers_in(peers), _topics(indicators), _ANYBODY),
    indicators=str,
    peers=str,
)
_PRACTICES = Prepared(
    lambda indicators: practices_on(_ANYBODY, topics=_topics(indicators))[:MOST_PRACTICES], indicators=str
)
_SOLUTIONS = Prepared(
    lambda indicators, peers: solutions_for(_ANYBODY, topics=_topics(indicators), organisations=numbers_in(peers))[
        :MOST_PRACTICES
    ],
    indicators=str,
    peers=str,
)


@dataclass(frozen=True)
class _Around:
    """What a gap view shows besides figures: of the organisation itself and of the others of its group."""

    peers: list[int]
    indicators: list[Indicator]
    grades: list[PolicyPart]
    commitments: list[Commitment]
    practices: list[Practice]
    solutions: list[Solution]


def _ask_around(organisation: Organisation, members: QuerySet[Member], indicators: Iterable[int]) -> _Around:
    """The others of the group, the indicators with their topics, and what is there on these topics. Two queries."""
    others = members.exclude(organisation=organisation).order_by("pk").values_list("organisation_id", flat=True)
    peers = list(others[:MOST_PEERS])
    found = prepared_together(
        [_INDICATORS, _GRADES, _COMMITMENTS, _PRACTICES, _SOLUTIONS],
        indicators=as_list(indicators),
        peers=as_list(peers),
        organisations=as_list([organisation.pk, *peers]),
    )
    return _Around(peers, *found)


def _add_approaches(around: _Around, organisation: Organisation, gaps: dict[int, TopicGap]) -> None:
    """Maturity of approaches beside results: one's own, and the mean of the others where at least five have one."""
    points: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for part in around.grades:
        points[part.policy.topic_id][part.policy.organisation_id].append(POINTS[Grade(part.grade)])
    for topic_id, gap in gaps.items():
        means = {owner_id: sum(each) / len(each) for owner_id, each in points[topic_id].items()}
        gap.maturity = means.pop(organisation.pk, None)
        gap.peers_with_policy = len(means)
        gap.peers_maturity = sum(means.values()) / len(means) if len(means) >= Thresholds().median else None


def _add_examples(around: _Around, organisation: Organisation, gaps: dict[int, TopicGap]) -> None:
    """Commitments in force and solutions in use of the group's other members, and recognised practices, by topic."""
    inside = set(around.peers)
    for commitment in around.commitments:
        _hint(gaps[commitment.topic_id].commitments, commitment)
    for practice in around.practices:
        if practice.on_behalf_of_id == organisation.pk:
            continue
        for topic_id in gaps.keys() & {practice.topic_id, practice.second_topic_id or 0}:
            gap = gaps[topic_id]
            _hint(gap.practices if practice.on_behalf_of_id in inside else gap.others, practice)
    for solution in around.solutions:
        for topic_id in gaps.keys() & {solution.topic_id, solution.second_topic_id or 0}:
            _hint(gaps[topic_id].solutions, solution)


def _hint(hints: list[T], found: T) -> None:
    if len(hints) < MOST_HINTS:
        hints.append(found)

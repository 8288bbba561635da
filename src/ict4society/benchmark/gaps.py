"""Where an organisation stands, worst first, and who in its group has something to learn from there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ict4society.benchmark.groups import Group
from ict4society.benchmark.models import Snapshot
from ict4society.benchmark.queries import (
    CellKey,
    OwnPosition,
    Shown,
    chosen_cells,
    distributions_at,
    own_values,
    peers_of,
    positions,
)
from ict4society.benchmark.statistics import Thresholds
from ict4society.commitments.models import Commitment
from ict4society.commitments.queries import commitments_of
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


def gap_view(user: Any, snapshot: Snapshot, organisation: Organisation, group: Group) -> list[TopicGap]:
    """The topics in which the group has figures, the weakest first. About ten queries, however many indicators."""
    everything = chosen_cells(snapshot, group)
    newest = _newest(everything) | _newest(own_values(organisation, everything))
    shown = distributions_at(snapshot, group, newest.items())
    own = positions(organisation, shown)
    indicators = Indicator.objects.filter(pk__in=newest).select_related("topic", "version__standard")
    gaps: dict[int, TopicGap] = {}
    for indicator in indicators:
        if indicator.topic is None:
            continue
        key = (indicator.pk, newest[indicator.pk])
        gap = gaps.setdefault(indicator.topic.pk, TopicGap(indicator.topic))
        gap.lines.append(Line(indicator, key[1], shown[key], own.get(key)))
    _add_approaches(user, snapshot, organisation, group, gaps)
    _add_peers(user, snapshot, organisation, group, gaps)
    for gap in gaps.values():
        gap.lines.sort(key=lambda line: (line.better_than is None, line.better_than or 0.0, line.indicator.position))
    return sorted(gaps.values(), key=lambda gap: (gap.worst, gap.topic.pk))


def _newest(keys: Iterable[CellKey]) -> dict[int, int]:
    """For each indicator its last year: of those in which the organisation reported, where there is one."""
    found: dict[int, int] = {}
    for indicator_id, year in keys:
        found[indicator_id] = max(found.get(indicator_id, 0), year)
    return found


def _add_approaches(
    user: Any, snapshot: Snapshot, organisation: Organisation, group: Group, gaps: dict[int, TopicGap]
) -> None:
    """Maturity of approaches beside results: one's own, and the mean of the others where at least five have one."""
    members = list(peers_of(snapshot, group).values_list("organisation_id", flat=True)[:MOST_PEERS])
    published = policies_visible_to(user).filter(published_at__isnull=False, hidden_at=None)
    rows = published.filter(topic_id__in=gaps, organisation_id__in={*members, organisation.pk})
    grades = PolicyPart.objects.filter(policy__in=rows.values("pk")).exclude(grade=Grade.NOT_APPLICABLE)
    points: dict[tuple[int, int], list[float]] = defaultdict(list)
    for topic_id, owner_id, grade in grades.values_list("policy__topic_id", "policy__organisation_id", "grade"):
        points[topic_id, owner_id].append(POINTS[Grade(grade)])
    for topic_id, gap in gaps.items():
        own = points.get((topic_id, organisation.pk))
        others = [sum(p) / len(p) for (t, o), p in points.items() if t == topic_id and o != organisation.pk]
        gap.maturity = sum(own) / len(own) if own else None
        gap.peers_with_policy = len(others)
        gap.peers_maturity = sum(others) / len(others) if len(others) >= Thresholds().median else None


def _add_peers(
    user: Any, snapshot: Snapshot, organisation: Organisation, group: Group, gaps: dict[int, TopicGap]
) -> None:
    """Commitments in force, recognised practices and solutions in use of the group's other members, by topic."""
    members = peers_of(snapshot, group).exclude(organisation=organisation).values_list("organisation_id", flat=True)
    for commitment in commitments_of(members[:MOST_PEERS], gaps, user):
        found = gaps[commitment.topic_id].commitments
        if len(found) < MOST_HINTS:
            found.append(commitment)
    inside = set(members[:MOST_PEERS])
    for practice in practices_on(user, topics=gaps)[:MOST_PRACTICES] if gaps else ():
        if practice.on_behalf_of_id == organisation.pk:
            continue
        for topic_id in gaps.keys() & {practice.topic_id, practice.second_topic_id or 0}:
            gap = gaps[topic_id]
            hints = gap.practices if practice.on_behalf_of_id in inside else gap.others
            if len(hints) < MOST_HINTS:
                hints.append(practice)
    used = solutions_for(user, topics=gaps, organisations=inside) if gaps and inside else ()
    for solution in used[:MOST_PRACTICES]:
        for topic_id in gaps.keys() & {solution.topic_id, solution.second_topic_id or 0}:
            if len(gaps[topic_id].solutions) < MOST_HINTS:
                gaps[topic_id].solutions.append(solution)

"""The agenda score: which proposals the community wants to talk about, across its stakeholder groups.

Gate: supporters from at least 3 stakeholder groups, at least 2 organisations each. Score: the mean over groups of the
Wilson lower bound of supports / exposures. Every few places go to new proposals that few people have seen yet. The
formula and its parameters are shown on the page; docs/formulas.md works it through.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Generic, TypeVar

from ict4society.deliberation.consensus.wilson import wilson_lower_bound

Key = TypeVar("Key")

FORMULA = "score = 1/G · Σ_g WilsonLower(supports_g, exposures_g; z)"
"""The score as the page prints it, for G stakeholder groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaParameters:
    """The settings of the agenda score, by default those of DESIGN.md. Raises ValueError when one makes no sense."""

    gate_groups: int = 3
    """Stakeholder groups that must support a proposal."""
    gate_units: int = 2
    """Organisations (of citizens: people) that must support it in each of these groups."""
    z: float = 1.645
    """Standard normal quantile of the Wilson lower bound (1.645: 95 %, one-sided)."""
    half_life_days: float | None = None
    """Age at which a support or an exposure counts half (DESIGN.md: 30); None: age does not matter."""
    exploration_every: int = 5
    """Every how many places one goes to a new proposal; 0: none."""
    exploration_days: float = 14.0
    """How old a proposal may be to count as new."""
    exploration_exposures: int = 50
    """By how many exposures a proposal has had its chance."""

    def __post_init__(self) -> None:
        numbers = {field.name: getattr(self, field.name) for field in fields(self)}
        if any(value is not None and not math.isfinite(value) for value in numbers.values()):
            raise ValueError("parameters of the agenda score must be finite")
        if min(self.gate_groups, self.gate_units) < 1 or self.z <= 0:
            raise ValueError("gate_groups and gate_units must be at least 1, z above 0")
        if min(self.exploration_every, self.exploration_days, self.exploration_exposures) < 0:
            raise ValueError("the exploration parameters must not be negative")
        if self.half_life_days is not None and self.half_life_days <= 0:
            raise ValueError("half_life_days must be above 0")

    def to_dict(self) -> dict[str, int | float | None]:
        """The parameters by name, ready for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class GroupSupport:
    """A stakeholder group's response to a proposal.

    `supports` and `exposures` count people of the group who supported it and who saw it; each may be weighted by its
    age (`age_weight`). `units` are the distinct organisations among the supporters; citizens have none: there, people.
    """

    supports: float = 0.0
    exposures: float = 0.0
    units: int = 0

    def __post_init__(self) -> None:
        if not (0 <= self.supports < math.inf and 0 <= self.exposures < math.inf and self.units >= 0):
            raise ValueError("supports, exposures and units must be finite and not negative")


@dataclass(frozen=True, slots=True)
class GroupScore:
    """A line of the explanation: one group's numbers, its lower bound, and whether it counts for the gate."""

    group: str
    supports: float
    exposures: float
    units: int
    lower_bound: float
    counts_for_gate: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """A proposal's score and everything it was computed from; `to_dict` is what the page and the API show."""

    score: float
    passes_gate: bool
    gate_groups: int
    groups: tuple[GroupScore, ...]
    parameters: AgendaParameters
    formula: str = FORMULA

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain data."""
        return asdict(self)


class PlaceReason(StrEnum):
    """Why a proposal stands where it stands."""

    SCORE = "score"
    EXPLORATION = "exploration"


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Key]):
    """A proposal to be placed: its key, score and gate, age in days, and how many people have seen it so far."""

    key: Key
    score: float
    passes_gate: bool
    age_days: float
    exposures: float


@dataclass(frozen=True, slots=True)
class Place(Generic[Key]):
    """A place in the list, from the first on, and why this proposal got it."""

    key: Key
    reason: PlaceReason


def age_weight(age_days: float, half_life_days: float | None) -> float:
    """What a support or an exposure of that age counts: ½^(age / half-life), 1 without half-life or from the future."""
    return 1.0 if half_life_days is None else 0.5 ** (max(age_days, 0.0) / half_life_days)


def explain(groups: Mapping[str, GroupSupport], parameters: AgendaParameters) -> Explanation:
    """Score a proposal and say how.

    `groups` must name every stakeholder group that has members in the community, also those that did not respond: a
    group that nobody asked counts 0, so that no proposal rises by being shown to its friends only. Participants without
    a declared group ("") take no part. Groups are added up by name, hence the same result in any order.
    """
    lines = []
    for name in sorted(name for name in groups if name):
        response = groups[name]
        # Who supports it has seen it, whatever the counter of exposures missed.
        exposures = max(response.exposures, response.supports)
        lines.append(
            GroupScore(
                group=name,
                supports=response.supports,
                exposures=exposures,
                units=response.units,
                lower_bound=wilson_lower_bound(response.supports, exposures, parameters.z),
                counts_for_gate=response.units >= parameters.gate_units,
            )
        )
    supporting = sum(line.counts_for_gate for line in lines)
    return Explanation(
        score=sum(line.lower_bound for line in lines) / len(lines) if lines else 0.0,
        passes_gate=supporting >= parameters.gate_groups,
        gate_groups=supporting,
        groups=tuple(lines),
        parameters=parameters,
    )


def arrange(candidates: Sequence[Candidate[Key]], parameters: AgendaParameters) -> list[Place[Key]]:
    """The order of the list: gate, then score, then the order given; every n-th place is an exploration slot.

    An exploration slot goes to the proposal that the fewest people have seen among those still new (age and exposures
    below the parameters), of equals the youngest. Every candidate is placed exactly once.
    """
    waiting = sorted(range(len(candidates)), key=lambda i: (not candidates[i].passes_gate, -candidates[i].score, i))
    new = sorted(
        (
            i
            for i, candidate in enumerate(candidates)
            if candidate.age_days <= parameters.exploration_days
            and candidate.exposures < parameters.exploration_exposures
        ),
        key=lambda i: (candidates[i].exposures, candidates[i].age_days, i),
    )
    places: list[Place[Key]] = []
    placed: set[int] = set()
    by_score, by_need = iter(waiting), iter(new)
    while len(places) < len(candidates):
        explore = parameters.exploration_every > 0 and (len(places) + 1) % parameters.exploration_every == 0
        reason, index = PlaceReason.EXPLORATION, _next(by_need, placed) if explore else None
        if index is None:
            reason, index = PlaceReason.SCORE, next(i for i in by_score if i not in placed)
        placed.add(index)
        places.append(Place(candidates[index].key, reason))
    return places


def _next(indices: Iterator[int], placed: set[int]) -> int | None:
    return next((index for index in indices if index not in placed), None)

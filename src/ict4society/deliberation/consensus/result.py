"""What an assessment yields: plain structures without numpy, the one source of JSON, CSV and table."""

from __future__ import annotations

from dataclasses import dataclass, field

from ict4society.deliberation.consensus.parameters import Parameters
from ict4society.deliberation.consensus.verdict import Verdict

UNDECLARED = ""
"""The group of participants who declared none: counted and shown, never eligible."""

UNDECLARED_NAME = "undeclared"
"""What exports call it, where an empty name would be lost."""


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One group's votes on one statement and what they say.

    `agreement_interval` is the equal-tailed Beta interval whose lower end is the quantile that the verdict uses
    (with the default of 10 %: the 80 % interval). `opposition_probability` is P(share of disagreement > threshold).
    """

    group: str
    agree: int
    disagree: int
    passed: int
    eligible: bool
    agreement_interval: tuple[float, float]
    opposition_probability: float
    wilson_lower: float
    participants: int | None = None
    """Members of the group in the whole round (coverage is `n` of these); None when not known."""

    @property
    def n(self) -> int:
        """Votes of the group on this statement, passes included."""
        return self.agree + self.disagree + self.passed

    @property
    def coverage(self) -> float | None:
        """The share of the group's participants that voted on this statement."""
        return self.n / self.participants if self.participants else None


@dataclass(frozen=True, slots=True)
class Overall:
    """All votes on a statement, those of undeclared participants included."""

    agree: int
    disagree: int
    passed: int

    @property
    def n(self) -> int:
        """All votes, passes included."""
        return self.agree + self.disagree + self.passed

    @property
    def agreement(self) -> float | None:
        """Agrees among all votes: a pass is not agreement, exactly as within a group."""
        return self.agree / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Removal:
    """What leaving out one unit would change: any of the `units` that gave `choice` (1, 0, -1) in `group`.

    All units of one group with the same choice are interchangeable for a statement, so that one removal stands for
    all of them. `members` are their indices; they tell who voted how, so publish them only where positions are public.
    """

    group: str
    choice: int
    verdict: Verdict
    members: tuple[int, ...] = field(repr=False)

    @property
    def units(self) -> int:
        """How many units there are whose removal does this."""
        return len(self.members)


@dataclass(frozen=True, slots=True)
class StatementResult:
    """The verdict on one statement with everything that led to it.

    `min_wilson_lower`, `weakest_group` and `geometric_mean` are over eligible groups, None where there are none.
    `rank` is 1 for the statement with the broadest agreement; ranks are unique.
    """

    verdict: Verdict
    rank: int
    weakest_group: str | None
    min_wilson_lower: float | None
    geometric_mean: float | None
    overall: Overall
    groups: tuple[GroupResult, ...]


@dataclass(frozen=True, slots=True)
class StatementInfo:
    """A statement as the round names it; `kind` is how it was asked (empty: agree, disagree, pass)."""

    id: str
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """A group of the round: its participants (one unit per organisation), and whether it may be eligible at all."""

    name: str
    participants: int
    declared: bool


@dataclass(frozen=True, slots=True)
class RoundResult:
    """The result of a round; `statements[i]` belongs to `infos[i]` and, when computed, to `removals[i]`."""

    round: str
    parameters: Parameters
    groups: tuple[GroupCoverage, ...]
    infos: tuple[StatementInfo, ...]
    statements: tuple[StatementResult, ...]
    removals: tuple[tuple[Removal, ...], ...] | None = None

    def by_rank(self) -> list[int]:
        """Indices of the statements, the first rank first."""
        return sorted(range(len(self.statements)), key=lambda index: self.statements[index].rank)

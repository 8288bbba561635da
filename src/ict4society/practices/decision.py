"""How reviews become a decision: pure, told on the page of criteria."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ict4society.practices.states import LEAST_GROUPS, LEAST_REVIEWERS, PracticeState, Verdict


@dataclass(frozen=True, slots=True)
class Voice:
    """One review: for which stakeholder group it counts, and what it concludes."""

    group: str
    verdict: str


def decide(voices: Iterable[Voice]) -> PracticeState | None:
    """None below two reviewers or two stakeholder groups; recognised when all recognise it, not recognised when more
    than half say so, else needs work."""
    found = list(voices)
    if len(found) < LEAST_REVIEWERS or len({voice.group for voice in found}) < LEAST_GROUPS:
        return None
    verdicts = [voice.verdict for voice in found]
    if all(verdict == Verdict.RECOGNISE for verdict in verdicts):
        return PracticeState.RECOGNISED
    if 2 * verdicts.count(Verdict.NOT) > len(verdicts):
        return PracticeState.NOT_RECOGNISED
    return PracticeState.NEEDS_WORK

"""What became of it: the walk upward from any subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ict4society.foundation.subjects import Ref, Subject, SubjectType, Use, all_types, resolve

MAX_HOPS = 7
"""Longest way of the chain: proposal, thread, post, statement, element, dossier, uptake."""

_Answers = dict[tuple[str, Ref], list[Use]]
_answers: ContextVar[_Answers | None] = ContextVar("answers", default=None)


@dataclass(frozen=True, slots=True)
class Hop:
    """One step upward that its reader may see."""

    depth: int
    source: Ref
    target: Subject
    hop: str
    at: datetime


def uses_of(refs: Iterable[Ref]) -> list[Use]:
    """What was made directly from these sources: at most one query for each kind that can be."""
    wanted = list(dict.fromkeys(refs))
    return [use for subject in _upward() for use in _ask(subject, wanted)]


def trail(ref: Ref, user: Any) -> list[Hop]:
    """Everything made from a subject, hop by hop, oldest first within a hop; only what the reader may see.

    A target that the reader may not see ends its branch. The kinds of the chain are asked in their order, each once for
    all sources: the number of queries depends on the kinds that occur, not on how much was made of it.
    """
    return trail_of(ref, user)[1]


def trail_of(ref: Ref, user: Any) -> tuple[Subject | None, list[Hop]]:
    """The subject itself (None when the reader may not see it or there is none; no steps then), and its trail."""
    with _remembered():
        uses = _all_uses(ref)
    visible = resolve([ref, *(use.target for use in uses)], user)
    return visible.get(ref), _hops(ref, uses, visible) if ref in visible else []


def _hops(ref: Ref, uses: list[Use], visible: dict[Ref, Subject]) -> list[Hop]:
    by_source: dict[Ref, list[Use]] = defaultdict(list)
    for use in uses:
        by_source[use.source].append(use)
    hops: list[Hop] = []
    seen = {ref}
    frontier = [ref]
    for depth in range(1, MAX_HOPS + 1):
        found = [use for source in frontier for use in by_source[source] if use.target in visible]
        hops.extend(
            Hop(depth, use.source, visible[use.target], use.hop, use.at)
            for use in sorted(found, key=lambda use: use.at)
        )
        frontier = sorted({use.target for use in found} - seen)
        seen.update(frontier)
    return hops


def _all_uses(start: Ref) -> list[Use]:
    """Every use above a subject. More than one round is only needed if kinds are made from each other in a circle."""
    known = {start}
    found: dict[tuple[Ref, Ref, str], Use] = {}
    for _ in range(MAX_HOPS):
        before = len(known)
        for subject in _upward():
            for use in _ask(subject, known):
                found[use.source, use.target, use.hop] = use
                known.add(use.target)
        if len(known) == before:
            break
    return list(found.values())


def _ask(subject: SubjectType, refs: Iterable[Ref]) -> list[Use]:
    """What of this kind was made from these; within a trail, each source is asked for once."""
    sources = [ref for ref in refs if ref.kind in subject.made_from]
    if subject.uses_of is None or not sources:
        return []
    answers = _answers.get()
    if answers is None:
        return subject.uses_of(sources)
    fresh = sorted(ref for ref in sources if (subject.kind, ref) not in answers)
    if fresh:
        answers |= {(subject.kind, ref): [] for ref in fresh}
        for use in subject.uses_of(fresh):
            answers[subject.kind, use.source].append(use)
    return [use for ref in sources for use in answers[subject.kind, ref]]


@contextmanager
def _remembered() -> Iterator[None]:
    """Within it, ``uses_of`` remembers its answers; features call it while they answer themselves."""
    token = _answers.set({} if _answers.get() is None else _answers.get())
    try:
        yield
    finally:
        _answers.reset(token)


def _upward() -> list[SubjectType]:
    """Kinds in the order of the chain: each after those from which it is made."""
    types = {subject.kind: subject for subject in all_types()}
    order: dict[str, SubjectType] = {}

    def place(subject: SubjectType, above: frozenset[str]) -> None:
        for kind in subject.made_from:
            if kind in types and kind not in order and kind not in above:
                place(types[kind], above | {subject.kind})
        order[subject.kind] = subject

    for subject in types.values():
        if subject.kind not in order:
            place(subject, frozenset())
    return list(order.values())

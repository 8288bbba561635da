"""What became of it: the walk upward from any subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ict4society.foundation.subjects import Ref, Subject, Use, all_types, resolve

MAX_HOPS = 7
"""Longest way of the chain: proposal, thread, post, statement, element, dossier, uptake."""


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
    wanted = list(refs)
    kinds = {ref.kind for ref in wanted}
    uses: list[Use] = []
    for subject in all_types():
        sources = [ref for ref in wanted if ref.kind in subject.made_from]
        if subject.uses_of is not None and kinds & set(subject.made_from):
            uses.extend(subject.uses_of(sources))
    return uses


def trail(ref: Ref, user: Any) -> list[Hop]:
    """Everything made from a subject, hop by hop, oldest first within a hop; only what the reader may see.

    A target that the reader may not see ends its branch.
    """
    hops: list[Hop] = []
    seen = {ref}
    frontier = [ref]
    for depth in range(1, MAX_HOPS + 1):
        uses = uses_of(frontier)
        visible = resolve((use.target for use in uses), user)
        fresh = [use for use in uses if use.target in visible]
        hops.extend(
            Hop(depth, use.source, visible[use.target], use.hop, use.at)
            for use in sorted(fresh, key=lambda use: use.at)
        )
        frontier = sorted({use.target for use in fresh} - seen)
        seen.update(frontier)
        if not frontier:
            break
    return hops

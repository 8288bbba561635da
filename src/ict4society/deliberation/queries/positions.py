"""The positions that a person gave, personally or for the organisation that they speak for in a round."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from ict4society.deliberation.models import Participant, Round, Spokesperson, Vote
from ict4society.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Position:
    """A unit's position on a statement; ``given_by`` is told to those who may change it."""

    choice: int
    given_at: datetime
    given_by: str
    given_by_id: int | None


@dataclass(frozen=True, slots=True)
class Positions:
    """What a person sees of their positions in a round."""

    unit: dict[int, Position]
    """By statement id, of the unit for which they act now."""
    seen: frozenset[int]
    """Statements on which they, or the organisation they speak for, have taken a position."""
    speaks_for: int | None
    """Id of the organisation for which they speak in this round."""


NONE = Positions({}, frozenset(), None)

_FIELDS = (
    "statement_id",
    "choice",
    "given_at",
    "given_by__name",
    "given_by_id",
    "participant__organisation_id",
)


def positions(round_: Round, actor: Actor, speaks_for: int | None) -> Positions:
    """The positions of the actor's unit, and what they have seen: one query."""
    organisations = [pk for pk in {actor.organisation_id, speaks_for} if pk is not None]
    mine = Participant.objects.filter(Q(user_id=actor.user_id) | Q(organisation__in=organisations), round=round_)
    unit: dict[int, Position] = {}
    seen: set[int] = set()
    rows = Vote.objects.filter(participant__in=mine.values("pk")).values_list(*_FIELDS)
    for statement, choice, given_at, name, given_by, organisation in rows:
        seen.add(statement)
        if organisation == actor.organisation_id:
            unit[statement] = Position(choice, given_at, name or "", given_by)
    return Positions(unit, frozenset(seen), speaks_for)


def speaks_for(round_: Round, user: Any) -> int | None:
    """Id of the organisation for which the person speaks in this round; None while they speak for none."""
    mine = Spokesperson.objects.filter(round=round_, user_id=user.pk)
    return mine.values_list("organisation_id", flat=True).first()


def order_of_unit(actor: Actor) -> str:
    """The seed of the order in which a unit is asked."""
    return f"organisation {actor.organisation_id}" if actor.organisation_id else f"person {actor.user_id}"


def draw_next(candidates: Iterable[int], unit: str, weights: Mapping[int, float]) -> int | None:
    """Which statement to show next: a weighted random draw that stays the same until a position is taken.

    Each unit has its own order, so that no statement profits from its place; heavier statements tend to come first.
    Without weights all are equal. Source: P. S. Efraimidis, P. G. Spirakis, "Weighted random sampling with a
    reservoir", Inf. Process. Lett. 97 (2006): the largest of u^(1/weight).
    """

    def key(statement: int) -> tuple[float, int]:
        digest = hashlib.blake2b(f"{unit}:{statement}".encode(), digest_size=8).digest()
        uniform = (int.from_bytes(digest, "big") + 1) / (2**64 + 1)
        return math.log(uniform) / max(weights.get(statement, 1.0), 1e-9), -statement

    return max(candidates, key=key, default=None)

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


def unit_filter(actor: Actor) -> Q:
    """The participant for which the actor gives positions: the organisation, or the person."""
    if actor.organisation_id is not None:
        return Q(organisation_id=actor.organisation_id)
    return Q(user_id=actor.user_id)


def positions(round_: Round, actor: Actor) -> dict[int, Position]:
    """By statement id the positions of the actor's unit: one query."""
    mine = Participant.objects.filter(unit_filter(actor), round=round_).values("pk")
    votes = Vote.objects.filter(participant__in=mine).values_list(
        "statement_id", "choice", "given_at", "given_by__name", "given_by_id"
    )
    return {
        statement: Position(choice, given_at, name or "", given_by_id)
        for statement, choice, given_at, name, given_by_id in votes
    }


def position_on(statement_id: int, round_: Round, actor: Actor) -> Position | None:
    """The position of the actor's unit on one statement: one query."""
    mine = Participant.objects.filter(unit_filter(actor), round=round_).values("pk")
    vote = Vote.objects.filter(statement_id=statement_id, participant__in=mine).select_related("given_by").first()
    if vote is None:
        return None
    return Position(vote.choice, vote.given_at, vote.given_by.name if vote.given_by else "", vote.given_by_id)


def statements_seen(round_: Round, user: Any) -> set[int]:
    """Ids of the statements on which the person has taken a position, for whomever: what ``after_vote`` asks."""
    if not user.is_authenticated:
        return set()
    mine = Participant.objects.filter(
        Q(user_id=user.pk) | Q(organisation__in=_spoken_for(round_, user)), round=round_
    ).values("pk")
    return set(Vote.objects.filter(participant__in=mine).values_list("statement_id", flat=True))


def spoken_for(round_: Round, user: Any) -> int | None:
    """Id of the organisation for which the person speaks in this round; None while they speak for none."""
    return _spoken_for(round_, user).first() if user.is_authenticated else None


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


def _spoken_for(round_: Round, user: Any) -> Any:
    return Spokesperson.objects.filter(round=round_, user_id=user.pk).values_list("organisation_id", flat=True)

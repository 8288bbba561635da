"""Named reads of statements."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ict4society.deliberation.models import Round, Statement
from ict4society.deliberation.states import StatementState
from ict4society.foundation.subjects import Ref, Use

SIMILAR = 0.5
"""Share of common words from which two statements may say the same."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A statement of the round that resembles a new one, and how much (1: the same words)."""

    statement: Statement
    share: float


def accepted(round_: Round) -> QuerySet[Statement]:
    """The statements on which positions are taken, in order."""
    return Statement.objects.filter(round=round_, state=StatementState.ACCEPTED).order_by("number")


def waiting(round_: Round) -> QuerySet[Statement]:
    """Proposed ones, oldest first, with what a facilitator needs to judge them."""
    proposed = Statement.objects.filter(round=round_, state=StatementState.PROPOSED)
    return proposed.select_related("citation", "author", "on_behalf_of").order_by("number")


def similar(round_: Round, text: str, *, limit: int = 5) -> list[Likeness]:
    """Proposed and accepted statements of the round that share half of their words with the text, closest first.

    The measure is the Dice coefficient of the sets of words, without regard to case and accents.
    """
    words = _words(text)
    rows = Statement.objects.filter(round=round_, state__in=(StatementState.PROPOSED, StatementState.ACCEPTED))
    found = [Likeness(statement, _dice(words, _words(statement.text))) for statement in rows]
    close = sorted(
        (like for like in found if like.share >= SIMILAR), key=lambda like: (-like.share, like.statement.number)
    )
    return close[:limit]


def drawn_from(refs: Iterable[Ref]) -> list[Use]:
    """For the trail: the accepted statements drawn from these sources."""
    by_kind: dict[str, list[int]] = {}
    for ref in refs:
        by_kind.setdefault(ref.kind, []).append(ref.id)
    uses: list[Use] = []
    for kind, ids in by_kind.items():
        rows = Statement.objects.filter(
            citation__source_kind=kind, citation__source_id__in=ids, state=StatementState.ACCEPTED
        ).values_list("pk", "citation__source_id", "created_at")
        uses.extend(
            Use(Ref(kind, source), Ref("deliberation.statement", pk), _("statement drawn"), at)
            for pk, source, at in rows
        )
    return uses


def rounds_opened_for(refs: Iterable[Ref]) -> list[Use]:
    """For the trail: the rounds that belong to these threads."""
    ids = [ref.id for ref in refs if ref.kind == "discussions.thread"]
    rows = Round.objects.filter(subject_kind="discussions.thread", subject_id__in=ids, opened_at__isnull=False)
    return [
        Use(Ref("discussions.thread", thread), Ref("deliberation.round", pk), _("opinion round opened"), at)
        for pk, thread, at in rows.values_list("pk", "subject_id", "opened_at")
        if thread is not None and at is not None
    ]


def _words(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return frozenset(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0

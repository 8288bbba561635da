"""What the vote on a cited statement says: read from the stored result of its round, without loading all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, Func, JSONField, Value
from django.db.models.functions import Cast, Coalesce, JSONObject, NullIf

from ict4society.deliberation.models import Statement
from ict4society.deliberation.policies import result_is_public
from ict4society.deliberation.queries.groups import group_label
from ict4society.foundation.citations.models import Citation


@dataclass(frozen=True)
class GroupFigures:
    """The votes of one group on the statement, and what they say (``deliberation.consensus.GroupResult``)."""

    key: str
    agree: int
    disagree: int
    passed: int
    participants: int | None
    eligible: bool
    agreement_interval: tuple[float, float] | None
    opposition_probability: float

    @property
    def name(self) -> str:
        return str(group_label(self.key))


@dataclass(frozen=True)
class StatementFigures:
    """The verdict on a statement, or only the statement where the round's result may not yet be seen by everyone."""

    statement_id: int
    text: str
    language: str
    round_id: int
    round_slug: str
    round_title: str
    drawn_from: Citation | None
    verdict: str = ""
    rank: int | None = None
    weakest_group: str = ""
    min_wilson_lower: float | None = None
    geometric_mean: float | None = None
    agree: int = 0
    disagree: int = 0
    passed: int = 0
    groups: tuple[GroupFigures, ...] = ()
    parameters: dict[str, Any] | None = None
    participants: dict[str, int] | None = None
    """Of the whole round, by group."""
    robust: bool | None = None
    """Whether no single unit's removal would change the verdict; None when that was not computed."""
    computed_at: datetime | None = None

    @property
    def votes(self) -> int:
        return self.agree + self.disagree + self.passed

    @property
    def opposing(self) -> list[GroupFigures]:
        """Eligible groups that more likely than not oppose: P(opposition > threshold) above the blocking value."""
        limit = float((self.parameters or {}).get("block_probability", 0.5))
        return [group for group in self.groups if group.eligible and group.opposition_probability > limit]

    @property
    def bars(self) -> list[dict[str, Any]]:
        """The groups as the component ``ConsensusBars`` draws them."""
        return [
            {
                "name": group.name,
                "agree": group.agree,
                "disagree": group.disagree,
                "pass": group.passed,
                "agreement_interval": group.agreement_interval,
                "eligible": group.eligible,
            }
            for group in self.groups
        ]

    @property
    def eligible(self) -> int:
        return sum(1 for group in self.groups if group.eligible)


def figures_of(statement_ids: Iterable[int]) -> dict[int, StatementFigures]:
    """The statements by id, with their figures where anybody may see them, in one query.

    Anybody may when the round is closed or shows its results at any time: what only participants may see stays out of
    elements, since those are read by all.
    """
    wanted = set(statement_ids)
    if not wanted:
        return {}
    key = Coalesce(NullIf(F("external_id"), Value("")), Cast("number", CharField()))
    rows = (
        Statement.objects.filter(pk__in=wanted)
        .select_related("round", "citation")
        .annotate(
            own=Func(
                F("round__result__result"),
                JSONObject(id=key),
                function="jsonb_path_query_first",
                arg_joiner=", '$.statements[*] ? (@.id == $id)'::jsonpath, ",
                output_field=JSONField(),
            ),
            round_parameters=F("round__result__result__parameters"),
            round_groups=F("round__result__result__groups"),
            result_at=F("round__result__computed_at"),
        )
    )
    return {row.pk: _figures(row) for row in rows}


def verdicts_of(statement_ids: Iterable[int]) -> dict[int, str]:
    """The verdict on each statement; empty where there is none that everyone may see."""
    return {pk: figures.verdict for pk, figures in figures_of(statement_ids).items()}


def _figures(row: Any) -> StatementFigures:
    base: dict[str, Any] = {
        "statement_id": row.pk,
        "text": row.text,
        "language": row.language,
        "round_id": row.round_id,
        "round_slug": row.round.slug,
        "round_title": row.round.title,
        "drawn_from": row.citation,
    }
    if row.own is None or not result_is_public(row.round):
        return StatementFigures(**base)
    own, overall, robust = row.own, row.own["overall"], row.own.get("leave_one_out")
    return StatementFigures(
        **base,
        verdict=own["verdict"],
        rank=own["rank"],
        weakest_group=own["weakest_group"] or "",
        min_wilson_lower=own["min_wilson_lower"],
        geometric_mean=own["geometric_mean"],
        agree=overall["agree"],
        disagree=overall["disagree"],
        passed=overall["pass"],
        groups=tuple(_group(name, counts) for name, counts in own["groups"].items()),
        parameters=row.round_parameters or {},
        participants={name: group["participants"] for name, group in (row.round_groups or {}).items()},
        robust=None if robust is None else bool(robust["robust"]),
        computed_at=row.result_at,
    )


def _group(name: str, counts: dict[str, Any]) -> GroupFigures:
    interval = counts.get("agreement_interval")
    return GroupFigures(
        key=name,
        agree=counts["agree"],
        disagree=counts["disagree"],
        passed=counts["pass"],
        participants=counts.get("participants"),
        eligible=bool(counts.get("eligible", False)),
        agreement_interval=(interval[0], interval[1]) if interval else None,
        opposition_probability=counts["opposition_probability"],
    )

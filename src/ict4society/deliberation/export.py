"""The stored result of a round as files: the same bytes that ``ict4society consensus`` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ict4society.deliberation.consensus import (
    UNDECLARED,
    UNDECLARED_NAME,
    GroupCoverage,
    GroupResult,
    Overall,
    Parameters,
    Removal,
    RoundResult,
    StatementInfo,
    StatementResult,
    Verdict,
    to_csv,
    to_json_text,
)

_CHOICES = {"agree": 1, "disagree": -1, "pass": 0}


def result_json(stored: dict[str, Any]) -> str:
    """The whole result as JSON text."""
    return to_json_text(result_from_json(stored))


def result_csv(stored: dict[str, Any]) -> str:
    """One row per statement, in rank order."""
    return to_csv(result_from_json(stored))


def result_from_json(stored: dict[str, Any]) -> RoundResult:
    """The structure behind a stored result; the inverse of ``consensus.result_to_json`` without the units' names.

    PostgreSQL's ``jsonb`` keeps no order of keys: groups come by name, undeclared last, as they were computed.
    """
    rows = stored["statements"]
    return RoundResult(
        round=stored["round"],
        parameters=Parameters.from_dict(stored["parameters"]),
        groups=tuple(
            GroupCoverage(_group_name(name), group["participants"], group["declared"])
            for name, group in _by_name(stored["groups"])
        ),
        infos=tuple(StatementInfo(row["id"], row["text"], row["kind"]) for row in rows),
        statements=tuple(_statement(row) for row in rows),
        removals=tuple(_removals(row["leave_one_out"]) for row in rows),
    )


def _statement(row: dict[str, Any]) -> StatementResult:
    overall = row["overall"]
    return StatementResult(
        verdict=Verdict(row["verdict"]),
        rank=row["rank"],
        weakest_group=row["weakest_group"],
        min_wilson_lower=row["min_wilson_lower"],
        geometric_mean=row["geometric_mean"],
        overall=Overall(overall["agree"], overall["disagree"], overall["pass"]),
        groups=tuple(_group(name, group) for name, group in _by_name(row["groups"])),
    )


def _group(name: str, group: dict[str, Any]) -> GroupResult:
    low, high = group["agreement_interval"]
    return GroupResult(
        group=_group_name(name),
        agree=group["agree"],
        disagree=group["disagree"],
        passed=group["pass"],
        eligible=group["eligible"],
        agreement_interval=(low, high),
        opposition_probability=group["opposition_probability"],
        wilson_lower=group["wilson_lower"],
        participants=group["participants"],
    )


def _removals(check: dict[str, Any]) -> tuple[Removal, ...]:
    return tuple(
        Removal(
            group=_group_name(change["group"]),
            choice=_CHOICES[change["choice"]],
            verdict=Verdict(change["verdict"]),
            members=tuple(range(change["units"])),
        )
        for change in check["changes"]
    )


def _by_name(groups: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    return sorted(groups.items(), key=lambda item: (item[0] == UNDECLARED_NAME, item[0]))


def _group_name(name: str) -> str:
    return UNDECLARED if name == UNDECLARED_NAME else name

"""The result of a round as JSON: the shape that the command line, the API and dossiers share."""

from __future__ import annotations

import json
from typing import Any

from ict4society.deliberation.consensus.result import (
    UNDECLARED,
    UNDECLARED_NAME,
    GroupResult,
    Removal,
    RoundResult,
    StatementInfo,
    StatementResult,
)


def result_to_json(result: RoundResult, *, units: tuple[str, ...] | None = None) -> dict[str, Any]:
    """The result as plain data, statements in rank order.

    `overall` counts every participant; `groups` is keyed by group name, undeclared participants under "undeclared".
    `agreement_interval` is equal-tailed, its lower end the quantile that the verdict used (`parameters.quantile`).
    `leave_one_out` tells which group's and choice's units are pivotal and how many there are; only with `units` (a name
    per unit) does it name them, because that says how each of them voted.
    """
    return {
        "round": result.round,
        "parameters": result.parameters.to_dict(),
        "groups": {
            group_name(group.name): {"participants": group.participants, "declared": group.declared}
            for group in result.groups
        },
        "statements": [
            _statement(
                result.infos[index],
                result.statements[index],
                None if result.removals is None else result.removals[index],
                units,
            )
            for index in result.by_rank()
        ],
    }


def to_json_text(result: RoundResult, *, units: tuple[str, ...] | None = None) -> str:
    """`result_to_json` as text: UTF-8 characters as they are, two spaces of indentation, a final newline."""
    return json.dumps(result_to_json(result, units=units), ensure_ascii=False, indent=2) + "\n"


def group_name(name: str) -> str:
    """A group's name in exports: participants who declared none appear as "undeclared"."""
    return UNDECLARED_NAME if name == UNDECLARED else name


def _statement(
    info: StatementInfo,
    statement: StatementResult,
    removals: tuple[Removal, ...] | None,
    units: tuple[str, ...] | None,
) -> dict[str, Any]:
    overall = statement.overall
    weakest = statement.weakest_group
    data: dict[str, Any] = {
        "id": info.id,
        "text": info.text,
        "kind": info.kind,
        "verdict": statement.verdict.value,
        "rank": statement.rank,
        "weakest_group": weakest,
        "min_wilson_lower": statement.min_wilson_lower,
        "geometric_mean": statement.geometric_mean,
        "overall": {
            "agree": overall.agree,
            "disagree": overall.disagree,
            "pass": overall.passed,
            "n": overall.n,
            "agreement": overall.agreement,
        },
        "groups": {group_name(group.group): _group(group) for group in statement.groups},
    }
    if removals is not None:
        data["leave_one_out"] = {
            "robust": not removals,
            "changes": [_removal(removal, units) for removal in removals],
        }
    return data


def _group(group: GroupResult) -> dict[str, Any]:
    return {
        "agree": group.agree,
        "disagree": group.disagree,
        "pass": group.passed,
        "n": group.n,
        "participants": group.participants,
        "eligible": group.eligible,
        "agreement_interval": list(group.agreement_interval),
        "opposition_probability": group.opposition_probability,
        "wilson_lower": group.wilson_lower,
    }


def _removal(removal: Removal, units: tuple[str, ...] | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "group": group_name(removal.group),
        "choice": {1: "agree", -1: "disagree", 0: "pass"}[removal.choice],
        "units": removal.units,
        "verdict": removal.verdict.value,
    }
    if units is not None:
        data["names"] = [units[member] for member in removal.members]
    return data

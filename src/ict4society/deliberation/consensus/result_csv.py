"""The result of a round as CSV (RFC 4180): one row per statement by rank, the figures of each group in columns."""

from __future__ import annotations

import csv
from io import StringIO

from ict4society.deliberation.consensus.result import GroupResult, RoundResult
from ict4society.deliberation.consensus.result_json import group_name

_STATEMENT_COLUMNS = (
    "rank",
    "id",
    "verdict",
    "text",
    "kind",
    "weakest_group",
    "min_wilson_lower",
    "geometric_mean",
    "overall_agree",
    "overall_disagree",
    "overall_pass",
    "robust",
)
_GROUP_COLUMNS = (
    "agree",
    "disagree",
    "pass",
    "participants",
    "eligible",
    "agreement_low",
    "agreement_high",
    "opposition_probability",
)
# A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(result: RoundResult) -> str:
    """The result as CSV text. A name or text that a spreadsheet would run as a formula gets an apostrophe before it;
    the exact texts are in the JSON.
    """
    output = StringIO()
    writer = csv.writer(output)
    names = [_text(group_name(group.name)) for group in result.groups]
    writer.writerow([*_STATEMENT_COLUMNS, *(f"{name} {column}" for name in names for column in _GROUP_COLUMNS)])
    for index in result.by_rank():
        info, statement = result.infos[index], result.statements[index]
        overall, weakest = statement.overall, statement.weakest_group
        writer.writerow(
            [
                statement.rank,
                _text(info.id),
                statement.verdict.value,
                _text(info.text),
                _text(info.kind),
                "" if weakest is None else _text(weakest),
                statement.min_wilson_lower,
                statement.geometric_mean,
                overall.agree,
                overall.disagree,
                overall.passed,
                "" if result.removals is None else _flag(not result.removals[index]),
                *(cell for group in statement.groups for cell in _group_cells(group)),
            ]
        )
    return output.getvalue()


def _group_cells(group: GroupResult) -> tuple[int | float | str | None, ...]:
    return (
        group.agree,
        group.disagree,
        group.passed,
        group.participants,
        _flag(group.eligible),
        *group.agreement_interval,
        group.opposition_probability,
    )


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value

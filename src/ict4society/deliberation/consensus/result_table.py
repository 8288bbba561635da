"""The result of a round as text for a terminal: the statements by rank, then the counts of every group."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ict4society.deliberation.consensus.parameters import Parameters
from ict4society.deliberation.consensus.result import UNDECLARED, GroupResult, RoundResult
from ict4society.deliberation.consensus.text_grid import cells, grid, printable, shorten

_GAP = 2
_TEXT_MINIMUM = 24


def to_table(result: RoundResult, *, width: int = 120) -> str:
    """The result as plain text of about `width` cells a line: parameters, ranking, counts and coverage per group."""
    order = result.by_rank()
    lines = [
        _("Round %(round)s: %(statements)d statements, %(participants)d participants")
        % {
            "round": printable(result.round),
            "statements": len(order),
            "participants": sum(group.participants for group in result.groups),
        },
        _parameters_line(result.parameters),
        "",
        *_ranking(result, order, width),
        "",
        _("Agree/disagree/pass per group, and the share of its participants that voted; in brackets: not eligible"),
        *_counts(result, order, width),
    ]
    return "\n".join(lines) + "\n"


def _parameters_line(parameters: Parameters) -> str:
    values = ", ".join(f"{name} {value:g}" for name, value in parameters.to_dict().items())
    return _("Parameters: %(values)s") % {"values": values}


def _ranking(result: RoundResult, order: list[int], width: int) -> list[str]:
    header = [
        pgettext("column", "Rank"),
        pgettext("column", "Id"),
        pgettext("column", "Verdict"),
        pgettext("column", "Lower bound"),
        pgettext("column", "Weakest group"),
        pgettext("column", "Overall"),
        pgettext("column", "One removed"),
        pgettext("column", "Statement"),
    ]
    rows = []
    for index in order:
        statement = result.statements[index]
        overall = statement.overall
        rows.append(
            [
                str(statement.rank),
                printable(result.infos[index].id),
                str(statement.verdict.label),
                "—" if statement.min_wilson_lower is None else f"{statement.min_wilson_lower:.3f}",
                "—" if statement.weakest_group is None else _group_label(statement.weakest_group),
                f"{overall.agree}/{overall.disagree}/{overall.passed}",
                _removal_cell(result, index),
                printable(result.infos[index].text),
            ]
        )
    fixed = sum(max(cells(row[column]) for row in [header, *rows]) + _GAP for column in range(len(header) - 1))
    room = max(width - fixed, _TEXT_MINIMUM)
    return grid(header, [[*row[:-1], shorten(row[-1], room)] for row in rows], right=frozenset({0, 3, 5}))


def _removal_cell(result: RoundResult, index: int) -> str:
    """What leaving one unit out does to the verdict."""
    if result.removals is None:
        return "—"
    verdicts = sorted({str(removal.verdict.label) for removal in result.removals[index]})
    if not verdicts:
        return pgettext("verdict when one organisation is left out", "same")
    return "→ " + ", ".join(verdicts)


def _counts(result: RoundResult, order: list[int], width: int) -> list[str]:
    """One row per statement, one column per group; as many tables one below the other as the width asks for."""
    columns = [
        [
            f"{_group_label(group.name)} ({group.participants})",
            *(_count_cell(result.statements[index].groups[place]) for index in order),
        ]
        for place, group in enumerate(result.groups)
    ]
    ids = [pgettext("column", "Id"), *(printable(result.infos[index].id) for index in order)]
    lines: list[str] = []
    while columns:
        used, taken = max(map(cells, ids)), 0
        while taken < len(columns):
            used += max(map(cells, columns[taken])) + _GAP
            if used > width and taken:
                break
            taken += 1
        header, *rows = zip(ids, *columns[:taken], strict=True)
        lines += grid(header, rows, right=frozenset(range(1, taken + 1)))
        columns = columns[taken:]
        if columns:
            lines.append("")
    return lines


def _count_cell(group: GroupResult) -> str:
    counts = f"{group.agree}/{group.disagree}/{group.passed}"
    if group.coverage is not None:
        counts += f" {group.coverage:.0%}"
    return counts if group.eligible else f"({counts})"


def _group_label(name: str) -> str:
    return pgettext("stakeholder group", "undeclared") if name == UNDECLARED else printable(name)

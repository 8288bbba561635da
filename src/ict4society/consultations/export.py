"""The response matrix and the outcome as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from ict4society.consultations.outcome_states import Verdict
from ict4society.consultations.queries.matrix import MatrixRow
from ict4society.organisations.states import StakeholderGroup

MATRIX_HEADER = (
    "kind",
    "number",
    "where",
    "paragraph",
    "selected words",
    "said by",
    "stakeholder group",
    "visibility",
    "offline",
    "language",
    "supports",
    "campaign",
    "text",
    "suggested words",
    "response",
    "reason",
    "paragraphs changed",
)
"""Columns of the matrix; the same names as the keys of its JSON, with spaces for underscores."""


def matrix_values(row: MatrixRow) -> tuple[Any, ...]:
    """One row, by the header."""
    response = row.response
    return (
        row.kind,
        row.number,
        row.where,
        row.paragraph_key,
        row.exact,
        row.voice,
        row.group,
        row.visibility,
        "yes" if row.offline else "no",
        row.language,
        row.supports,
        row.campaign or "",
        row.text,
        row.replacement,
        response.verdict if response is not None else "",
        response.reason if response is not None else "",
        ", ".join(row.paragraphs),
    )


def matrix_json(row: MatrixRow) -> dict[str, Any]:
    """One row as an object."""
    names = [name.replace(" ", "_") for name in MATRIX_HEADER]
    found = dict(zip(names, matrix_values(row), strict=True))
    return found | {"offline": row.offline, "campaign": row.campaign, "paragraphs_changed": row.paragraphs}


OUTCOME_HEADER = (
    "table",
    "question",
    "label",
    "row",
    "group",
    "answer",
    "n",
    "count",
    "share",
    "low",
    "high",
    "community",
)
"""Columns of the figures: one line for each figure."""


def outcome_lines(figures: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Every figure of a report: participation, closed questions, themes, campaigns, responses."""
    taking_part = figures["participation"]
    for name in ("group", "country", "size_class", "language"):
        for row in taking_part[name]:
            key = "+".join(row.get("members") or [row["key"]])
            yield (
                *(f"participation by {name}", "", "", "", key, "", taking_part["total"], row["n"]),
                *(row["share"], row["low"], row["high"], row.get("community", "")),
            )
    for question in figures["questions"]:
        yield from _question_lines(question)
    for key, themes in figures["themes"].items():
        for theme in themes:
            yield ("themes", key, theme["name"], "", "all", "", theme["n"], theme["n"], "", "", "", "")
            for row in theme["groups"]:
                group = "+".join(row["members"] or [row["group"]])
                yield ("themes", key, theme["name"], "", group, "", theme["n"], row["n"], "", "", "", "")
    for campaign in figures["campaigns"]:
        name = f"campaign {campaign['number']}"
        yield ("campaigns", "", name, "", "all", "", campaign["texts"], campaign["contributions"], "", "", "", "")
    for row in figures["responses"]["groups"]:
        group = "+".join(row["members"] or [row["group"]])
        for verdict, count in zip(figures["responses"]["names"], row["counts"], strict=False):
            yield ("responses", "", "", "", group, verdict, row["n"], count, "", "", "", "")


def _question_lines(question: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for item in question.get("items", ()):
        for row in (item["all"], *item["groups"]):
            group = "+".join(row.get("members") or [row["group"]])
            for option, cell in zip(question["options"], row.get("cells", ()), strict=False):
                yield (
                    *("answers", question["key"], question["label"], item["key"], group, option["key"], row["n"]),
                    *(cell["count"], cell["share"], cell["low"], cell["high"], ""),
                )
    numbers = question.get("numbers")
    if numbers:
        for row in (numbers["all"], *numbers["groups"]):
            group = "+".join(row.get("members") or [row["group"]])
            for name in ("mean", "median", "q1", "q3"):
                if name in row:
                    low, high = (row.get("low", ""), row.get("high", "")) if name == "mean" else ("", "")
                    yield (
                        *("numbers", question["key"], question["label"], "", group, name, row["n"]),
                        *(row[name], "", low, high, ""),
                    )
    for key, rank in question.get("ranks", {}).items():
        yield (
            *("ranking", question["key"], question["label"], "", "all", key),
            *(rank["n"], rank["mean"], "", "", "", ""),
        )


def group_name(key: str, members: Iterable[str] = ()) -> str:
    """A stakeholder group for a reader; several that are taken together."""
    names = {**dict(StakeholderGroup.choices), "": _("No declared group"), "all": _("All")}
    listed = [str(names.get(each, each)) for each in members]
    return _("Taken together: %(groups)s") % {"groups": ", ".join(listed)} if listed else str(names.get(key, key))


def verdict_name(key: str) -> str:
    """A verdict for a reader."""
    return str(dict(Verdict.choices).get(key, _("open")))

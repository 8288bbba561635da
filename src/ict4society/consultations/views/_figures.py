"""The figures of a report as its templates show them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ict4society.accounts.countries import country_name
from ict4society.consultations.export import group_name, verdict_name
from ict4society.consultations.states import Channel, Visibility
from ict4society.foundation.ui.formats import language_name
from ict4society.organisations.states import SizeClass

MOST_ROWS = 40


def participation_tables(figures: dict[str, Any]) -> list[dict[str, Any]]:
    """One table for each of group, country, size and language."""
    taking_part = figures["participation"]
    titles = {
        "group": _("By stakeholder group"),
        "country": _("By country"),
        "size_class": _("By size of the organisation"),
        "language": _("By language"),
    }
    return [
        {
            "title": title,
            "rows": [{**row, "label": _label(name, row)} for row in taking_part[name][:MOST_ROWS]],
            "more": max(0, len(taking_part[name]) - MOST_ROWS),
            "community": any("community" in row for row in taking_part[name]),
        }
        for name, title in titles.items()
        if taking_part[name]
    ]


def _label(name: str, row: dict[str, Any]) -> str:
    members = row.get("members")
    if members:
        labels = ", ".join(_label(name, {"key": key}) for key in members)
        return _("Taken together: %(groups)s") % {"groups": labels}
    key = row["key"]
    if name == "group":
        return group_name(key)
    if not key:
        return _("not stated")
    if name == "country":
        return country_name(key)
    if name == "size_class":
        return str(dict(SizeClass.choices).get(key, key))
    return str(language_name(key))


def counts_of(figures: dict[str, Any]) -> dict[str, Any]:
    """The totals in words."""
    taking_part = figures["participation"]
    return {
        "total": taking_part["total"],
        "on_behalf": taking_part["on_behalf"],
        "channel": [(label, taking_part["channel"].get(key, 0)) for key, label in Channel.choices],
        "visibility": [(label, taking_part["visibility"].get(key, 0)) for key, label in Visibility.choices],
    }


def question_tables(question: dict[str, Any]) -> list[dict[str, Any]]:
    """One table for a question; one for each row of a matrix. Rows: groups, then all; cells: count, share, interval."""
    tables = []
    for item in question.get("items", ()):
        lines = [*item["groups"], item["all"]]
        tables.append(
            {
                "title": item["label"],
                "options": [option["label"] for option in question["options"]],
                "rows": [{**line, "label": group_name(line["group"], line.get("members", ()))} for line in lines],
                "all": item["all"],
            }
        )
    return tables


def number_rows(question: dict[str, Any]) -> list[dict[str, Any]]:
    """Mean, median and quartiles by group."""
    numbers = question.get("numbers")
    if not numbers:
        return []
    lines = [*numbers["groups"], numbers["all"]]
    return [{**line, "label": group_name(line["group"], line.get("members", ()))} for line in lines]


def rank_rows(question: dict[str, Any]) -> list[dict[str, Any]]:
    """What was ranked, the best first."""
    labels = {option["key"]: option["label"] for option in question.get("options", ())}
    rows = [{"label": labels.get(key, key), **rank} for key, rank in question.get("ranks", {}).items()]
    return sorted(rows, key=lambda row: row["mean"])


def response_rows(figures: dict[str, Any]) -> dict[str, Any]:
    """The verdicts by group."""
    found = figures["responses"]
    return {
        "names": [verdict_name(name) for name in found["names"]],
        "total": sum(found["verdicts"].values()),
        "verdicts": [(verdict_name(name), found["verdicts"][name]) for name in found["names"]],
        "rows": [
            {"label": group_name(row["group"], row["members"]), "n": row["n"], "counts": row["counts"]}
            for row in found["groups"]
        ],
    }


def bars_of(question: dict[str, Any]) -> list[dict[str, Any]]:
    """All answers together, for the bars above the table."""
    items = question.get("items", ())
    if len(items) != 1 or "cells" not in items[0]["all"]:
        return []
    return [
        {"label": option["label"], **cell}
        for option, cell in zip(question["options"], items[0]["all"]["cells"], strict=False)
    ]


def rule_of(figures: dict[str, Any]) -> str:
    """The rule for small groups, printed beside the figures."""
    text = pgettext(
        "outcome",
        "Confidential contributions are counted and never quoted. A group with fewer than %(least)d answers, one of "
        "them confidential, is not shown by itself: such groups are taken together with the next smallest one, so that "
        "nobody's answer can be calculated. When fewer than %(least)d answered a question in all, only their number is "
        "shown.",
    )
    return text % {"least": figures.get("least", 5)}

"""The published outcome report as an accessible PDF."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.consultations.models import Consultation, ReportVersion
from ict4society.consultations.outcome_states import SectionKind
from ict4society.consultations.views.outcome import published, report_context
from ict4society.foundation.pdf import pdf_response, render_pdf
from ict4society.foundation.policy import public
from ict4society.foundation.richtext import plain
from ict4society.foundation.ui.formats import number, percent

MOST_COLUMNS = 4
METHOD = gettext_noop(
    "Shares stand with Wilson score intervals (two-sided, 95 %). Nobody drew a sample: an interval says how firm a "
    "share is given how many answered, not what the public thinks."
)


@public
@require_safe
def as_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest version, tagged (PDF/UA-1)."""
    found, version = published(request, slug, None)
    title = _("Outcome of the consultation “%(title)s”") % {"title": found.title}
    content = render_pdf(
        "consultations/typst/outcome.typ",
        pdf_data(request.user, found, version, title),
        title=title,
        language=get_language() or "en",
    )
    return pdf_response(content, f"{found.slug}-outcome.pdf")


def pdf_data(user: Any, found: Consultation, version: ReportVersion, title: str) -> dict[str, Any]:
    """Everything as formatted text."""
    context = report_context(user, found, version.figures, version.sections)
    counts = context["counts"]
    return {
        "title": title,
        "lead": plain(found.summary),
        "facts": [
            [_("Version"), f"{version.number}, {date_format(version.published_at)}"],
            [_("Figures of"), date_format(version.figures_at, "DATETIME_FORMAT")],
            [_("Contributions"), number(counts["total"])],
            [_("On behalf of organisations"), number(counts["on_behalf"])],
        ],
        "sections": [_section(section, context) for section in context["sections"]],
        "method_title": _("How this was counted"),
        "method": "\n".join((_(METHOD), context["rule"])),
    }


def _section(section: dict[str, Any], context: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "title": section["title"],
        "text": plain(section["text"]),
        "facts": [],
        "tables": [],
        "themes": [],
    }
    if section["kind"] == SectionKind.PARTICIPATION:
        made["tables"] = [_participation(table) for table in context["tables"]]
    elif section["kind"] == SectionKind.QUESTION and section["about"] is not None:
        _question(made, section["about"], context)
    elif section["kind"] == SectionKind.CAMPAIGNS and context["campaigns"]:
        rows = [
            [str(row["number"]), number(row["contributions"]), next(iter(row["shared"]), "")]
            for row in context["campaigns"]
        ]
        head = [_("Campaign"), _("Contributors"), _("What they have in common")]
        made["tables"] = [_table(_("Campaigns"), head, rows) | {"numbers": [1]}]
    elif section["kind"] == SectionKind.MATRIX and context["responses"]["total"]:
        made["tables"] = [_responses(context["responses"])]
    return made


def _table(caption: str, head: list[str], rows: list[list[str]]) -> dict[str, Any]:
    """A table whose columns are numbers but for the first; short rows are filled up."""
    filled = [row + ["–"] * (len(head) - len(row)) for row in rows]
    return {"caption": caption, "head": head, "rows": filled, "numbers": list(range(1, len(head)))}


def _participation(table: dict[str, Any]) -> dict[str, Any]:
    head = [table["title"], _("Contributions"), _("Share")]
    rows = [[row["label"], number(row["n"]), percent(row["share"])] for row in table["rows"]]
    if table["community"]:
        head += [_("Community"), _("Share")]
        for line, row in zip(rows, table["rows"], strict=True):
            line += [number(row["community"]), percent(row["community_share"])]
    return _table(table["title"], head, rows)


def _question(made: dict[str, Any], about: dict[str, Any], context: dict[str, Any]) -> None:
    made["facts"] = [[_("Answers"), number(about["n"])]]
    made["tables"] = [_shares(table) for table in about["tables"] if "cells" in table["all"]]
    if about["rank_rows"]:
        rows = [[row["label"], number(row["mean"], 2), number(row["n"])] for row in about["rank_rows"]]
        made["tables"].append(_table(_("Mean place"), [_("Ranked"), _("Mean place"), _("Ranked by")], rows))
    if about["number_rows"]:
        rows = []
        for row in about["number_rows"]:
            spread = [number(row[name], 2) for name in ("mean", "median") if name in row]
            rows.append([row["label"], number(row["n"]), *spread])
        head = [_("Group"), _("Answers"), _("Mean"), _("Median")]
        made["tables"].append(_table(about["unit"] or _("Numbers"), head, rows))
    for theme in context["figures"]["themes"].get(about["key"], ()):
        quoted = [{"text": each.exact, "by": each.voice} for each in context["quoted"].get(theme["id"], ())]
        made["themes"].append({"name": f"{theme['name']} ({number(theme['n'])})", "quotations": quoted})


def _shares(table: dict[str, Any]) -> dict[str, Any]:
    """By group; of a question with many choices all together only, because more columns do not fit on paper."""
    options = table["options"]
    if len(options) <= MOST_COLUMNS:
        rows = [[row["label"], number(row["n"]), *map(_cell, row.get("cells", []))] for row in table["rows"]]
        return _table(table["title"] or _("By stakeholder group"), [_("Group"), _("Answers"), *options], rows)
    cells = zip(options, table["all"]["cells"], strict=False)
    head = [_("Answer"), _("Count, share and interval")]
    return _table(table["title"] or _("All"), head, [[option, _cell(cell)] for option, cell in cells])


def _cell(cell: dict[str, Any]) -> str:
    return f"{number(cell['count'])}: {percent(cell['share'])} ({percent(cell['low'])}–{percent(cell['high'])})"


def _responses(found: dict[str, Any]) -> dict[str, Any]:
    head = [_("Group"), _("Comments"), *found["names"]]
    rows = [[row["label"], number(row["n"]), *map(number, row["counts"])] for row in found["rows"]]
    return _table(_("Responses by stakeholder group"), head, rows)

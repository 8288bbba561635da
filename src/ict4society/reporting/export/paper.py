"""A report as an accessible PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from ict4society.foundation.pdf import render_pdf
from ict4society.reporting.criteria import policy_score
from ict4society.reporting.models import IndicatorValue, Policy, Report
from ict4society.reporting.shown import written


def report_pdf(report: Report, values: Sequence[IndicatorValue], policies: Sequence[Policy], *, language: str) -> bytes:
    """Head, approach, and the values by section, each with state and who checked it."""
    sections: dict[str, list[list[str]]] = {}
    for value in values:
        indicator = value.indicator
        label = indicator.label(language) + (f" ({value.breakdown})" if value.breakdown else "")
        said = _("withdrawn") if value.withdrawn_at else written(value, indicator, whole=True)
        state = _("computed") if value.source == "derived" else str(value.get_state_display())
        restated = f"{state}, {_('restated')}" if value.restated else state
        title = f"{indicator.section} {indicator.section_name}".strip()
        sections.setdefault(title, []).append([label, said, restated, str(value.get_assurance_display())])
    facts = [
        (_("Period"), f"{formats.date_format(report.starts_on)} – {formats.date_format(report.ends_on)}"),
        (_("Version"), str(report.version)),
        (_("Published"), formats.date_format(report.published_at) if report.published_at else "–"),
        (_("Standards"), "; ".join(str(each) for each in report.standards.select_related("standard"))),
    ]
    data: dict[str, Any] = {
        "heading": _("%(name)s: report %(year)s") % {"name": report.organisation.name, "year": report.year},
        "facts": facts,
        "summary": report.summary,
        "approach": _("Approach"),
        "approach_head": [_("Topic"), _("Together")],
        "policies": [[str(each.topic), _score(each)] for each in policies],
        "results": _("Results"),
        "head": [_("Indicator"), _("Value"), _("State"), _("Checked")],
        "sections": [{"title": title, "rows": rows} for title, rows in sections.items()],
    }
    return render_pdf("reporting/typst/report.typ", data, title=data["heading"], language=language)


def _score(policy: Policy) -> str:
    score = policy_score(policy.parts.all())
    return "–" if score is None else f"{round(score * 100)} %"

"""What an organisation communicates: approach and results."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.foundation.charts import chart_svg
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.ui.pages import page
from ict4society.organisations.policies import organisations_visible_to
from ict4society.organisations.queries import active_mandates
from ict4society.reporting.criteria import policy_score
from ict4society.reporting.labels import chosen_language, label_languages
from ict4society.reporting.policies import reports_visible_to
from ict4society.reporting.queries import policies_of, trend_values
from ict4society.reporting.states import Part
from ict4society.reporting.trends import YEARS, charts_of, rows_of


@public
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Policies with their grades, charts, five years side by side, the reports."""
    found = get_visible(organisations_visible_to(request.user), slug=slug)
    language = chosen_language(request)
    reports = list(reports_visible_to(request.user).filter(organisation=found).order_by("-year"))
    published = [each for each in reports if each.published_at]
    newest = max((each.year for each in published), default=timezone.now().year - 1)
    values = trend_values(found, request.user, since=newest - YEARS + 1)
    years = sorted({value.year for value in values})[-YEARS:]
    rows = rows_of(values, years, language)
    policies = list(policies_of(found, request.user))
    known: dict[str, Any] = {}
    for row in rows:
        known |= row.indicator.labels
    context = {
        "organisation": found,
        "reports": published,
        "drafts": [each for each in reports if each.published_at is None],
        "years": years,
        "sections": _sections(rows),
        "charts": [
            {"chart": each, "svg": chart_svg(each.spec, title=each.title, description=each.description)}
            for each in charts_of(rows, language)
        ],
        "policies": [
            {
                "policy": each,
                "parts": {part.part: part for part in each.parts.all()},
                "score": policy_score(each.parts.all()),
            }
            for each in policies
        ],
        "part_names": [(part.value, part.label) for part in Part],
        "heads": [_("Indicator"), *((str(year), "number") for year in years)],
        "label_language": language,
        "label_languages": label_languages(known),
        "restated": any(cell.is_restated for row in rows for cell in row.cells.values()),
        "conflicting": any(cell.conflicting for row in rows for cell in row.cells.values()),
        "may_ask": any(
            held.role == "representative" and held.organisation_id != found.pk for held in active_mandates(request.user)
        ),
        "manages": request.user.is_authenticated and can(request.user, "reporting.start_report", found),
    }
    tags = (f"reporting:{found.pk}", f"organisation:{found.pk}", "reporting")
    return page(request, "reporting/organisation.html", context, tags=tags)


def _sections(rows: list[Any]) -> list[tuple[str, list[Any]]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(f"{row.indicator.section} · {row.indicator.section_name}", []).append(row)
    return list(found.items())

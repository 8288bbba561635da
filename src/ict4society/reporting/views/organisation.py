"""What an organisation communicates: approach and results."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.foundation.charts import chart_svg
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.ui.formats import lang
from ict4society.foundation.ui.pages import page
from ict4society.organisations.policies import organisations_visible_to
from ict4society.organisations.queries import active_mandates
from ict4society.reporting.criteria import policy_score
from ict4society.reporting.labels import (
    Words,
    chosen_language,
    keep_choice,
    label_languages,
    origin_of,
    section_of,
    topic_name,
    word,
)
from ict4society.reporting.policies import reports_visible_to
from ict4society.reporting.queries import policies_of, trend_values
from ict4society.reporting.states import Grade, Part
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
    drawn = charts_of(rows, language)
    context = {
        "organisation": found,
        "reports": published,
        "drafts": [each for each in reports if each.published_at is None],
        "years": years,
        "sections": _sections(rows, language),
        "charts": [
            {"chart": each, "svg": chart_svg(each.spec, title=each.title.text, description=each.description)}
            for each in drawn
        ],
        "policies": [
            {
                "policy": each,
                "topic": topic_name(each.topic, language),
                "parts": {
                    part.part: (part.grade, word(f"grade:{part.grade}", Grade(part.grade).label, language))
                    for part in each.parts.all()
                },
                "score": policy_score(each.parts.all()),
            }
            for each in policies
        ],
        "part_names": [(part.value, word(f"part:{part.value}", part.label, language)) for part in Part],
        "policy_heads": _policy_heads(language),
        "heads": [_("Indicator"), *((str(year), "number") for year in years)],
        "label_language": language,
        "label_languages": label_languages(known),
        "origin": origin_of((row.indicator for row in rows), language),
        "restated": any(cell.is_restated for row in rows for cell in row.cells.values()),
        "conflicting": any(cell.conflicting for row in rows for cell in row.cells.values()),
        "may_ask": any(
            held.role == "representative" and held.organisation_id != found.pk for held in active_mandates(request.user)
        ),
        "manages": request.user.is_authenticated and can(request.user, "reporting.start_report", found),
    }
    tags = (f"reporting:{found.pk}", f"organisation:{found.pk}", "reporting")
    return keep_choice(request, page(request, "reporting/organisation.html", context, tags=tags))


def _policy_heads(language: str) -> list[Any]:
    names = [word(f"part:{part.value}", part.label, language) for part in Part]
    spoken = [format_html("<span{}>{}</span>", lang(each.language), each.text) for each in names]
    return [_("Topic"), *spoken, (_("Together"), "number")]


def _sections(rows: list[Any], language: str) -> list[tuple[Words, list[Any]]]:
    found: dict[Words, list[Any]] = {}
    for row in rows:
        found.setdefault(section_of(row.indicator, language), []).append(row)
    return list(found.items())

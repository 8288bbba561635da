"""A published report: all its values, with who checked them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.ui.pages import page
from ict4society.reporting.export import FORMATS
from ict4society.reporting.hints import conversion
from ict4society.reporting.labels import (
    Words,
    chosen_language,
    keep_choice,
    label_languages,
    name_of,
    origin_of,
    section_of,
    word,
)
from ict4society.reporting.models import IndicatorValue
from ict4society.reporting.models.value import DERIVED
from ict4society.reporting.policies import reports_visible_to
from ict4society.reporting.queries import report_values
from ict4society.reporting.shown import ASSURANCE_TONES, state_in, tone_of, written_in
from ict4society.reporting.states import Assurance, HeadcountBasis

COMPUTED = _("computed")


@public
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The values by section; the draft itself is where it is filled."""
    rows = reports_visible_to(request.user).select_related("organisation").prefetch_related("standards__standard")
    found = get_visible(rows, pk=pk)
    fills = request.user.is_authenticated and can(request.user, "reporting.fill_report", found)
    if found.published_at is None:
        route = "reporting:fill" if fills else "reporting:organisation"
        target = reverse(route, args=[found.pk if fills else found.organisation.slug])
        return HttpResponseRedirect(target)
    language = chosen_language(request)
    values = report_values(found, request.user)
    labels: dict[str, Any] = {}
    for value in values:
        labels |= value.indicator.labels
    context = {
        "report": found,
        "sections": _sections(values, language),
        "count": len(values),
        "assured": sum(value.assurance in ("third_party", "community") for value in values),
        "restated": sum(value.restated for value in values),
        "label_language": language,
        "label_languages": label_languages(labels),
        "origin": origin_of((value.indicator for value in values), language),
        "formats": FORMATS,
        "may_fill": fills,
        "signed_in": request.user.is_authenticated,
    }
    tags = (f"report:{found.pk}", f"reporting:{found.organisation_id}", f"organisation:{found.organisation_id}")
    return keep_choice(request, page(request, "reporting/report.html", context, tags=tags))


def _sections(values: list[IndicatorValue], language: str) -> list[tuple[Words, list[dict[str, Any]]]]:
    found: dict[Words, list[dict[str, Any]]] = {}
    for value in values:
        indicator = value.indicator
        found.setdefault(section_of(indicator, language), []).append(
            {
                "value": value,
                "indicator": indicator,
                "label": name_of(indicator, language),
                "said": written_in(language, value, whole=True),
                "state": _state(value, language),
                "checked": word(f"assurance:{value.assurance}", Assurance(value.assurance).label, language),
                "basis": word(f"basis:{value.basis}", HeadcountBasis(value.basis).label, language)
                if value.basis
                else None,
                "tone": tone_of(value),
                "assurance": ASSURANCE_TONES[value.assurance],
                "conversion": conversion(indicator, value),
            }
        )
    return list(found.items())


def _state(value: IndicatorValue, language: str) -> Words:
    if value.source == DERIVED:
        return word("value:computed", COMPUTED, language)
    return state_in(language, value)

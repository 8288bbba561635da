"""The catalogue of indicators, and one indicator."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.ui.pages import page
from ict4society.reporting.forms import CatalogueFilter
from ict4society.reporting.models import Indicator, Standard
from ict4society.reporting.queries import catalogue as find
from ict4society.reporting.queries import effective_values
from ict4society.reporting.shown import tone_of, unit_of, written
from ict4society.topics.queries import dimensions, topic_tree

PER_PAGE = 50
REPORTERS_SHOWN = 100


@public
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Search by words, topic, dimension and standard."""
    wanted = CatalogueFilter(request.GET)
    wanted.is_valid()
    chosen = {name: wanted.cleaned_data.get(name) or "" for name in ("q", "topic", "dimension", "standard")}
    tree = topic_tree()
    topic = {each.slug: each for area in tree for each in (area, *area.issues.all())}.get(chosen["topic"])
    language = (get_language() or "en").split("-")[0]
    rows = find(
        text=chosen["q"],
        topic=topic,
        dimension=chosen["dimension"],
        standard=chosen["standard"],
        language=language,
    )
    total = rows.count()
    pages = max(1, -(-total // PER_PAGE))
    number = min(wanted.cleaned_data.get("page") or 1, pages)
    query = {name: value for name, value in chosen.items() if value}
    context: dict[str, Any] = {
        "rows": [
            {"indicator": each, "unit": unit_of(each)} for each in rows[(number - 1) * PER_PAGE : number * PER_PAGE]
        ],
        "total": total,
        "tree": tree,
        "chosen": chosen,
        "dimensions": dimensions(),
        "standards": Standard.objects.all(),
        "may_edit": request.user.is_authenticated and can(request.user, "reporting.edit_catalogue"),
        "page": number,
        "pages": pages,
        "previous": _address(query, number - 1) if number > 1 else "",
        "next": _address(query, number + 1) if number < pages else "",
    }
    return page(request, "reporting/catalogue.html", context, tags=("indicators", "topics"), fragment="list")


def _address(query: dict[str, str], number: int) -> str:
    return reverse("reporting:catalogue", query={**query, "page": str(number)})


@public
@require_safe
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """Definition, unit, source, crosswalk, labels in all languages, and who reports it."""
    rows = Indicator.objects.select_related("version__standard", "topic", "dimension")
    found = get_visible(rows, pk=pk)
    values = effective_values([found.pk]).select_related("organisation", "indicator")
    reporters = list(values.order_by("-year", "organisation__name", "pk")[:REPORTERS_SHOWN])
    years = sorted({value.year for value in reporters}, reverse=True)
    context = {
        "indicator": found,
        "unit": unit_of(found),
        "labels": [(code, text) for code, text in sorted(found.labels.items()) if text],
        "reporters": [{"value": each, "said": written(each, found), "tone": tone_of(each)} for each in reporters],
        "years": years,
        "count": values.count() if len(reporters) == REPORTERS_SHOWN else len(reporters),
        "formula_keys": _formula_parts(found),
        "may_edit": request.user.is_authenticated and can(request.user, "reporting.edit_catalogue"),
    }
    tags = (f"indicator:{found.pk}", "indicators", "reporting")
    return page(request, "reporting/indicator.html", context, tags=tags)


def _formula_parts(found: Indicator) -> list[Indicator]:
    from ict4society.reporting.formulas import FormulaWrong, keys_of

    try:
        keys = keys_of(found.formula) if found.formula else []
    except FormulaWrong:
        return []
    return list(Indicator.objects.filter(key__in=keys, active=True))

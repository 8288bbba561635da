"""Approach and results: what enterprises have published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import active_mandates
from ict4society.reporting.forms import ReportsFilter
from ict4society.reporting.models import Indicator
from ict4society.reporting.queries import reports

PER_PAGE = 20


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The published reports, newest first, by name and year."""
    wanted = ReportsFilter(request.GET)
    wanted.is_valid()
    text, year = wanted.cleaned_data.get("q") or "", wanted.cleaned_data.get("year")
    number = wanted.cleaned_data.get("page") or 1
    rows = reports(request.user, text=text, year=year)
    total = rows.count()
    pages = max(1, -(-total // PER_PAGE))
    number = min(number, pages)
    context = {
        "reports": rows[(number - 1) * PER_PAGE : number * PER_PAGE],
        "total": total,
        "text": text,
        "year": year,
        "indicator_count": Indicator.objects.filter(active=True).count(),
        "own": [held.organisation for held in active_mandates(request.user) if held.organisation.hidden_at is None],
        "page": number,
        "pages": pages,
        "previous": _address(text, year, number - 1) if number > 1 else "",
        "next": _address(text, year, number + 1) if number < pages else "",
    }
    return page(request, "reporting/index.html", context, tags=("reporting", "indicators"), fragment="list")


def _address(text: str, year: int | None, number: int) -> str:
    query = {"q": text, "year": str(year or ""), "page": str(number)}
    return reverse("reporting:index", query={name: value for name, value in query.items() if value})

"""Operators add indicators to the catalogue, and change them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, allowed, get_visible
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.reporting.actions.catalogue import save_indicator
from ict4society.reporting.catalogue_forms import IndicatorForm
from ict4society.reporting.models import Indicator


@allowed("reporting.edit_catalogue")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new indicator."""
    return _edit(request, None)


@allowed("reporting.edit_catalogue")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change or retire one."""
    return _edit(request, get_visible(Indicator.objects.select_related("version__standard"), pk=pk))


def _edit(request: HttpRequest, found: Indicator | None) -> HttpResponse:
    if request.method != "POST":
        unsent = take_unsent(request)
        initial: dict[str, Any] | None = unsent.dict() if unsent else None
        return _page(request, found, IndicatorForm(initial=initial) if initial else IndicatorForm.of(found))
    form = IndicatorForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        saved = save_indicator(actor=Actor(request.user), indicator=found, **form.values(found))
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _page(request, found, form, status=refused.status)
    return HttpResponseRedirect(reverse("reporting:indicator", args=[saved.pk]), status=303)


def _page(request: HttpRequest, found: Indicator | None, form: forms.Form, *, status: int = 200) -> HttpResponse:
    return page(request, "reporting/indicator_edit.html", {"indicator": found, "form": form}, status=status)

"""Publish a report, ask colleagues for sections."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ict4society.accounts.models import User
from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for, mandates_of
from ict4society.reporting.actions.publish import publish_report
from ict4society.reporting.actions.report import assign_section, unassign_section
from ict4society.reporting.forms import SectionForm
from ict4society.reporting.hints import hints_for
from ict4society.reporting.models import Report
from ict4society.reporting.policies import reports_visible_to
from ict4society.reporting.queries import applicable_indicators, own_values, values_before
from ict4society.reporting.shown import tone_of, written
from ict4society.reporting.words import value_words


def _report(request: HttpRequest, pk: int) -> Report:
    report = get_visible(reports_visible_to(request.user).select_related("organisation"), pk=pk)
    require(request.user, "reporting.publish_report", report)
    return report


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes public, what looks odd, what is missing; then publish."""
    report = _report(request, pk)
    if request.method == "POST":
        try:
            done = publish_report(actor=actor_for(request.user, report.organisation_id), report=report)
        except (Refused, Forbidden) as refused:
            return _preview(request, report, str(refused), status=refused.status)
        messages.success(request, _("Version %(version)s of the report is public.") % {"version": done.version})
        return HttpResponseRedirect(reverse("reporting:report", args=[report.pk]), status=303)
    return _preview(request, report)


def _preview(request: HttpRequest, report: Report, refusal: str = "", *, status: int = 200) -> HttpResponse:
    before = values_before(report)
    waiting = report.values.filter(published_at=None, hidden_at=None).select_related("indicator")
    rows = [
        {
            "value": each,
            "said": written(each),
            "tone": tone_of(each),
            "words": value_words(each, each.indicator),
            "hints": hints_for(each.indicator, each, before.get((each.indicator.key, each.breakdown))),
        }
        for each in waiting.order_by("indicator__position", "breakdown", "pk")
    ]
    answered = {value.indicator_id for value in own_values(report)}
    context = {
        "report": report,
        "rows": rows,
        "refusal": refusal,
        "missing": [each for each in applicable_indicators(report) if each.pk not in answered and not each.formula],
        "hinted": sum(bool(row["hints"]) for row in rows),
    }
    return page(request, "reporting/publish.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def colleagues(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was asked for which section; ask another."""
    report = _report(request, pk)
    people = [(held.user_id, held.user.name) for held in mandates_of(report.organisation)]
    sections: dict[str, str] = {}
    for each in applicable_indicators(report):
        sections.setdefault(each.section, f"{each.section} {each.section_name}")
    offered: dict[str, Any] = {"sections": list(sections.items()), "colleagues": people}
    if request.method != "POST":
        unsent = take_unsent(request)
        initial = unsent.dict() if unsent else {"section": request.GET.get("section", "")}
        return _colleagues_page(request, report, SectionForm(initial=initial, **offered))
    form = SectionForm(request.POST, **offered)
    if not form.is_valid():
        return _colleagues_page(request, report, form, status=422)
    try:
        assign_section(
            actor=actor_for(request.user, report.organisation_id),
            report=report,
            section=form.cleaned_data["section"],
            colleague=User.objects.get(pk=form.cleaned_data["colleague"]),
            note=form.cleaned_data["note"],
        )
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _colleagues_page(request, report, form, status=refused.status)
    messages.success(request, _("Your colleague is told."))
    return HttpResponseRedirect(reverse("reporting:colleagues", args=[report.pk]), status=303)


def _colleagues_page(request: HttpRequest, report: Report, form: SectionForm, *, status: int = 200) -> HttpResponse:
    rows = report.sections.select_related("user").order_by("section", "pk")
    return page(request, "reporting/colleagues.html", {"report": report, "form": form, "rows": rows}, status=status)


@signed_in
@require_POST
def unassign(request: HttpRequest, pk: int, section_id: int) -> HttpResponse:
    """Take a request for a section back."""
    report = _report(request, pk)
    unassign_section(actor=actor_for(request.user, report.organisation_id), report=report, section_id=section_id)
    return HttpResponseRedirect(reverse("reporting:colleagues", args=[report.pk]), status=303)

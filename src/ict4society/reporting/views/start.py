"""Begin the report of a year; change its head."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.organisations.policies import organisations_visible_to
from ict4society.organisations.queries import actor_for
from ict4society.reporting.actions.report import StaleReport, YearTaken, edit_report, start_report
from ict4society.reporting.forms import HeadForm, StartForm
from ict4society.reporting.models import Report
from ict4society.reporting.policies import reports_visible_to


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, and what it sends."""
    organisation = get_visible(organisations_visible_to(request.user), slug=slug)
    require(request.user, "reporting.start_report", organisation)
    context = {"organisation": organisation, "taken": None}
    if request.method != "POST":
        unsent = take_unsent(request)
        form = StartForm(initial=unsent.dict()) if unsent else StartForm.fresh()
        return page(request, "reporting/start.html", {**context, "form": form})
    form = StartForm(request.POST)
    if not form.is_valid():
        return page(request, "reporting/start.html", {**context, "form": form}, status=422)
    try:
        actor = actor_for(request.user, organisation.pk)
        ref = once(
            actor,
            request.POST.get("idempotency_key"),
            lambda: Ref(
                "reporting.report", start_report(actor=actor, organisation=organisation, **form.cleaned_data).pk
            ),
        )
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        context["taken"] = refused.report if isinstance(refused, YearTaken) else None  # type: ignore[assignment]
        status = refused.status
        return page(request, "reporting/start.html", {**context, "form": form}, status=status)
    return HttpResponseRedirect(reverse("reporting:fill", args=[ref.id]), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def head(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the head of a report. Where a colleague was faster, both and the form on the newest."""
    report = get_visible(reports_visible_to(request.user).select_related("organisation"), pk=pk)
    require(request.user, "reporting.publish_report", report)
    if request.method != "POST":
        unsent = take_unsent(request)
        return _head_page(request, report, HeadForm(initial=unsent.dict()) if unsent else HeadForm.of(report))
    form = HeadForm(request.POST)
    if not form.is_valid():
        return _head_page(request, report, form, status=422)
    try:
        edit_report(actor=actor_for(request.user, report.organisation_id), report=report, **form.cleaned_data)
    except StaleReport as stale:
        rebased = HeadForm(data={**request.POST.dict(), "revision": stale.current.revision})
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        mine = form.cleaned_data["summary"]
        return _head_page(request, stale.current, rebased, status=stale.status, mine=mine)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _head_page(request, report, form, status=refused.status)
    return HttpResponseRedirect(reverse("reporting:fill", args=[report.pk]), status=303)


def _head_page(
    request: HttpRequest, report: Report, form: HeadForm, *, status: int = 200, mine: str = ""
) -> HttpResponse:
    return page(request, "reporting/head.html", {"report": report, "form": form, "mine": mine}, status=status)

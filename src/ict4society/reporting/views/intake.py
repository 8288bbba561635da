"""Import a file into a report; read the protocol."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for
from ict4society.reporting.actions.intake import import_table, import_template
from ict4society.reporting.intake_forms import IntakeForm
from ict4society.reporting.models import Report
from ict4society.reporting.policies import intakes_visible_to, reports_visible_to


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends."""
    report = get_visible(reports_visible_to(request.user).select_related("organisation"), pk=pk)
    require(request.user, "reporting.publish_report", report)
    if request.method != "POST":
        return _page(request, report, IntakeForm())
    form = IntakeForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, report, form, status=422)
    upload = form.cleaned_data["file"]
    try:
        actor = actor_for(request.user, report.organisation_id)
        if form.cleaned_data["kind"] == "vsme":
            made = import_template(
                actor=actor, organisation=report.organisation, report=report, file=upload, name=upload.name or ""
            )
        else:
            made = import_table(actor=actor, report=report, file=upload, name=upload.name or "")
    except (Refused, Forbidden) as refused:
        form.add_error("file", str(refused))
        return _page(request, report, form, status=refused.status)
    return HttpResponseRedirect(reverse("reporting:intake_result", args=[made.pk]), status=303)


def _page(request: HttpRequest, report: Report, form: IntakeForm, *, status: int = 200) -> HttpResponse:
    return page(request, "reporting/intake.html", {"report": report, "form": form}, status=status)


@signed_in
@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Cell by cell: taken, unknown, refused."""
    found = get_visible(intakes_visible_to(request.user).select_related("report__organisation", "organisation"), pk=pk)
    order = {"refused": 0, "unknown": 1, "taken": 2}
    lines = sorted(found.lines, key=lambda line: order.get(line["outcome"], 3))
    return page(request, "reporting/intake_result.html", {"intake": found, "lines": lines[:2000]})

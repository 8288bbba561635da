"""Whether a report's inline XBRL is valid."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Conflict, can, get_visible, public, signed_in
from ict4society.foundation.ui.pages import page
from ict4society.reporting.actions.xbrl import order_xbrl_check
from ict4society.reporting.export.check_inline import unavailable_here
from ict4society.reporting.models import Report, XbrlCheck
from ict4society.reporting.policies import reports_visible_to


@public
@require_safe
def xbrl(request: HttpRequest, pk: int) -> HttpResponse:
    """What the newest validation found."""
    return _show(request, _published(request, pk))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who answer for the report, and operators, order one. Read (after signing in), it leads to the page."""
    report = _published(request, pk)
    if request.method == "POST":
        try:
            order_xbrl_check(actor=Actor(request.user), report=report, unavailable=unavailable_here())
        except Conflict as refused:
            return _show(request, report, refusal=str(refused), status=refused.status)
    return HttpResponseRedirect(reverse("reporting:xbrl", args=[pk]), status=303)


def _published(request: HttpRequest, pk: int) -> Report:
    rows = reports_visible_to(request.user).filter(published_at__isnull=False).select_related("organisation")
    return get_visible(rows, pk=pk)


def _show(request: HttpRequest, report: Report, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "report": report,
        "check": XbrlCheck.objects.filter(report=report).first(),
        "unavailable": unavailable_here(),
        "refusal": refusal,
        "may_order": can(request.user, "reporting.validate_report", report),
        "head": [_("Severity"), _("Code"), _("What was found")],
    }
    tags = (f"report:{report.pk}", f"reporting:{report.organisation_id}", f"organisation:{report.organisation_id}")
    return page(request, "reporting/xbrl.html", context, tags=tags, status=status)

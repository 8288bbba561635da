"""Validation of inline XBRL for programs."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status

from ict4society.foundation.actors import Actor
from ict4society.foundation.api import read_scope, write_scope
from ict4society.reporting.actions.xbrl import order_xbrl_check
from ict4society.reporting.api.routes import find_report
from ict4society.reporting.export.check_inline import unavailable_here
from ict4society.reporting.models import Report, XbrlCheck

router = Router()


class FindingOut(Schema):
    """What is wrong, with Arelle's code."""

    level: str
    code: str
    text: str


class XbrlCheckOut(Schema):
    """The newest validation. ``package`` is empty where the structure alone was judged."""

    state: str
    version: int
    package: str
    facts: int
    findings: list[FindingOut]
    failure: str
    ordered_at: datetime
    done_at: datetime | None


@router.get("/reports/{report_id}/xbrl-check", auth=read_scope(optional=True), response=XbrlCheckOut)
def show_xbrl_check(request: HttpRequest, report_id: int) -> XbrlCheck:
    """What validating the inline XBRL of a report found; 404 when nobody has asked for it."""
    found = XbrlCheck.objects.filter(report=_published(request, report_id)).first()
    if found is None:
        raise Http404
    return found


@router.post("/reports/{report_id}/xbrl-check", auth=write_scope(), response={202: XbrlCheckOut})
def create_xbrl_check(request: HttpRequest, report_id: int) -> Status[XbrlCheck]:
    """Order one; while one runs, nothing changes. 409 where this site cannot, with what is missing."""
    report = _published(request, report_id)
    return Status(202, order_xbrl_check(actor=Actor(request.user), report=report, unavailable=unavailable_here()))


def _published(request: HttpRequest, report_id: int) -> Report:
    report = find_report(request, report_id)
    if report.published_at is None:
        raise Http404
    return report

"""The outcome report and the campaigns."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from ict4society.consultations.api.found import the_consultation
from ict4society.consultations.outcome_policies import reports_visible_to
from ict4society.consultations.queries.campaigns import campaign_figures
from ict4society.consultations.queries.report_json import report_json
from ict4society.foundation.api import read_scope
from ict4society.foundation.policy import get_visible

router = Router()


class CampaignOut(Schema):
    """Nearly identical texts of several contributors."""

    number: int
    contributions: int
    texts: int
    groups: dict[str, int]
    shared: list[str]
    by_hand: bool


class SectionOut(Schema):
    """A section of the report."""

    kind: str
    question: str
    title: str
    text: str


class ReportOut(Schema):
    """A published version: the words of people, and the figures beside them."""

    consultation: str
    title: str
    version: int
    published_at: datetime
    sections: list[SectionOut]
    figures: dict[str, Any]


@router.get("/{slug}/outcome", auth=read_scope(optional=True), response=ReportOut)
def show_report(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The latest published version."""
    found = the_consultation(request, slug)
    report = get_visible(reports_visible_to(request.user), consultation=found)
    version = report.versions.select_related("report").first()
    if version is None:
        raise Http404
    return report_json(request.user, found, version)


@router.get("/{slug}/campaigns", auth=read_scope(optional=True), response=list[CampaignOut])
def list_campaigns(request: HttpRequest, slug: str) -> list[dict[str, Any]]:
    """The largest first."""
    return campaign_figures(the_consultation(request, slug))

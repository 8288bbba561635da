"""The outcome report: generated, then written, then published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Schema, Status
from pydantic import Field

from ict4society.consultations.actions.report import generate_report
from ict4society.consultations.actions.report_edit import add_section, edit_section, order_sections
from ict4society.consultations.actions.report_publish import publish_report
from ict4society.consultations.api.found import the_consultation, the_managed
from ict4society.consultations.api.router import router
from ict4society.consultations.forms.outcome import PublishForm, SectionForm
from ict4society.consultations.models import Consultation, OutcomeReport, ReportSection, ReportVersion
from ict4society.consultations.outcome_policies import reports_visible_to
from ict4society.consultations.queries.report_json import report_json
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import idempotency_key, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible
from ict4society.foundation.subjects import Ref

LARGEST_ID = 2**62


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


class VersionOut(Schema):
    """A published version."""

    number: int
    note: str
    figures_at: datetime
    published_at: datetime


class WrittenSectionOut(SectionOut):
    """A section as it is being written."""

    id: int
    shown: bool = Field(description="Part of what is published.")
    version: int
    edited_at: datetime | None = Field(description="null: as it was generated.")


class WrittenReportOut(Schema):
    """The report that is being written."""

    figures_at: datetime
    published_number: int = Field(description="Of the version that readers see; 0: none yet.")
    sections: list[WrittenSectionOut]
    figures: dict[str, Any]


class SectionIn(Schema):
    """A section of text."""

    title: str
    text: str = Field("", description="Markdown.")


class SectionEditIn(SectionIn):
    """The same, whether it is published, and which version it changes."""

    shown: bool = True
    version: int = Field(ge=0, le=2**31 - 1)


class SectionOrderIn(Schema):
    """Ids of sections in the order that they get; those that are left out follow."""

    order: list[int] = Field(max_length=1000)


class NoteIn(Schema):
    """What is new in this version."""

    note: str = ""


@router.get("/{slug}/outcome", auth=read_scope(optional=True), response=ReportOut)
def show_report(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The latest published version."""
    return _published(request, slug, None)


@router.get("/{slug}/outcome/versions", auth=read_scope(optional=True), response=list[VersionOut])
def list_versions(request: HttpRequest, slug: str) -> list[VersionOut]:
    """Every version that was published, the latest first."""
    report = get_visible(reports_visible_to(request.user), consultation=the_consultation(request, slug))
    return [VersionOut.from_orm(version) for version in report.versions.defer("figures", "sections")]


@router.get("/{slug}/outcome/versions/{int:number}", auth=read_scope(optional=True), response=ReportOut)
def show_version(request: HttpRequest, slug: str, number: int) -> dict[str, Any]:
    """A version as it was published."""
    return _published(request, slug, number)


@router.get("/{slug}/outcome/draft", auth=read_scope(), response=WrittenReportOut)
def show_draft(request: HttpRequest, slug: str) -> WrittenReportOut:
    """The report that is being written (the secretariat)."""
    return _written(_report(the_managed(request, slug)))


@router.post("/{slug}/outcome/generate", auth=write_scope(), response=WrittenReportOut)
def generate(request: HttpRequest, slug: str) -> WrittenReportOut:
    """Make it, or compute its figures anew: no text is changed (the secretariat)."""
    found = the_managed(request, slug)
    return _written(generate_report(actor=Actor(request.user), consultation=found))


@router.post("/{slug}/outcome/sections", auth=write_scope(), response={201: WrittenSectionOut})
def create_section(request: HttpRequest, slug: str, body: SectionIn) -> Status[WrittenSectionOut]:
    """Add a section of text at the end (the secretariat)."""
    report, actor = _report(the_managed(request, slug)), Actor(request.user)
    values = validated(SectionForm(body.dict() | {"version": 0}))

    def act() -> Ref:
        made = add_section(actor=actor, report=report, title=values["title"], text=values["text"])
        return Ref("consultations.section", made.pk)

    ref = once(actor, idempotency_key(request), act)
    return Status(201, _section_out(_section(report, ref.id)))


@router.put("/{slug}/outcome/sections", auth=write_scope(), response=list[WrittenSectionOut])
def put_order(request: HttpRequest, slug: str, body: SectionOrderIn) -> list[WrittenSectionOut]:
    """Bring the sections into another order (the secretariat)."""
    report = _report(the_managed(request, slug))
    order_sections(actor=Actor(request.user), report=report, order=body.order)
    return _written(report).sections


@router.put("/{slug}/outcome/sections/{int:section_id}", auth=write_scope(), response=WrittenSectionOut)
def update_section(request: HttpRequest, slug: str, section_id: int, body: SectionEditIn) -> WrittenSectionOut:
    """Write a section. 409 when it moved on since the version that you name (the secretariat)."""
    report = _report(the_managed(request, slug))
    values = validated(SectionForm(body.dict()))
    edit_section(actor=Actor(request.user), section=_section(report, section_id), **values)
    return _section_out(_section(report, section_id))


@router.post("/{slug}/outcome/publish", auth=write_scope(), response=ReportOut)
def publish(request: HttpRequest, slug: str, body: NoteIn) -> dict[str, Any]:
    """Make it public as it stands; the last version again where nothing is new (the secretariat)."""
    found, actor = the_managed(request, slug), Actor(request.user)
    report = _report(found)
    note = validated(PublishForm(body.dict()))["note"]

    def act() -> Ref:
        return Ref("consultations.report_version", publish_report(actor=actor, report=report, note=note).pk)

    ref = once(actor, idempotency_key(request), act)
    return report_json(request.user, found, ReportVersion.objects.select_related("report").get(pk=ref.id))


def _published(request: HttpRequest, slug: str, number: int | None) -> dict[str, Any]:
    found = the_consultation(request, slug)
    report = get_visible(reports_visible_to(request.user), consultation=found)
    versions = report.versions.select_related("report")
    version = versions.first() if number is None else versions.filter(number=number).first()
    if version is None:
        raise Http404
    return report_json(request.user, found, version)


def _report(found: Consultation) -> OutcomeReport:
    return get_visible(OutcomeReport.objects.select_related("consultation__topic"), consultation=found)


def _section(report: OutcomeReport, pk: int) -> ReportSection:
    return get_visible(report.sections.select_related("report__consultation__topic", "question"), pk=pk)


def _written(report: OutcomeReport) -> WrittenReportOut:
    return WrittenReportOut(
        figures_at=report.figures_at,
        published_number=report.published_number,
        sections=[_section_out(row) for row in report.sections.select_related("question")],
        figures=report.figures,
    )


def _section_out(row: ReportSection) -> WrittenSectionOut:
    names = ("kind", "title", "text", "shown", "version", "edited_at")
    return WrittenSectionOut(
        id=row.pk, question=row.question.key if row.question else "", **{name: getattr(row, name) for name in names}
    )

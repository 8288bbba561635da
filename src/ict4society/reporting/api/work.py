"""The work on a report: colleagues, files that are imported, documents that back values, conflicts."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import File, Form, Router, Status, UploadedFile

from ict4society.accounts.models import User
from ict4society.foundation.api import idempotency_key, read_scope, validated, write_scope
from ict4society.foundation.files.shapes import FileOut, file_out
from ict4society.foundation.files.store import files_of
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import actor_for, mandates_of, represents
from ict4society.reporting.actions.check import resolve_conflict
from ict4society.reporting.actions.evidence import add_evidence
from ict4society.reporting.actions.intake import import_table, import_template
from ict4society.reporting.actions.report import assign_section, unassign_section
from ict4society.reporting.api.routes import find_report, find_value
from ict4society.reporting.api.shapes import ReasonIn, ValueOut, value_out
from ict4society.reporting.api.work_shapes import IntakeOut, SectionIn, SectionOut, intake_out, section_out
from ict4society.reporting.entry_forms import EvidenceForm
from ict4society.reporting.forms import ReasonForm, SectionForm
from ict4society.reporting.intake_forms import IntakeForm
from ict4society.reporting.models import Report
from ict4society.reporting.policies import intakes_visible_to
from ict4society.reporting.queries import applicable_indicators

router = Router()


@router.get("/reports/{report_id}/sections", auth=read_scope(), response=list[SectionOut])
def list_sections(request: HttpRequest, report_id: int) -> list[SectionOut]:
    """Whom representatives asked to fill a section."""
    report = find_report(request, report_id)
    require(request.user, "reporting.publish_report", report)
    return _sections(report)


@router.post("/reports/{report_id}/sections", auth=write_scope(), response={201: list[SectionOut]})
def ask_colleague(request: HttpRequest, report_id: int, body: SectionIn) -> Status[list[SectionOut]]:
    """Ask a colleague to fill a section; again changes nothing."""
    report = find_report(request, report_id)
    require(request.user, "reporting.publish_report", report)
    people = [(held.user_id, held.user.name) for held in mandates_of(report.organisation)]
    codes = sorted({each.section for each in applicable_indicators(report)})
    form = SectionForm(body.dict(), sections=[(code, code) for code in codes], colleagues=people)
    values = validated(form)
    colleague = User.objects.get(pk=values["colleague"])
    said = {"section": values["section"], "note": values["note"]}
    assign_section(actor=actor_for(request.user, report.organisation_id), report=report, colleague=colleague, **said)
    return Status(201, _sections(report))


@router.delete("/reports/{report_id}/sections/{section_id}", auth=write_scope(), response={204: None})
def take_section_back(request: HttpRequest, report_id: int, section_id: int) -> Status[None]:
    """No longer ask; an unknown one changes nothing."""
    report = find_report(request, report_id)
    actor = actor_for(request.user, report.organisation_id)
    unassign_section(actor=actor, report=report, section_id=section_id)
    return Status(204, None)


def _sections(report: Report) -> list[SectionOut]:
    return [section_out(row) for row in report.sections.select_related("user").order_by("pk")]


@router.post("/reports/{report_id}/imports", auth=write_scope(), response={201: IntakeOut})
def import_file(request: HttpRequest, report_id: int, kind: Form[str], file: File[UploadedFile]) -> Status[IntakeOut]:
    """Import EFRAG's template (``vsme``) or a ``table`` with the columns of the export (multipart)."""
    report = find_report(request, report_id)
    require(request.user, "reporting.publish_report", report)
    values = validated(IntakeForm({"kind": kind}, {"file": file}))
    upload, name = values["file"], values["file"].name or ""
    actor = actor_for(request.user, report.organisation_id)

    def act() -> Ref:
        if values["kind"] == "vsme":
            made = import_template(actor=actor, organisation=report.organisation, report=report, file=upload, name=name)
        else:
            made = import_table(actor=actor, report=report, file=upload, name=name)
        return Ref("reporting.intake", made.pk)

    ref = once(actor, idempotency_key(request), act)
    return Status(201, intake_out(get_visible(intakes_visible_to(request.user), pk=ref.id)))


@router.get("/imports/{intake_id}", auth=read_scope(), response=IntakeOut)
def show_import(request: HttpRequest, intake_id: int) -> IntakeOut:
    """What became of a file, cell by cell."""
    return intake_out(get_visible(intakes_visible_to(request.user), pk=intake_id))


@router.get("/values/{value_id}/files", auth=read_scope(optional=True), response=list[FileOut])
def list_files(request: HttpRequest, value_id: int) -> list[FileOut]:
    """Documents that back a value (at most 10)."""
    return [file_out(file) for file in files_of(Ref("reporting.value", find_value(request, value_id).pk))]


@router.post("/values/{value_id}/files", auth=write_scope(), response={201: list[FileOut]})
def add_file(request: HttpRequest, value_id: int, file: File[UploadedFile]) -> Status[list[FileOut]]:
    """Back a value of your organisation with a document (multipart)."""
    value = find_value(request, value_id)
    upload = validated(EvidenceForm({}, {"file": file}))["file"]
    actor = actor_for(request.user, value.organisation_id)

    def act() -> Ref:
        return Ref("foundation.file", add_evidence(actor=actor, value=value, upload=upload).pk)

    once(actor, idempotency_key(request), act)
    return Status(201, list_files(request, value_id))


@router.post("/values/{value_id}/choose", auth=write_scope(), response=ValueOut)
def choose(request: HttpRequest, value_id: int, body: ReasonIn) -> ValueOut:
    """Let this value count where several sources differ (representatives, operators)."""
    value = find_value(request, value_id)
    require(request.user, "reporting.resolve_value", value)
    reason = validated(ReasonForm(body.dict()))["reason"]
    own = represents(request.user, value.organisation)
    actor = actor_for(request.user, value.organisation_id if own else None)
    resolve_conflict(actor=actor, value=value, reason=reason)
    return value_out(find_value(request, value_id))

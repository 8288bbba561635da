"""The addresses of reporting for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Refused, get_visible
from ict4society.foundation.subjects import Ref
from ict4society.organisations.policies import organisations_visible_to
from ict4society.organisations.queries import actor_for
from ict4society.reporting.actions.check import check_value
from ict4society.reporting.actions.enter import Entry, record_values
from ict4society.reporting.actions.publish import publish_report, withdraw_value
from ict4society.reporting.actions.report import edit_report, start_report
from ict4society.reporting.api.shapes import (
    CheckIn,
    ReasonIn,
    ReportIn,
    ReportOut,
    ReportQuery,
    ValueIn,
    ValueOut,
    ValueQuery,
    ValuesIn,
    report_out,
    value_out,
)
from ict4society.reporting.api.work_shapes import HeadIn
from ict4society.reporting.entry import Said
from ict4society.reporting.forms import CheckForm, HeadForm, ReasonForm, StartForm, WhyForm
from ict4society.reporting.models import Indicator, IndicatorValue, Report
from ict4society.reporting.models.value import PUBLIC
from ict4society.reporting.policies import reports_visible_to, values_visible_to
from ict4society.reporting.states import Assurance, HeadcountBasis

router = Router()


@router.get("/reports", auth=read_scope(optional=True), response=Page[ReportOut])
def list_reports(request: HttpRequest, query: Query[ReportQuery]) -> Page[ReportOut]:
    """Reports that the caller may see, newest first; drafts of one's own organisations too."""
    rows = reports_visible_to(request.user).select_related("organisation")
    if query.organisation is not None:
        rows = rows.filter(organisation_id=query.organisation)
    if query.year is not None:
        rows = rows.filter(year=query.year)
    return paginate(rows, query, order=("-pk",), shape=report_out)


@router.post("/reports", auth=write_scope(), response={201: ReportOut})
def add_report(request: HttpRequest, body: ReportIn) -> Status:
    """Begin the report of a year (representatives)."""
    organisation = get_visible(organisations_visible_to(request.user), pk=body.organisation)
    year = min(max(body.year, 1), 9999)
    period = {"starts_on": body.starts_on or f"{year:04}-01-01", "ends_on": body.ends_on or f"{year:04}-12-31"}
    data = validated(StartForm({**body.dict(exclude={"organisation"}), **period}))
    actor = actor_for(request.user, organisation.pk)
    ref = once(
        actor,
        idempotency_key(request),
        lambda: Ref("reporting.report", start_report(actor=actor, organisation=organisation, **data).pk),
    )
    return Status(201, report_out(find_report(request, ref.id)))


def find_report(request: HttpRequest, pk: int) -> Report:
    """The report, or 404."""
    return get_visible(reports_visible_to(request.user).select_related("organisation"), pk=pk)


@router.get("/reports/{report_id}", auth=read_scope(optional=True), response=ReportOut)
def show_report(request: HttpRequest, report_id: int) -> ReportOut:
    """One report."""
    return report_out(find_report(request, report_id))


@router.put("/reports/{report_id}", auth=write_scope(), response=ReportOut)
def update_report(request: HttpRequest, report_id: int, body: HeadIn) -> ReportOut:
    """Change period, currency and summary. 409 when it moved on since the revision that you name."""
    report = find_report(request, report_id)
    values = validated(HeadForm(body.dict()))
    edit_report(actor=actor_for(request.user, report.organisation_id), report=report, **values)
    return report_out(find_report(request, report_id))


@router.post("/reports/{report_id}/values", auth=write_scope(), response=list[ValueOut])
def enter_values(request: HttpRequest, report_id: int, body: ValuesIn) -> list[ValueOut]:
    """Enter values; answers with what is new or different, computed values too."""
    report = find_report(request, report_id)
    wanted = Indicator.objects.filter(active=True, key__in={one.indicator for one in body.values})
    known = {each.key: each for each in wanted.order_by("version__valid_from", "pk")}
    entries = [_entry(one, known) for one in body.values]
    actor = actor_for(request.user, report.organisation_id)
    changed = record_values(
        actor=actor, report=report, entries=entries, reason=validated(WhyForm({"why": body.reason}))["why"]
    )
    rows = values_visible_to(request.user).filter(pk__in=[each.pk for each in changed if each.pk])
    return [value_out(each) for each in rows.select_related("indicator", "organisation").order_by("pk")]


def _entry(one: ValueIn, known: dict[str, Indicator]) -> Entry:
    indicator = known.get(one.indicator)
    if indicator is None:
        raise Refused(_("There is no indicator “%(key)s”.") % {"key": one.indicator[:80]})
    if one.assurance not in Assurance.values or one.assurance == Assurance.COMMUNITY:
        raise Refused(_("Assurance is none, self or third_party; the community's comes from its checks."))
    if one.basis and one.basis not in HeadcountBasis.values:
        raise Refused(_("This is no way of counting people that is known."))
    if one.evidence_url and not one.evidence_url.startswith(("https://", "http://")):
        raise Refused(_("Give the address of the evidence with https://."))
    texts: dict[str, Any] = one.dict(exclude={"indicator", "value", "revision"})
    return Entry(indicator, Said(number=one.value, **texts), one.revision)


@router.post("/reports/{report_id}/publish", auth=write_scope(), response=ReportOut)
def publish(request: HttpRequest, report_id: int) -> ReportOut:
    """Make public what was entered since the last version."""
    report = find_report(request, report_id)
    publish_report(actor=actor_for(request.user, report.organisation_id), report=report)
    return report_out(find_report(request, report_id))


@router.get("/values", auth=read_scope(optional=True), response=Page[ValueOut])
def list_values(request: HttpRequest, query: Query[ValueQuery]) -> Page[ValueOut]:
    """Published values, those of every source; ``counts`` marks the one that counts of a cell."""
    rows = values_visible_to(request.user).filter(PUBLIC).select_related("indicator", "organisation")
    if query.organisation is not None:
        rows = rows.filter(organisation_id=query.organisation)
    if query.indicator:
        rows = rows.filter(indicator__key=query.indicator)
    if query.year is not None:
        rows = rows.filter(year=query.year)
    if query.report is not None:
        rows = rows.filter(report_id=query.report)
    return paginate(rows, query, order=("-pk",), shape=value_out)


def find_value(request: HttpRequest, pk: int) -> IndicatorValue:
    """The value, or 404."""
    return get_visible(values_visible_to(request.user).select_related("indicator", "organisation", "report"), pk=pk)


@router.get("/values/{value_id}", auth=read_scope(optional=True), response=ValueOut)
def show_value(request: HttpRequest, value_id: int) -> ValueOut:
    """One value."""
    return value_out(find_value(request, value_id))


@router.post("/values/{value_id}/check", auth=write_scope(), response=ValueOut)
def add_check(request: HttpRequest, value_id: int, body: CheckIn) -> ValueOut:
    """Confirm or doubt a value (members of other stakeholder groups)."""
    value = find_value(request, value_id)
    form = CheckForm({**body.dict(), "acting_as": body.organisation or ""}, user=request.user)
    data = validated(form)
    names = ("verdict", "reason", "source_url", "revision")
    check_value(actor=form.actor(), value=value, **{name: data[name] for name in names})
    return value_out(find_value(request, value_id))


@router.post("/values/{value_id}/withdraw", auth=write_scope(), response=ValueOut)
def withdraw(request: HttpRequest, value_id: int, body: ReasonIn) -> ValueOut:
    """Take a published value back (representatives)."""
    value = find_value(request, value_id)
    data = validated(ReasonForm(body.dict()))
    actor: Actor = actor_for(request.user, value.organisation_id)
    withdraw_value(actor=actor, value=value, reason=data["reason"])
    return value_out(find_value(request, value_id))

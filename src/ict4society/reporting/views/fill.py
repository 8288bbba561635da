"""Fill a report: the overview of its sections, and one section as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.foundation.policy import Conflict, Forbidden, Refused, can, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for
from ict4society.reporting.actions.enter import Entry, record_values
from ict4society.reporting.entry import ValueRefused, understand
from ict4society.reporting.entry_forms import CellForm, initial_of
from ict4society.reporting.forms import WhyForm
from ict4society.reporting.hints import conversion, hints_for, sum_hints
from ict4society.reporting.models import Indicator, IndicatorValue, Report
from ict4society.reporting.models.value import DERIVED
from ict4society.reporting.policies import reports_visible_to, represents_it, sections_of
from ict4society.reporting.queries import applicable_indicators, own_values, values_before
from ict4society.reporting.shown import written


@dataclass
class SectionView:
    """A section as the overview shows it."""

    code: str
    name: str
    standard: str
    indicators: list[Indicator] = field(default_factory=list)
    answered: int = 0
    mine: bool = True
    colleagues: list[str] = field(default_factory=list)
    hints: int = 0


def report_to_fill(request: HttpRequest, pk: int) -> Report:
    """The report, if the person may fill it. Raises Http404 and Forbidden."""
    report = get_visible(reports_visible_to(request.user).select_related("organisation"), pk=pk)
    message = _("Ask a representative of the organisation to invite you to a section of this report.")
    require(request.user, "reporting.fill_report", report, message)
    return report


def sections_for(request: HttpRequest, report: Report) -> list[SectionView]:
    """The sections in order, with how much is answered, and whether the person fills them."""
    values = own_values(report)
    before = values_before(report)
    answered = {value.indicator_id for value in values}
    hinted = {value.indicator.section for value in values if hints_for(value.indicator, value, _last(before, value))}
    everything = represents_it(request.user, report)
    asked = sections_of(request.user, report)
    found: dict[str, SectionView] = {}
    for each in applicable_indicators(report):
        view = found.get(each.section)
        if view is None:
            mine = everything or each.section in asked
            view = found[each.section] = SectionView(
                each.section, each.section_name, each.version.standard.name, mine=mine
            )
        view.indicators.append(each)
        view.answered += each.pk in answered
        view.hints += each.section in hinted and each.pk in answered
    for row in report.sections.select_related("user").order_by("pk"):
        if row.section in found:
            found[row.section].colleagues.append(row.user.name)
    return list(found.values())


def _last(before: dict[tuple[str, str], IndicatorValue], value: IndicatorValue) -> IndicatorValue | None:
    return before.get((value.indicator.key, value.breakdown))


@signed_in
@require_safe
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the report stands."""
    report = report_to_fill(request, pk)
    sections = sections_for(request, report)
    waiting = report.values.filter(published_at=None).count()
    context = {
        "report": report,
        "sections": sections,
        "answered": sum(view.answered for view in sections),
        "asked": sum(len(view.indicators) for view in sections),
        "waiting": waiting,
        "may_publish": can(request.user, "reporting.publish_report", report),
        "first": next((view.indicators[0].pk for view in sections if view.mine), None),
        "intakes": report.intakes.all()[:5],
    }
    return page(request, "reporting/fill.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One section as a table: all its questions at once."""
    report = report_to_fill(request, pk)
    sections = sections_for(request, report)
    place = next((number for number, view in enumerate(sections) if view.code == code), None)
    if place is None:
        raise Http404
    view = sections[place]
    if not view.mine:
        raise Forbidden(_("You were asked to fill other sections of this report."))
    if request.method != "POST":
        unsent = take_unsent(request)
        return _table(request, report, sections, place, unsent or None)
    forms = _forms(report, view, request.POST)
    if not all(form.is_valid() for form in forms):
        return _table(request, report, sections, place, request.POST, forms=forms, status=422)
    entries = [form.entry() for form in forms if form.has_changed()]
    if not _understood(forms, entries, report):
        return _table(request, report, sections, place, request.POST, forms=forms, status=422)
    try:
        changed = record_values(
            actor=actor_for(request.user, report.organisation_id),
            report=report,
            entries=entries,
            reason=_why(request),
        )
    except (Refused, Forbidden, Conflict) as refused:
        forms[0].add_form_error(str(refused))
        status = refused.status
        return _table(request, report, sections, place, request.POST, forms=forms, status=status)
    messages.success(request, ngettext("%d value saved.", "%d values saved.", len(changed)) % len(changed))
    after = sections[place + 1].code if "next" in request.POST and place + 1 < len(sections) else code
    return HttpResponseRedirect(reverse("reporting:section", args=[report.pk, after]), status=303)


def _why(request: HttpRequest) -> str:
    form = WhyForm(request.POST)
    return str(form.cleaned_data["why"]) if form.is_valid() else ""


def _forms(report: Report, view: SectionView, data: Any = None) -> list[CellForm]:
    values = {(row.indicator_id, row.breakdown): row for row in own_values(report)}
    return [
        CellForm(
            data,
            indicator=each,
            currency=report.currency,
            prefix=f"i{each.pk}",
            initial=initial_of(values.get((each.pk, "")), each),
        )
        for each in view.indicators
    ]


def _understood(forms: Sequence[CellForm], entries: Sequence[Entry], report: Report) -> bool:
    """Check every row before anything is written, so that each error stands at its row."""
    by_indicator = {form.indicator.pk: form for form in forms}
    fine = True
    for entry in entries:
        if entry.said.is_empty():
            continue
        try:
            understand(entry.indicator, entry.said, currency=report.currency)
        except ValueRefused as refused:
            form = by_indicator[entry.indicator.pk]
            form.add_error(refused.field if refused.field in form.fields else "answer", str(refused))
            fine = False
    return fine


def _table(
    request: HttpRequest,
    report: Report,
    sections: list[SectionView],
    place: int,
    data: Any = None,
    *,
    forms: list[CellForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    view = sections[place]
    values = own_values(report)
    whole = {row.indicator_id: row for row in values if not row.breakdown}
    parts = {row.indicator_id for row in values if row.breakdown}
    before = values_before(report)
    computed = {row.indicator_id: row for row in report.values.filter(source=DERIVED).select_related("indicator")}
    sums = sum_hints({row.indicator.key: row for row in values if not row.breakdown})
    rows = []
    for form in forms or _forms(report, view, data):
        value, last = whole.get(form.indicator.pk), before.get((form.indicator.key, ""))
        hints = hints_for(form.indicator, value, last) if value is not None else []
        rows.append(
            {
                "form": form,
                "indicator": form.indicator,
                "value": value,
                "before": written(last) if last is not None else "",
                "computed": written(computed[form.indicator.pk]) if form.indicator.pk in computed else "",
                "conversion": conversion(form.indicator, value) if value is not None else "",
                "hints": [*hints, *([sums[form.indicator.key]] if form.indicator.key in sums else [])],
                "has_parts": form.indicator.pk in parts,
            }
        )
    context = {
        "report": report,
        "view": view,
        "rows": rows,
        "sections": sections,
        "next": sections[place + 1] if place + 1 < len(sections) else None,
        "published": any(row.published_at for row in whole.values()),
        "wrong": [row["form"] for row in rows if data is not None and row["form"].errors],  # type: ignore[attr-defined]
        "why": request.POST.get("why", ""),
    }
    return page(request, "reporting/section.html", context, status=status)

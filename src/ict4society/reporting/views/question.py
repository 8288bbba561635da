"""One question per screen: everything that can be said of one value."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.files.store import FileRefused, files_of
from ict4society.foundation.policy import Conflict, Forbidden, Refused, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.foundation.ui.text import clean_text
from ict4society.organisations.queries import actor_for
from ict4society.reporting.actions.enter import StaleValue, record_values
from ict4society.reporting.actions.evidence import add_evidence
from ict4society.reporting.entry import ValueRefused
from ict4society.reporting.entry_forms import QuestionForm, initial_of
from ict4society.reporting.hints import conversion, hints_for
from ict4society.reporting.models import Indicator, IndicatorValue, Report
from ict4society.reporting.models.value import OWN
from ict4society.reporting.queries import own_values, values_before
from ict4society.reporting.shown import written
from ict4society.reporting.views.fill import report_to_fill, sections_for

FIELDS = {"number": "answer", "text": "answer"}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: int, indicator_id: int) -> HttpResponse:
    """The question, and what it sends; then the next one."""
    report = report_to_fill(request, pk)
    asked = [each for view in sections_for(request, report) if view.mine for each in view.indicators]
    place = next((number for number, each in enumerate(asked) if each.pk == indicator_id), None)
    if place is None:
        raise Http404
    indicator = asked[place]
    part = _part((request.POST if request.method == "POST" else request.GET).get("breakdown", ""))
    value = _value(report, indicator, part)
    shown: dict[str, Any] = {"report": report, "asked": asked, "place": place, "part": part}
    if request.method != "POST":
        unsent = take_unsent(request)
        initial = {**initial_of(value, indicator), **(unsent.dict() if unsent else {})}
        initial.setdefault("breakdown", part)
        return _page(request, shown, _form(indicator, report, value, initial=initial), value)
    form = _form(indicator, report, value, data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _page(request, shown, form, value, status=422)
    try:
        saved = _save(request, report, form)
    except StaleValue as stale:
        form = _form(indicator, report, stale.current, data={**request.POST.dict(), "revision": stale.current.revision})
        form.is_valid()
        form.add_form_error(str(stale))
        return _page(request, shown, form, stale.current, status=409, stale=True)
    except ValueRefused as refused:
        field = FIELDS.get(refused.field, refused.field)
        form.add_error(field if field in form.fields else None, str(refused))
        return _page(request, shown, form, value, status=422)
    except (Refused, Forbidden, Conflict, FileRefused) as refused:
        form.add_form_error(str(refused))
        return _page(request, shown, form, value, status=refused.status)
    messages.success(request, _("Saved.") if saved else _("Nothing has changed."))
    after = asked[place + 1] if "next" in request.POST and place + 1 < len(asked) else indicator
    return HttpResponseRedirect(reverse("reporting:question", args=[report.pk, after.pk]), status=303)


def _part(typed: str) -> str:
    """Which part is asked about; the whole when what was typed cannot be the name of one."""
    try:
        return clean_text(typed).strip()[:120]
    except ValidationError:
        return ""


def _value(report: Report, indicator: Indicator, part: str) -> IndicatorValue | None:
    rows = report.values.filter(indicator=indicator, breakdown=part, source=OWN)
    return rows.select_related("indicator", "report").first()


def _form(indicator: Indicator, report: Report, value: IndicatorValue | None, **kwargs: Any) -> QuestionForm:
    published = value is not None and value.published_at is not None
    return QuestionForm(indicator=indicator, currency=report.currency, published=published, **kwargs)


def _save(request: HttpRequest, report: Report, form: QuestionForm) -> list[IndicatorValue]:
    actor = actor_for(request.user, report.organisation_id)
    upload = form.cleaned_data.get("file")
    why = form.cleaned_data.get("why") or ""
    with transaction.atomic():
        changed = record_values(actor=actor, report=report, entries=[form.entry()], reason=why)
        value = _value(report, form.indicator, form.said().breakdown) if upload else None
        if value is not None and upload is not None:
            add_evidence(actor=actor, value=value, upload=upload)
    return changed


def _page(
    request: HttpRequest,
    shown: dict[str, Any],
    form: QuestionForm,
    value: IndicatorValue | None,
    *,
    status: int = 200,
    stale: bool = False,
) -> HttpResponse:
    report, asked, place = shown["report"], shown["asked"], shown["place"]
    indicator: Indicator = asked[place]
    last = values_before(report).get((indicator.key, shown["part"]))
    context = {
        **shown,
        "indicator": indicator,
        "form": form,
        "value": value,
        "said": written(value, indicator) if value is not None else "",
        "stale": stale,
        "before": written(last) if last is not None else "",
        "hints": hints_for(indicator, value, last) if value is not None else [],
        "conversion": conversion(indicator, value) if value is not None else "",
        "files": files_of(Ref("reporting.value", value.pk)) if value is not None else [],
        "previous": asked[place - 1] if place else None,
        "next": asked[place + 1] if place + 1 < len(asked) else None,
        "parts": [
            {"value": row, "said": written(row)}
            for row in own_values(report)
            if row.indicator_id == indicator.pk and row.breakdown
        ]
        if indicator.axis
        else [],
    }
    return page(request, "reporting/question.html", context, status=status)

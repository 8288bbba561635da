"""Write the outcome report: generate it, edit its sections, put them in order, publish it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ict4society.consultations.actions.report import generate_report
from ict4society.consultations.actions.report_edit import StaleSection, add_section, edit_section, order_sections
from ict4society.consultations.actions.report_publish import publish_report
from ict4society.consultations.forms.outcome import PublishForm, SectionForm
from ict4society.consultations.models import Consultation, OutcomeReport, ReportSection
from ict4society.consultations.states import OPEN_KINDS
from ict4society.consultations.views._outcome import outcome_scene
from ict4society.consultations.views._scene import find_managed
from ict4society.consultations.views.outcome import report_context
from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, get_visible, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The report being written, as it would look; a POST puts its sections in another order."""
    found = find_managed(request, slug)
    report = OutcomeReport.objects.filter(consultation=found).first()
    if request.method == "POST" and report is not None:
        try:
            order_sections(actor=Actor(request.user), report=report, order=_order(request.POST, report))
        except (Refused, Forbidden) as refused:
            messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("consultations:outcome_edit", args=[slug]), status=303)
    return _show(request, found, report)


@signed_in
@require_POST
def generate(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the report, or compute its figures anew."""
    found = find_managed(request, slug)
    try:
        generate_report(actor=Actor(request.user), consultation=found)
    except (Refused, Forbidden) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The figures are those of now. No text was changed."))
    return HttpResponseRedirect(reverse("consultations:outcome_edit", args=[slug]), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the report public as it stands."""
    found = find_managed(request, slug)
    report = get_visible(OutcomeReport.objects.select_related("consultation"), consultation=found)
    unsent = take_unsent(request) if request.method != "POST" else None
    form = PublishForm(request.POST if request.method == "POST" else None, initial=unsent.dict() if unsent else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                publish_report(actor=Actor(request.user), report=report, note=form.cleaned_data["note"])
            except (Refused, Forbidden) as refused:
                form.add_form_error(str(refused))
                status = refused.status
            else:
                messages.success(request, _("The report is public."))
                return HttpResponseRedirect(reverse("consultations:outcome", args=[slug]), status=303)
    context = {**outcome_scene(request, found, "outcome"), "form": form, "report": report}
    return page(request, "consultations/outcome_publish.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Edit a section."""
    found = find_managed(request, slug)
    rows = ReportSection.objects.filter(report__consultation=found).select_related("report__consultation", "question")
    current = get_visible(rows, pk=pk)
    if request.method != "POST":
        unsent = take_unsent(request)
        names = ("title", "text", "shown", "version")
        initial = unsent.dict() if unsent is not None else {name: getattr(current, name) for name in names}
        return _section(request, found, current, SectionForm(initial=initial))
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _section(request, found, current, form, status=422)
    try:
        edit_section(actor=Actor(request.user), section=current, **form.cleaned_data)
    except StaleSection as stale:
        data = request.POST.copy()
        data["version"] = str(stale.current.version)
        again = SectionForm(data)
        again.add_form_error(str(stale))
        return _section(request, found, stale.current, again, stale=True, status=stale.status)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _section(request, found, current, form, status=refused.status)
    messages.success(request, _("Saved. Readers see it when the report is published."))
    return HttpResponseRedirect(_back(found, pk), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_section(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a section of text."""
    found = find_managed(request, slug)
    report = get_visible(OutcomeReport.objects.select_related("consultation__topic"), consultation=found)
    if request.method != "POST":
        unsent = take_unsent(request)
        return _section(request, found, None, SectionForm(initial=unsent.dict() if unsent else None))
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _section(request, found, None, form, status=422)
    actor, values = Actor(request.user), form.cleaned_data

    def act() -> Ref:
        made = add_section(actor=actor, report=report, title=values["title"], text=values["text"])
        return Ref("consultations.section", made.pk)

    try:
        ref = once(actor, request.POST.get("idempotency_key"), act)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _section(request, found, None, form, status=refused.status)
    return HttpResponseRedirect(_back(found, ref.id), status=303)


def _back(found: Consultation, pk: int) -> str:
    return reverse("consultations:outcome_edit", args=[found.slug], fragment=f"section-{pk}")


def _order(data: QueryDict, report: OutcomeReport) -> list[int]:
    """One step of one section (``move=<id>:up``), or all their ids as ``order``, one by one or with commas."""
    order = list(report.sections.values_list("pk", flat=True))
    number, _colon, way = data.get("move", "").partition(":")
    if number.isascii() and number.isdigit() and len(number) < 16 and int(number) in order:
        at = order.index(int(number))
        to = at + (-1 if way == "up" else 1)
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
        return order
    named = [each for value in data.getlist("order") for each in value.split(",")]
    return [int(each) for each in named if each.isascii() and each.isdigit() and len(each) < 16]


def _show(request: HttpRequest, found: Consultation, report: OutcomeReport | None) -> HttpResponse:
    context: dict[str, Any] = {**outcome_scene(request, found, "outcome"), "report": report, "editing": True}
    if report is not None:
        rows = list(report.sections.select_related("question", "edited_by"))
        sections = [
            {
                "id": row.pk,
                "kind": row.kind,
                "question": row.question.key if row.question is not None else "",
                "title": row.title,
                "text": row.text,
                "html": row.html,
                "shown": row.shown,
                "open_question": row.question if row.question and row.question.kind in OPEN_KINDS else None,
                "edited_by": row.edited_by.name if row.edited_by else "",
                "edited_at": row.edited_at,
            }
            for row in rows
        ]
        context |= report_context(request.user, found, report.figures, sections)
        context["order"] = [{"id": row.pk, "label": row.title} for row in rows]
    return page(request, "consultations/outcome_edit.html", context)


def _section(
    request: HttpRequest,
    found: Consultation,
    current: ReportSection | None,
    form: SectionForm,
    *,
    stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        **outcome_scene(request, found, "outcome"),
        "section": current,
        "form": form,
        "stale": stale,
        "typed": request.POST.get("text", ""),
    }
    return page(request, "consultations/outcome_section.html", context, status=status)

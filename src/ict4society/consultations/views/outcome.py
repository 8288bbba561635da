"""The published outcome report: as a page, as a PDF, as CSV and JSON."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ict4society.consultations.export import OUTCOME_HEADER, group_name, outcome_lines
from ict4society.consultations.models import Consultation, OutcomeReport, ReportVersion
from ict4society.consultations.outcome_policies import reports_visible_to
from ict4society.consultations.outcome_states import SectionKind
from ict4society.consultations.queries.report_json import report_json
from ict4society.consultations.queries.themes import quotations
from ict4society.consultations.views import _figures
from ict4society.consultations.views._outcome import LATER, outcome_scene
from ict4society.consultations.views._scene import find, tags_of
from ict4society.deliberation.policies import rounds_visible_to
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.tables import csv_response
from ict4society.foundation.ui.pages import page


@public
@require_safe
def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest published version; before there is one, what is still to come."""
    found = find(request, slug)
    report = reports_visible_to(request.user).filter(consultation=found).first()
    version = report.versions.first() if report is not None else None
    return _show(request, found, report, version)


@public
@require_safe
def outcome_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A version as it was published: its address stays."""
    found, version = published(request, slug, number)
    return _show(request, found, version.report, version)


@public
@require_safe
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Every figure, one for each line."""
    found, version = published(request, slug, None)
    return csv_response(f"{found.slug}-outcome.csv", OUTCOME_HEADER, outcome_lines(version.figures))


@public
@require_safe
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Figures, words and quotations."""
    found, version = published(request, slug, None)
    response = JsonResponse(report_json(request.user, found, version))
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-outcome.json"'
    return response


def published(request: HttpRequest, slug: str, number: int | None) -> tuple[Consultation, ReportVersion]:
    """A published version that the reader may see (None: the latest), or 404."""
    found = find(request, slug)
    report = get_visible(reports_visible_to(request.user), consultation=found)
    versions = report.versions.select_related("report")
    version = versions.first() if number is None else versions.filter(number=number).first()
    if version is None:
        raise Http404
    return found, version


def _show(
    request: HttpRequest, found: Consultation, report: OutcomeReport | None, version: ReportVersion | None
) -> HttpResponse:
    context: dict[str, Any] = {
        **outcome_scene(request, found, "outcome"),
        "report": report,
        "version": version,
        "later": found.stage in LATER,
        "may_edit": can(request.user, "consultations.manage_consultation", found),
    }
    if version is not None and report is not None:
        context |= report_context(request.user, found, version.figures, version.sections)
        context |= {
            "versions": list(report.versions.defer("figures", "sections")),
            "round_url": _round_url(found),
        }
    return page(request, "consultations/outcome.html", context, tags=tags_of(found))


def report_context(
    user: Any, found: Consultation, figures: dict[str, Any], sections: list[dict[str, Any]]
) -> dict[str, Any]:
    """What the templates of a report need, for a published version and for the one being written."""
    questions = {question["key"]: question for question in figures["questions"]}
    shown = []
    for section in sections:
        question = questions.get(section["question"])
        shown.append({**section, "about": _about(question) if question is not None else None})
    return {
        "sections": shown,
        "figures": figures,
        "counts": _figures.counts_of(figures),
        "tables": _figures.participation_tables(figures),
        "campaigns": figures["campaigns"],
        "responses": _figures.response_rows(figures),
        "rule": _figures.rule_of(figures),
        "quoted": quotations(user, found),
        "group_name": group_name,
        "kinds": SectionKind,
    }


def _about(question: dict[str, Any]) -> dict[str, Any]:
    return {
        **question,
        "tables": _figures.question_tables(question),
        "bars": _figures.bars_of(question),
        "number_rows": _figures.number_rows(question),
        "rank_rows": _figures.rank_rows(question),
    }


def _round_url(found: Consultation) -> str:
    rows = rounds_visible_to(None).filter(subject_kind="consultations.consultation", subject_id=found.pk)
    round_ = rows.order_by("-pk").first()
    return reverse("deliberation:round", args=[round_.slug]) if round_ is not None else ""

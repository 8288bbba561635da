"""Generate the outcome report, and compute its figures anew without touching a word."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ict4society.consultations.models import Consultation, OutcomeReport, Question, ReportSection
from ict4society.consultations.outcome_events import ReportGenerated
from ict4society.consultations.outcome_states import SectionKind
from ict4society.consultations.queries.outcome import outcome_figures
from ict4society.consultations.states import Stage
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, require

REPORTED = (Stage.CLOSED, Stage.RESPONSES, Stage.FINAL)


@transaction.atomic
def generate_report(*, actor: Actor | None, consultation: Consultation) -> OutcomeReport:
    """Make the report with a section for everything that is counted; again: only its figures are computed anew.

    Sections of questions that came later are added at the end; texts, headings and the order that people gave it stay.
    ``actor`` is None for an import on the command line. Raises Forbidden, and Conflict while the consultation is open.
    """
    if actor is not None:
        require(actor.user, "consultations.manage_consultation", consultation)
    locked = Consultation.objects.select_for_update(of=("self",), no_key=True).get(pk=consultation.pk)
    if locked.stage not in REPORTED:
        raise Conflict(_("The outcome is counted when the consultation is closed."))
    figures = outcome_figures(locked)
    report, _made = OutcomeReport.objects.update_or_create(
        consultation=locked, defaults={"figures": figures, "figures_at": timezone.now()}
    )
    _add_missing(report, locked)
    emit(ReportGenerated(locked.pk, report.pk), actor=actor)
    return report


def _add_missing(report: OutcomeReport, consultation: Consultation) -> None:
    known = {(section.kind, section.question_id) for section in report.sections.all()}
    position = max(report.sections.values_list("position", flat=True), default=0)
    with override(consultation.language):
        wanted: list[tuple[SectionKind, Question | None, str]] = [
            (SectionKind.TEXT, None, _("Summary")),
            (SectionKind.PARTICIPATION, None, _("Who took part")),
            *(
                (SectionKind.QUESTION, question, question.label[:300])
                for question in consultation.questions.order_by("position", "pk")
            ),
            (SectionKind.CAMPAIGNS, None, _("Campaigns")),
            (SectionKind.MATRIX, None, _("What became of the comments")),
        ]
    texts = {section.kind for section in report.sections.all()}
    for kind, question, title in wanted:
        there = kind in texts if kind == SectionKind.TEXT else (kind, question.pk if question else None) in known
        if not there:
            position += 1
            ReportSection.objects.create(
                report=report, position=position, kind=kind, question=question, title=str(title)
            )

"""Publish the outcome report as it stands; what was published before stays at its address."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.consultations.models import OutcomeReport, ReportVersion
from ict4society.consultations.outcome_events import ReportPublished
from ict4society.consultations.outcome_states import SectionKind
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require


@transaction.atomic
def publish_report(*, actor: Actor | None, report: OutcomeReport, note: str = "") -> ReportVersion:
    """A new version with the shown sections (no empty ones) and the figures of now; the last one when nothing is new.

    ``actor`` is None for an import on the command line. Raises Forbidden, and Refused when no section is shown.
    """
    rows = OutcomeReport.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.select_related("consultation__topic").get(pk=report.pk)
    if actor is not None:
        require(actor.user, "consultations.manage_consultation", locked.consultation)
    sections = [
        {
            "id": section.pk,
            "kind": section.kind,
            "question": section.question.key if section.question is not None else "",
            "title": section.title,
            "text": section.text,
            "html": section.html,
        }
        for section in locked.sections.filter(shown=True).select_related("question")
        if section.text or section.kind != SectionKind.TEXT
    ]
    if not sections:
        raise Refused(_("The report has no section that is shown."))
    last = locked.versions.first()
    if last is not None and (last.sections, last.figures_at) == (sections, locked.figures_at):
        return last
    version = ReportVersion.objects.create(
        report=locked,
        number=locked.published_number + 1,
        note=note,
        figures=locked.figures,
        figures_at=locked.figures_at,
        sections=sections,
        published_by=actor.user if actor is not None else None,
    )
    locked.published_number = version.number
    locked.save(update_fields=["published_number"])
    emit(ReportPublished(locked.consultation_id, locked.pk, version.number), actor=actor)
    return version

"""Write in the outcome report."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.consultations.models import OutcomeReport, ReportSection
from ict4society.consultations.outcome_events import ReportEdited
from ict4society.consultations.outcome_states import SectionKind
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.foundation.richtext import render


class StaleSection(Conflict):
    """Somebody edited the section since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: ReportSection) -> None:
        super().__init__(_("Somebody has changed this section since you opened it. Compare both, then save again."))
        self.current = current


@transaction.atomic
def edit_section(
    *, actor: Actor, section: ReportSection, version: int, title: str, text: str, shown: bool = True
) -> ReportSection:
    """Change heading, text, and whether it is part of the report. Raises Forbidden and StaleSection."""
    current = _locked(actor, section)
    if current.version != version:
        raise StaleSection(current)
    before = current.text
    current.title, current.text, current.html, current.shown = title, text, str(render(text)), shown
    current.version += 1
    current.edited_by, current.edited_at = actor.user, timezone.now()
    current.save()
    emit(ReportEdited(current.report.consultation_id, current.report_id, current.pk, before), actor=actor)
    return current


@transaction.atomic
def add_section(*, actor: Actor, report: OutcomeReport, title: str, text: str = "") -> ReportSection:
    """Add a section of text at the end. Raises Forbidden."""
    require(actor.user, "consultations.manage_consultation", report.consultation)
    locked = OutcomeReport.objects.select_for_update(of=("self",), no_key=True).get(pk=report.pk)
    last = locked.sections.order_by("-position").values_list("position", flat=True).first() or 0
    made = ReportSection.objects.create(
        report=locked,
        position=last + 1,
        kind=SectionKind.TEXT,
        title=title,
        text=text,
        html=str(render(text)),
        edited_by=actor.user,
        edited_at=timezone.now(),
    )
    emit(ReportEdited(report.consultation_id, report.pk, made.pk), actor=actor)
    return made


@transaction.atomic
def order_sections(*, actor: Actor, report: OutcomeReport, order: list[int]) -> None:
    """Put the sections in this order, by id; those that are not named follow as they were. Raises Forbidden."""
    require(actor.user, "consultations.manage_consultation", report.consultation)
    locked = OutcomeReport.objects.select_for_update(of=("self",), no_key=True).get(pk=report.pk)
    sections = {section.pk: section for section in locked.sections.all()}
    if set(order) - set(sections):
        raise Refused(_("The report has other sections by now. Open the page again."))
    named = [sections[pk] for pk in dict.fromkeys(order)]
    rest = [section for pk, section in sections.items() if pk not in set(order)]
    for position, section in enumerate([*named, *rest], start=1):
        section.position = position
    ReportSection.objects.bulk_update(sections.values(), ["position"])
    emit(ReportEdited(report.consultation_id, report.pk, 0), actor=actor)


def _locked(actor: Actor, section: ReportSection) -> ReportSection:
    rows = ReportSection.objects.select_for_update(of=("self",), no_key=True)
    current = rows.select_related("report__consultation__topic").get(pk=section.pk)
    require(actor.user, "consultations.manage_consultation", current.report.consultation)
    return current

"""Start a report, change its head, ask colleagues to fill a section."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.organisations.models import Mandate, Organisation
from ict4society.organisations.queries import confirm_mandate
from ict4society.reporting.actions.keep import lock_report
from ict4society.reporting.actions.load import load_indicators
from ict4society.reporting.events import ReportStarted, SectionAssigned
from ict4society.reporting.models import Indicator, Report, Section, StandardVersion

FIRST_YEAR = 1990


class YearTaken(Refused):
    """The organisation has a report of that year; ``report`` is it."""

    def __init__(self, report: Report | None) -> None:
        super().__init__(_("There is a report of this year already. Open it, or choose another year."))
        self.report = report


class StaleReport(Conflict):
    """Somebody changed the head of the report since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Report) -> None:
        super().__init__(_("A colleague changed this since you opened it. Compare and save again."))
        self.current = current


def check_period(year: int, starts_on: date, ends_on: date) -> None:
    """Raises Refused unless the period is sensible and ends in, or just after, its year."""
    if not FIRST_YEAR <= year <= 2100:
        raise Refused(_("Choose a year between 1990 and 2100."))
    if ends_on <= starts_on:
        raise Refused(_("The period ends before it begins."))
    if not 25 <= (ends_on - starts_on).days <= 550:
        raise Refused(_("A reporting period has between one and eighteen months."))
    if year not in (starts_on.year, ends_on.year):
        raise Refused(_("The reporting year does not lie in the period."))


@transaction.atomic
def start_report(
    *,
    actor: Actor,
    organisation: Organisation,
    year: int,
    starts_on: date | None = None,
    ends_on: date | None = None,
    currency: str = "EUR",
    summary: str = "",
    language: str = "en",
) -> Report:
    """Begin the report of a year; only the organisation's people see it.

    On an instance whose catalogue is empty, this loads it. Raises Forbidden, MandateMissing, YearTaken and Refused.
    """
    require(actor.user, "reporting.start_report", organisation)
    confirm_mandate(actor)
    starts_on, ends_on = starts_on or date(year, 1, 1), ends_on or date(year, 12, 31)
    check_period(year, starts_on, ends_on)
    if not Indicator.objects.exists():
        load_indicators(actor=actor)
    same_year = Report.objects.filter(organisation=organisation, year=year)
    if taken := same_year.first():
        raise YearTaken(taken)
    try:
        with transaction.atomic():
            report = Report.objects.create(
                organisation=organisation,
                year=year,
                starts_on=starts_on,
                ends_on=ends_on,
                currency=currency,
                summary=summary,
                language=language,
                created_by=actor.user,
            )
    except IntegrityError as error:
        raise YearTaken(same_year.first()) from error
    report.standards.set(versions_for(ends_on))
    emit(ReportStarted(report.pk, organisation.pk, year), actor=actor)
    return report


def versions_for(day: date) -> list[StandardVersion]:
    """The versions of standards that are valid for a period which ends on that day."""
    rows = StandardVersion.objects.select_related("standard").filter(indicators__active=True).distinct()
    valid = [each for each in rows if each.valid_from <= day and (each.valid_until is None or day <= each.valid_until)]
    return valid or list(rows)


@transaction.atomic
def edit_report(
    *, actor: Actor, report: Report, revision: int, starts_on: date, ends_on: date, currency: str, summary: str
) -> Report:
    """Change the head. Raises Forbidden, StaleReport and Refused."""
    locked = lock_report(report)
    require(actor.user, "reporting.publish_report", locked)
    confirm_mandate(actor)
    if locked.revision != revision:
        raise StaleReport(locked)
    check_period(locked.year, starts_on, ends_on)
    locked.starts_on, locked.ends_on, locked.currency, locked.summary = starts_on, ends_on, currency, summary
    locked.revision += 1
    locked.save(update_fields=["starts_on", "ends_on", "currency", "summary", "revision"])
    return locked


@transaction.atomic
def assign_section(*, actor: Actor, report: Report, section: str, colleague: User, note: str = "") -> Section:
    """Ask a colleague, who has a mandate for the organisation, to fill a section. Again changes nothing.

    Raises Forbidden, and Refused for somebody without a mandate.
    """
    locked = lock_report(report)
    require(actor.user, "reporting.publish_report", locked)
    confirm_mandate(actor)
    if not Mandate.objects.active().filter(user=colleague, organisation_id=locked.organisation_id).exists():
        raise Refused(_("This person has no mandate for the organisation. Give one first, on the organisation's page."))
    if not Indicator.objects.filter(section=section, active=True).exists():
        raise Refused(_("There is no such section."))
    assigned, made = Section.objects.get_or_create(
        report=locked, section=section, user=colleague, defaults={"note": note, "invited_by": actor.user}
    )
    if made:
        emit(SectionAssigned(locked.pk, locked.organisation_id, section, colleague.pk, note), actor=actor)
    return assigned


@transaction.atomic
def unassign_section(*, actor: Actor, report: Report, section_id: int) -> None:
    """Undo that; what the colleague entered stays. Raises Forbidden."""
    locked = lock_report(report)
    require(actor.user, "reporting.publish_report", locked)
    locked.sections.filter(pk=section_id).delete()

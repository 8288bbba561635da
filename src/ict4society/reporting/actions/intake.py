"""Take what a file says into a report, with a protocol of every cell."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import PurePath
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import require
from ict4society.organisations.models import Organisation
from ict4society.organisations.queries import confirm_mandate
from ict4society.reporting.actions.enter import Entry, record_values
from ict4society.reporting.actions.load import load_indicators
from ict4society.reporting.actions.report import start_report
from ict4society.reporting.csv_rows import read_table
from ict4society.reporting.entry import ValueRefused, understand
from ict4society.reporting.models import Indicator, Intake, Report
from ict4society.reporting.vsme_template import Found, read_template

Line = dict[str, str]


@transaction.atomic
def import_template(
    *, actor: Actor, organisation: Organisation, file: BinaryIO, name: str, report: Report | None = None
) -> Intake:
    """EFRAG's filled template becomes values of the report of its year, which is started if there is none.

    Published values that differ are restated, with the file as the reason. Raises Forbidden, MandateMissing,
    NotATemplate, TableRefused and Refused; then nothing has changed.
    """
    require(actor.user, "reporting.start_report", organisation)
    confirm_mandate(actor)
    filled = read_template(file, _catalogue(actor, "vsme"))
    if report is None:
        year = filled.ends_on.year
        report = Report.objects.filter(organisation=organisation, year=year).first() or start_report(
            actor=actor,
            organisation=organisation,
            year=year,
            starts_on=filled.starts_on,
            ends_on=filled.ends_on,
            currency=filled.currency,
        )
    return _take(actor, report, filled.cells, [], file, name, "vsme")


@transaction.atomic
def import_table(*, actor: Actor, report: Report, file: BinaryIO, name: str) -> Intake:
    """A table with the columns of our export becomes values of the report. Raises as ``import_template`` does."""
    require(actor.user, "reporting.publish_report", report)
    confirm_mandate(actor)
    cells, refused = read_table(file, name, _catalogue(actor), year=report.year)
    lines = [_line(place, "refused", key, "", why) for place, key, why in refused]
    return _take(actor, report, cells, lines, file, name, "table")


def _catalogue(actor: Actor, standard: str = "") -> dict[str, Indicator]:
    if not Indicator.objects.exists():
        load_indicators(actor=actor)
    rows = Indicator.objects.filter(active=True).order_by("version__valid_from", "pk")
    if standard:
        rows = rows.filter(version__standard__slug=standard)
    return {each.key: each for each in rows}


def _take(
    actor: Actor, report: Report, cells: Sequence[Found], lines: list[Line], file: BinaryIO, name: str, kind: str
) -> Intake:
    file.seek(0)
    digest = hashlib.sha256(file.read()).hexdigest()
    file_name = PurePath(name.replace("\\", "/")).name[:200]
    entries: list[Entry] = []
    for cell in cells:
        said = (cell.said.number or cell.said.text)[:80]
        if cell.indicator is None:
            lines.append(_line(cell.place, "unknown", cell.key, said, str(_("The catalogue has no such indicator."))))
            continue
        try:
            if not cell.said.is_empty():
                understand(cell.indicator, cell.said, currency=report.currency)
                entries.append(Entry(cell.indicator, cell.said))
                part = f" ({cell.said.breakdown})" if cell.said.breakdown else ""
                lines.append(_line(cell.place, "taken", cell.key, f"{said}{part}", ""))
        except ValueRefused as refused:
            lines.append(_line(cell.place, "refused", cell.key, said, str(refused)))
    record_values(actor=actor, report=report, entries=entries, reason=_("Read from %(file)s") % {"file": file_name})
    count = {outcome: sum(line["outcome"] == outcome for line in lines) for outcome in ("taken", "unknown", "refused")}
    return Intake.objects.create(
        kind=kind,
        file_name=file_name,
        sha256=digest,
        organisation=report.organisation,
        report=report,
        lines=lines,
        by=actor.user,
        **count,
    )


def _line(place: str, outcome: str, key: str, said: str, why: str) -> Line:
    return {"place": place, "outcome": outcome, "indicator": key, "said": said, "why": why}

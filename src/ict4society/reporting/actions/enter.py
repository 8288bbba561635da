"""Enter, change and clear values of a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Forbidden, Refused, require
from ict4society.organisations.queries import confirm_mandate
from ict4society.reporting.actions.keep import KEPT, derive_year, lock_report, revision_of, settle_values
from ict4society.reporting.entry import Said, Understood, ValueRefused, understand
from ict4society.reporting.events import ValueRestated, ValuesEntered
from ict4society.reporting.models import Indicator, IndicatorValue, Report
from ict4society.reporting.models.value import OWN
from ict4society.reporting.policies import represents_it, sections_of


@dataclass(frozen=True)
class Entry:
    """One cell: the indicator, what is said, and on which revision that is based (None: whatever is there)."""

    indicator: Indicator
    said: Said
    revision: int | None = None


class StaleValue(Conflict):
    """A colleague changed this value since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: IndicatorValue) -> None:
        super().__init__(_("A colleague changed this value since you opened it. Compare both and save again."))
        self.current = current


class ReasonMissing(ValueRefused):
    """A published value cannot be changed without saying why."""

    def __init__(self) -> None:
        super().__init__(_("This value is published. Say why it changes: the old one stays readable."), field="why")


@transaction.atomic
def record_values(*, actor: Actor, report: Report, entries: Sequence[Entry], reason: str = "") -> list[IndicatorValue]:
    """Enter values; nothing said clears an unpublished one. Returns what is new or different, derived values too.

    Changing a published value is a restatement: it needs ``reason``, is public at once and raises the report's version.
    Raises Forbidden (also outside the sections asked for), MandateMissing, ValueRefused, ReasonMissing, StaleValue.
    """
    locked = lock_report(report)
    require(actor.user, "reporting.fill_report", locked)
    confirm_mandate(actor)
    _require_sections(actor, locked, entries)
    known = {
        (row.indicator_id, row.breakdown): row
        for row in locked.values.filter(
            source=OWN, indicator_id__in={entry.indicator.pk for entry in entries}
        ).select_related("indicator")
    }
    fresh: list[IndicatorValue] = []
    changed: list[IndicatorValue] = []
    restated: list[IndicatorValue] = []
    cleared = 0
    for entry in entries:
        row = known.get((entry.indicator.pk, entry.said.breakdown))
        if row is not None and entry.revision is not None and row.revision != entry.revision:
            raise StaleValue(row)
        if entry.said.is_empty():
            cleared += _clear(row)
            continue
        made = understand(entry.indicator, entry.said, currency=locked.currency)
        if row is None:
            row = _new(locked, entry, made, actor)
            known[entry.indicator.pk, entry.said.breakdown] = row
            fresh.append(row)
        elif _apply(row, made, actor):
            changed.append(row)
            if row.published_at is not None:
                restated.append(row)
    if restated and not reason.strip():
        raise ReasonMissing
    return _write(actor, locked, fresh, changed, restated, reason.strip(), cleared)


def _require_sections(actor: Actor, report: Report, entries: Sequence[Entry]) -> None:
    if represents_it(actor.user, report):
        return
    allowed = sections_of(actor.user, report)
    if any(entry.indicator.section not in allowed for entry in entries):
        raise Forbidden(_("You were asked to fill other sections of this report."))


def _clear(row: IndicatorValue | None) -> int:
    if row is None:
        return 0
    if row.published_at is not None:
        raise Refused(_("A published value cannot be emptied. Withdraw it, or say why there is none."))
    row.delete()
    return 1


def _new(report: Report, entry: Entry, made: Understood, actor: Actor) -> IndicatorValue:
    return IndicatorValue(
        organisation=report.organisation,
        indicator=entry.indicator,
        report=report,
        year=report.year,
        breakdown=entry.said.breakdown,
        source=OWN,
        entered_by_id=actor.user_id,
        **made.fields(),
    )


def _apply(row: IndicatorValue, made: Understood, actor: Actor) -> bool:
    """Change the row in memory; whether it says something else now."""
    fields = made.fields()
    # Checks belong to what was checked: what the community confirmed is not confirmed of another number.
    if all(getattr(row, name) == fields[name] for name in KEPT) and row.withdrawn_at is None:
        return False
    for name in KEPT:
        setattr(row, name, fields[name])
    row.withdrawn_at, row.withdrawn_reason = None, ""
    row.revision += 1
    row.restated = row.restated or row.published_at is not None
    row.entered_by_id = actor.user_id
    return True


def _write(
    actor: Actor,
    report: Report,
    fresh: list[IndicatorValue],
    changed: list[IndicatorValue],
    restated: list[IndicatorValue],
    reason: str,
    cleared: int,
) -> list[IndicatorValue]:
    IndicatorValue.objects.bulk_create(fresh)
    for row in changed:
        row.save()
    for row in restated:
        revision_of(row, by=actor.user_id, restatement=True, reason=reason).save(force_insert=True)
    derived: list[IndicatorValue] = []
    if fresh or changed or cleared:
        derived = derive_year(report, by=actor.user_id, reason=reason)
        keys = sorted({row.indicator.key for row in (*fresh, *changed)})
        emit(ValuesEntered(report.pk, report.organisation_id, keys), actor=actor)
    if restated:
        again = [row for row in derived if row.published_at is not None]
        settle_values([*restated, *again])
        report.version += 1
        report.save(update_fields=["version"])
        for row in (*restated, *(each for each in again if each.restated)):
            emit(
                ValueRestated(row.pk, row.organisation_id, row.indicator_id, row.revision, reason),
                actor=actor,
            )
    return [*fresh, *changed, *derived]

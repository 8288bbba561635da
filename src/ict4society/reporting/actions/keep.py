"""Lock a report; keep what a value said; bring the derived values up to date. Parts of the other actions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from ict4society.reporting.derive import PASSES, Derived, derive
from ict4society.reporting.models import Indicator, IndicatorValue, Report, ValueRevision
from ict4society.reporting.models.value import DERIVED, OWN
from ict4society.reporting.settle import Cell, cell_of, settle
from ict4society.reporting.words import value_words

KEPT = (
    "state",
    "value",
    "entered",
    "entered_unit",
    "text",
    "reason",
    "method",
    "basis",
    "evidence_url",
    "evidence_title",
    "evidence_page",
    "assurance",
)
"""The fields that make up what a value says."""


def lock_report(report: Report) -> Report:
    """The report as it is now; nobody else writes to it until the commit."""
    rows = Report.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    return rows.get(pk=report.pk)


def revision_of(value: IndicatorValue, *, by: int | None, restatement: bool = False, reason: str = "") -> ValueRevision:
    """What the value says now, as a revision that is not saved yet."""
    return ValueRevision(
        of=value,
        number=value.revision,
        content={name: "" if (each := getattr(value, name)) is None else str(each) for name in KEPT},
        words=value_words(value, value.indicator),
        restatement=restatement,
        reason=reason,
        by_id=by,
    )


def derive_year(
    report: Report, *, by: int | None, reason: str = "", at: datetime | None = None
) -> list[IndicatorValue]:
    """Compute what the formulas give from the organisation's own values of the year; returns the rows that changed.

    What the organisation entered itself is never replaced. In a published report a derived value is public when all
    its inputs are; without its inputs it is withdrawn, or removed when nobody had seen it.
    """
    now = timezone.now()
    rows = report.values.filter(breakdown="", source__in=(OWN, DERIVED)).select_related("indicator")
    own: dict[str, IndicatorValue] = {}
    old: dict[str, IndicatorValue] = {}
    for row in rows:
        if row.source == DERIVED:
            old[row.indicator.key] = row
        elif row.withdrawn_at is None and row.hidden_at is None:
            own[row.indicator.key] = row
    values = dict(own)
    changed: list[IndicatorValue] = []
    formulas = [each for each in _formulas() if each.key not in own]
    for _pass in range(PASSES):
        for indicator in formulas:
            made = derive(indicator, values)
            if made is not None:
                row, new = _write(report, old.get(indicator.key), made, values, by, reason, now)
                values[indicator.key] = old[indicator.key] = row
                changed += [row] if new else []
    for key, row in old.items():
        if key not in values:
            changed += _retire(row, now)
    return changed


def _formulas() -> list[Indicator]:
    return list(Indicator.objects.filter(active=True).exclude(formula="").order_by("pk"))


def _write(
    report: Report,
    row: IndicatorValue | None,
    made: Derived,
    values: dict[str, IndicatorValue],
    by: int | None,
    reason: str,
    now: datetime,
) -> tuple[IndicatorValue, bool]:
    by_id = {each.pk: each for each in values.values()}
    public = report.published_at is not None and all(by_id[pk].is_public for pk in made.inputs if pk in by_id)
    fields: dict[str, Any] = {
        "state": made.state,
        "value": made.value,
        "entered_unit": made.unit,
        "assurance": made.assurance,
        "basis": made.basis,
        "inputs": list(made.inputs),
    }
    if row is None:
        row = IndicatorValue(
            organisation=report.organisation,
            indicator=made.indicator,
            report=report,
            year=report.year,
            source=DERIVED,
            published_at=now if public else None,
            entered_by_id=by,
            **fields,
        )
        row.save(force_insert=True)
        if public:
            revision_of(row, by=by).save(force_insert=True)
        return row, True
    differs = any(getattr(row, name) != value for name, value in fields.items()) or row.withdrawn_at is not None
    if not differs and (row.published_at is not None or not public):
        return row, False
    for name, value in fields.items():
        setattr(row, name, value)
    row.withdrawn_at, row.withdrawn_reason = None, ""
    seen = row.published_at is not None
    row.published_at = row.published_at or (now if public else None)
    row.restated = row.restated or (seen and differs)
    row.revision += 1 if seen and differs else 0
    row.save()
    if row.published_at is not None:
        revision_of(row, by=by, restatement=seen, reason=reason).save(force_insert=True)
    return row, True


def _retire(row: IndicatorValue, now: datetime) -> list[IndicatorValue]:
    """A derived value has lost an input, or the organisation entered its own."""
    if row.published_at is None:
        row.delete()
        return []
    if row.withdrawn_at is not None:
        return []
    row.withdrawn_at, row.chosen = now, False
    row.save(update_fields=["withdrawn_at", "chosen"])
    return [row]


def settle_values(values: Iterable[IndicatorValue]) -> None:
    """Decide which value counts in the cells of these."""
    cells: set[Cell] = {cell_of(value) for value in values}
    settle(cells)

"""Lock a report; keep what a value said; bring the derived values up to date. Parts of the other actions."""

from __future__ import annotations

from collections.abc import Iterable
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


def derive_year(report: Report, *, by: int | None, reason: str = "") -> list[IndicatorValue]:
    """Compute what the formulas give from the organisation's own values of the year; returns the rows that changed.

    What the organisation entered itself is never replaced. In a published report a derived value is public when all
    its inputs are; without its inputs it is withdrawn, or removed when nobody had seen it.
    """
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
    left = [each for each in _formulas() if each.key not in own]
    for _pass in range(PASSES):
        found = [(each, made) for each in left if (made := derive(each, values)) is not None]
        if not found:
            break
        changed += _write(report, found, old, values, by=by, reason=reason)
        left = [each for each in left if each.key not in values]
    for key, row in old.items():
        if key in own or key not in values:
            changed += _retire(row)
    return changed


def _formulas() -> list[Indicator]:
    return list(Indicator.objects.filter(active=True).exclude(formula="").order_by("pk"))


def _write(
    report: Report,
    found: list[tuple[Indicator, Derived]],
    old: dict[str, IndicatorValue],
    values: dict[str, IndicatorValue],
    *,
    by: int | None,
    reason: str,
) -> list[IndicatorValue]:
    """Keep what was computed; ``values`` gets the rows. Returns those that are new or different."""
    public_ids = {each.pk for each in values.values() if each.is_public}
    fresh: list[IndicatorValue] = []
    changed: list[IndicatorValue] = []
    kept: list[ValueRevision] = []
    for indicator, made in found:
        public = report.published_at is not None and public_ids.issuperset(made.inputs)
        row = old.get(indicator.key)
        if row is None:
            row = IndicatorValue(
                organisation=report.organisation,
                indicator=indicator,
                report=report,
                year=report.year,
                source=DERIVED,
                published_at=timezone.now() if public else None,
                entered_by_id=by,
                **_fields(made),
            )
            fresh.append(row)
        elif _update(row, made, public=public):
            row.save()
            changed.append(row)
            if row.published_at is not None:
                kept.append(revision_of(row, by=by, restatement=row.revision > 1, reason=reason))
        values[indicator.key] = row
    IndicatorValue.objects.bulk_create(fresh)
    kept += [revision_of(row, by=by) for row in fresh if row.published_at is not None]
    ValueRevision.objects.bulk_create(kept)
    return [*fresh, *changed]


def _fields(made: Derived) -> dict[str, Any]:
    return {
        "state": made.state,
        "value": made.value,
        "entered_unit": made.unit,
        "assurance": made.assurance,
        "basis": made.basis,
        "inputs": list(made.inputs),
    }


def _update(row: IndicatorValue, made: Derived, *, public: bool) -> bool:
    """Change the row in memory; whether anything did. What readers have seen gets a new revision."""
    fields = _fields(made)
    differs = any(getattr(row, name) != value for name, value in fields.items()) or row.withdrawn_at is not None
    if not differs and (row.published_at is not None or not public):
        return False
    for name, value in fields.items():
        setattr(row, name, value)
    seen = row.published_at is not None
    row.withdrawn_at, row.withdrawn_reason = None, ""
    row.published_at = row.published_at or (timezone.now() if public else None)
    if seen and differs:
        row.restated, row.revision = True, row.revision + 1
    return True


def _retire(row: IndicatorValue) -> list[IndicatorValue]:
    """A derived value has lost an input, or the organisation entered its own."""
    if row.published_at is None:
        row.delete()
        return []
    if row.withdrawn_at is not None:
        return []
    row.withdrawn_at, row.chosen = timezone.now(), False
    row.save(update_fields=["withdrawn_at", "chosen"])
    return [row]


def settle_values(values: Iterable[IndicatorValue]) -> None:
    """Decide which value counts in the cells of these."""
    cells: set[Cell] = {cell_of(value) for value in values}
    settle(cells)

"""A moderator hides a report, a value or an approach, or shows it again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.reporting.actions.keep import lock_report, settle_values
from ict4society.reporting.events import (
    PolicyHidden,
    PolicyRestored,
    ReportHidden,
    ReportRestored,
    ValueHidden,
    ValueRestored,
)
from ict4society.reporting.models import IndicatorValue, Policy, Report


@transaction.atomic
def hide_report(*, actor: Actor, report: Report, reason: str) -> None:
    """Nobody but moderators and the organisation sees it and its values; none of them counts. Raises Forbidden."""
    _turn_report(actor, report, reason, hide=True)


@transaction.atomic
def restore_report(*, actor: Actor, report: Report, reason: str) -> None:
    """Undo that; values hidden one by one before come back too. Raises Forbidden."""
    _turn_report(actor, report, reason, hide=False)


def _turn_report(actor: Actor, report: Report, reason: str, *, hide: bool) -> None:
    require(actor.user, "reporting.moderate", report)
    locked = lock_report(report)
    if (locked.hidden_at is not None) == hide:
        return
    locked.hidden_at = timezone.now() if hide else None
    locked.save(update_fields=["hidden_at"])
    values = list(locked.values.all())
    locked.values.update(hidden_at=locked.hidden_at)
    settle_values(values)
    changed: Any = ReportHidden if hide else ReportRestored
    emit(changed(locked.pk, locked.organisation_id, reason), actor=actor)
    each: Any = ValueHidden if hide else ValueRestored
    for row in values:
        if row.published_at is not None:
            emit(each(row.pk, row.organisation_id, row.indicator_id, reason), actor=actor)


@transaction.atomic
def hide_value(*, actor: Actor, value: IndicatorValue, reason: str) -> None:
    """Nobody but moderators and the organisation sees it, and it does not count. Raises Forbidden."""
    _turn(actor, value, reason, ValueHidden, hide=True)


@transaction.atomic
def restore_value(*, actor: Actor, value: IndicatorValue, reason: str) -> None:
    """Undo that. Raises Forbidden."""
    _turn(actor, value, reason, ValueRestored, hide=False)


@transaction.atomic
def hide_policy(*, actor: Actor, policy: Policy, reason: str) -> None:
    """Nobody but moderators and the organisation sees it. Raises Forbidden."""
    _turn(actor, policy, reason, PolicyHidden, hide=True)


@transaction.atomic
def restore_policy(*, actor: Actor, policy: Policy, reason: str) -> None:
    """Undo that. Raises Forbidden."""
    _turn(actor, policy, reason, PolicyRestored, hide=False)


def _turn(actor: Actor, row: Any, reason: str, changed: Any, *, hide: bool) -> None:
    require(actor.user, "reporting.moderate", row)
    locked = type(row).objects.select_for_update(no_key=True).get(pk=row.pk)
    if (locked.hidden_at is not None) == hide:
        return
    locked.hidden_at = timezone.now() if hide else None
    locked.save(update_fields=["hidden_at"])
    if isinstance(locked, IndicatorValue):
        settle_values([locked])
        emit(changed(locked.pk, locked.organisation_id, locked.indicator_id, reason), actor=actor)
    else:
        emit(changed(locked.pk, locked.organisation_id, reason), actor=actor)

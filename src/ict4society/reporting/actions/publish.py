"""Publish a report; withdraw a value."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require
from ict4society.organisations.queries import confirm_mandate
from ict4society.reporting.actions.keep import derive_year, lock_report, revision_of, settle_values
from ict4society.reporting.events import ReportPublished, ValueWithdrawn
from ict4society.reporting.models import IndicatorValue, Report, ValueRevision
from ict4society.reporting.states import ReportState


@transaction.atomic
def publish_report(*, actor: Actor, report: Report) -> Report:
    """Make the report and what was entered since the last time public, as its next version.

    Without anything new it stays as it is. Raises Forbidden, MandateMissing, and Refused for an empty report.
    """
    locked = lock_report(report)
    require(actor.user, "reporting.publish_report", locked)
    confirm_mandate(actor)
    now = timezone.now()
    waiting = list(locked.values.filter(published_at=None, hidden_at=None).select_related("indicator"))
    if not waiting:
        if locked.state == ReportState.PUBLISHED:
            return locked
        raise Refused(_("The report is empty. Enter at least one value first."))
    IndicatorValue.objects.filter(pk__in=[row.pk for row in waiting]).update(published_at=now)
    ValueRevision.objects.bulk_create([revision_of(row, by=actor.user_id) for row in waiting])
    locked.state = ReportState.PUBLISHED
    locked.published_at = locked.published_at or now
    locked.version += 1
    locked.save(update_fields=["state", "published_at", "version"])
    settle_values(waiting)
    emit(
        ReportPublished(
            locked.pk,
            locked.organisation_id,
            locked.version,
            [row.pk for row in waiting],
            sorted({row.indicator_id for row in waiting}),
        ),
        actor=actor,
    )
    return locked


@transaction.atomic
def withdraw_value(*, actor: Actor, value: IndicatorValue, reason: str) -> IndicatorValue:
    """Take a published value back: it stays readable as withdrawn, and no longer counts. Again changes nothing.

    What was computed from it is withdrawn with it. Raises Forbidden, MandateMissing, and Refused without a reason.
    """
    row = IndicatorValue.objects.select_for_update(of=("self",), no_key=True).select_related(
        "organisation", "indicator", "report__organisation"
    ).get(pk=value.pk)  # fmt: skip
    require(actor.user, "reporting.withdraw_value", row)
    confirm_mandate(actor)
    if row.withdrawn_at is not None:
        return row
    if row.published_at is None:
        raise Refused(_("This value is not published: clear it in the report."))
    if not reason.strip():
        raise Refused(_("Say why the value is withdrawn: those who cite it read the reason."))
    row.withdrawn_at, row.withdrawn_reason = timezone.now(), reason.strip()[:500]
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    affected = [row]
    if row.report is not None:
        affected += derive_year(row.report, by=actor.user_id, reason=row.withdrawn_reason)
    settle_values(affected)
    for each in affected:
        if each.withdrawn_at is not None:
            emit(ValueWithdrawn(each.pk, each.organisation_id, each.indicator_id, row.withdrawn_reason), actor=actor)
    return row

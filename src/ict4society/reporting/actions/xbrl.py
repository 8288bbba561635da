"""Order the validation of a report's inline XBRL, and keep what it found."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, require
from ict4society.foundation.tasks import defer
from ict4society.reporting.actions.keep import lock_report
from ict4society.reporting.events import XbrlChecked
from ict4society.reporting.models import Report, XbrlCheck
from ict4society.reporting.states import ReportState, XbrlState

TASK = "reporting.check_xbrl"
GIVEN_UP = timedelta(minutes=15)
"""After so long a job that says nothing can be ordered again."""


@transaction.atomic
def order_xbrl_check(*, actor: Actor, report: Report, unavailable: str = "") -> XbrlCheck:
    """A job validates the file as it is published; while one runs, nothing changes.

    ``unavailable`` says why this instance cannot. Raises Forbidden, and Conflict for that and for a draft.
    """
    locked = lock_report(report)
    require(actor.user, "reporting.validate_report", locked)
    if locked.state != ReportState.PUBLISHED:
        raise Conflict(_("Publish the report first: what is validated is the published file."))
    if unavailable:
        raise Conflict(unavailable)
    now = timezone.now()
    running = XbrlCheck.objects.filter(report=locked, state=XbrlState.RUNNING, ordered_at__gt=now - GIVEN_UP).first()
    if running:
        return running
    begun = {"state": XbrlState.RUNNING, "version": locked.version, "package": "", "facts": 0, "findings": []}
    begun |= {"failure": "", "ordered_at": now, "done_at": None}
    check, _new = XbrlCheck.objects.update_or_create(report=locked, defaults=begun)
    emit(XbrlChecked(locked.pk, locked.organisation_id, check.state), actor=actor)
    defer(TASK, report_id=locked.pk)
    return check


@transaction.atomic
def keep_xbrl_check(report_id: int, **found: Any) -> None:
    """What the job found: ``state`` with ``facts``, ``findings`` and ``package``, or with ``failure``."""
    check = XbrlCheck.objects.select_for_update(of=("self",)).select_related("report").get(report_id=report_id)
    for name, value in found.items():
        setattr(check, name, value)
    check.done_at = timezone.now()
    check.save()
    emit(XbrlChecked(report_id, check.report.organisation_id, check.state), actor=None)

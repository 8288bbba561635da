"""Jobs of minutes."""

from __future__ import annotations

from django.utils import timezone

from ict4society.foundation.tasks import periodic
from ict4society.minutes.actions.do import tell_overdue
from ict4society.minutes.actions.stage import remind_of_minutes
from ict4society.minutes.queries import REMIND_AFTER_DAYS, meetings_without, overdue_actions


@periodic(name="minutes.find_overdue", cron="15 6 * * *")
def find_overdue(timestamp: int) -> None:
    """Tell owners of actions whose deadline has passed."""
    for line in overdue_actions():
        tell_overdue(line)


@periodic(name="minutes.find_missing", cron="30 6 * * *")
def find_missing(timestamp: int) -> None:
    """Remind those who run a meeting until its minutes are shown, and until they are final."""
    now = timezone.now()
    for what in ("lines", "final"):
        for meeting in meetings_without(what):
            since = meeting.ends_at if what == "lines" else (meeting.correction_until or meeting.ends_at)
            passed = [days for days in REMIND_AFTER_DAYS if (now - since).days >= days]
            if passed:
                remind_of_minutes(meeting, what, passed[-1])

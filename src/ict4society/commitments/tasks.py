"""Jobs of commitments."""

from __future__ import annotations

from ict4society.commitments.actions.judge import refresh_all
from ict4society.commitments.actions.remind import remind_owners
from ict4society.foundation.tasks import periodic


@periodic(name="commitments.judge", cron="12 2 * * *")
def judge_commitments(timestamp: int) -> None:
    """Time alone changes how commitments stand: deadlines pass."""
    refresh_all()


@periodic(name="commitments.remind", cron="30 6 * * *")
def remind(timestamp: int) -> None:
    """Remind owners of what is due; each occasion once."""
    remind_owners()

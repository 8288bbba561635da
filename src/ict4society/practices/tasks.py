"""Jobs of practices."""

from __future__ import annotations

from ict4society.foundation.tasks import periodic
from ict4society.practices.actions.remind import remind_of_reviews


@periodic(name="practices.remind", cron="11 6 * * *")
def remind(timestamp: int) -> None:
    """Every morning: which practices are due for review again."""
    remind_of_reviews()

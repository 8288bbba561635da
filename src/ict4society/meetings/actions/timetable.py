"""When the items of an agenda begin."""

from __future__ import annotations

from datetime import timedelta

from ict4society.meetings.models import AgendaItem, Day, Meeting
from ict4society.meetings.states import ReviewState


def retime(meeting: Meeting) -> None:
    """Number the approved items of a locked meeting and let each begin when the one before it ends, day by day."""
    days = list(Day.objects.filter(meeting=meeting, cancelled_at=None))
    order = {day.pk: number for number, day in enumerate(days)}
    items = list(AgendaItem.objects.filter(meeting=meeting, state=ReviewState.APPROVED))
    items.sort(key=lambda item: (order.get(item.day_id or 0, 0), item.position, item.pk))
    begins = {day.pk: day.starts_at for day in days}
    for number, item in enumerate(items, start=1):
        day_id = item.day_id if item.day_id in begins else days[0].pk
        item.day_id, item.position, item.starts_at = day_id, number, begins[day_id]
        begins[day_id] += timedelta(minutes=item.minutes)
    AgendaItem.objects.bulk_update(items, ["day", "position", "starts_at"])

"""How many seats there are, and who has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ict4society.foundation.database.prepared import answer
from ict4society.meetings.models import Meeting
from ict4society.meetings.states import SEATED


@dataclass(slots=True)
class Seats:
    """Seats of one meeting: taken in all and by group, with their limits; None is without limit."""

    capacity: int | None
    limits: dict[str, int] = field(default_factory=dict)
    by_group: dict[str, int] = field(default_factory=dict)
    waiting_by_group: dict[str, int] = field(default_factory=dict)

    @property
    def taken(self) -> int:
        return sum(self.by_group.values())

    @property
    def waiting(self) -> int:
        return sum(self.waiting_by_group.values())

    @property
    def left(self) -> int | None:
        """Never below 0, also when the capacity was lowered below what is taken."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    def has_room(self, group: str) -> bool:
        """Whether somebody of this stakeholder group gets a seat now."""
        limit = self.limits.get(group)
        return (self.left is None or self.left > 0) and (limit is None or self.by_group.get(group, 0) < limit)

    def take(self, group: str) -> None:
        """Count one more seat as taken."""
        self.by_group[group] = self.by_group.get(group, 0) + 1

    def lines(self) -> list[dict[str, Any]]:
        """The balance: each group that has a limit, a seat or somebody waiting."""
        groups = {*self.limits, *self.by_group, *self.waiting_by_group}
        return [
            {
                "group": group,
                "taken": self.by_group.get(group, 0),
                "limit": self.limits.get(group),
                "waiting": self.waiting_by_group.get(group, 0),
            }
            for group in sorted(groups, key=lambda group: (-self.by_group.get(group, 0), group))
        ]


def seats_of(meeting: Meeting) -> Seats:
    """The seats as they stand: one query."""
    seats = Seats(meeting.capacity)
    for what, group, number in answer(_STANDING, {"meeting": meeting.pk}):
        if what == _LIMIT:
            seats.limits[group] = number
        else:
            counted = seats.by_group if what in SEATED else seats.waiting_by_group
            counted[group] = counted.get(group, 0) + number
    return seats


_LIMIT = "limit"
_STANDING = """
    SELECT 'limit', "group", capacity::bigint FROM meetings_groupcapacity WHERE meeting_id = %(meeting)s
    UNION ALL
    SELECT state, "group", count(*) FROM meetings_registration
    WHERE meeting_id = %(meeting)s AND state <> 'cancelled' GROUP BY 1, 2
"""

"""What happens in the benchmark."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class SnapshotEvent(Event):
    """Base of events about one snapshot."""

    snapshot_id: int

    def subject(self) -> Ref:
        return Ref("benchmark.snapshot", self.snapshot_id)


@event("benchmark.snapshot_ordered")
class SnapshotOrdered(SnapshotEvent):
    """An operator, or the calendar, wants a new snapshot."""

    snapshot_id: int
    number: int


@event("benchmark.snapshot_published")
class SnapshotPublished(SnapshotEvent):
    """It is complete, and never changes from now on."""

    snapshot_id: int
    number: int
    organisations: int
    values: int

    def tags(self) -> tuple[str, ...]:
        return ("benchmark", "home")


@event("benchmark.snapshot_failed")
class SnapshotFailed(SnapshotEvent):
    """It could not be computed; nothing of it is shown."""

    snapshot_id: int
    reason: str

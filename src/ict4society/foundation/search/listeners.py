"""Whatever happens to a searchable subject brings the index up to date."""

from __future__ import annotations

from ict4society.foundation.events import Event, listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.search.index import index_subject


@listens_to()
def index_what_it_happened_to(record: EventRecord, event: Event) -> None:
    """Read the subject as it is now, so that the order of events does not matter."""
    if record.subject is not None:
        index_subject(record.subject)

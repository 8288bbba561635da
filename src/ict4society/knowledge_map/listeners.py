"""What the map follows: its sources, and the rounds of the statements that it cites."""

from __future__ import annotations

from ict4society.deliberation.events import ResultComputed, RoundClosed
from ict4society.foundation.citations.events import CitationsChanged
from ict4society.foundation.events.listener import listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.knowledge_map.actions.review import flag_changed_sources, refresh_verdicts


@listens_to(CitationsChanged)
def flag_elements(record: EventRecord, event: CitationsChanged) -> None:
    """A source was edited, withdrawn or brought back."""
    flag_changed_sources(citation_ids=event.citation_ids, state=event.state)


@listens_to(ResultComputed, RoundClosed)
def follow_verdicts(record: EventRecord, event: ResultComputed | RoundClosed) -> None:
    """The verdict on a cited statement may be another, or may be seen from now on."""
    refresh_verdicts(round_id=event.round_id)

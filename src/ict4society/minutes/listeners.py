"""What follows from events: citations of lines are kept true, search follows the meeting, names stay current."""

from __future__ import annotations

from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.search.index import index_subject
from ict4society.foundation.subjects import Ref
from ict4society.meetings.events import MeetingHidden, MeetingRestored
from ict4society.minutes.events import (
    CorrectionsOpened,
    LineEdited,
    LineHidden,
    LineRestored,
    LineStruck,
    MinutesFinished,
    TakingReopened,
)
from ict4society.minutes.models import Line


@listens_to(LineEdited, LineStruck, LineHidden, LineRestored)
def citations_follow_line(record: EventRecord, event: LineEdited | LineStruck | LineHidden | LineRestored) -> None:
    """Bring the citations of a line to what is true now, whatever the order in which its events arrive."""
    line = Line.objects.filter(pk=event.line_id).first()
    if line is not None:
        ref = Ref("minutes.line", line.pk)
        follow_source(ref, "revised", revision=line.revision)
        follow_source(ref, "withdrawn" if line.is_gone else "restored")


@listens_to(CorrectionsOpened, TakingReopened, MinutesFinished, MeetingHidden, MeetingRestored)
def index_lines(
    record: EventRecord,
    event: CorrectionsOpened | TakingReopened | MinutesFinished | MeetingHidden | MeetingRestored,
) -> None:
    """Lines are found from the moment on which everybody may read them, as long as the meeting is seen."""
    for pk in Line.objects.filter(meeting_id=event.meeting_id).order_by("pk").values_list("pk", flat=True):
        index_subject(Ref("minutes.line", pk))

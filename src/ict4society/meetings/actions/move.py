"""The one way in which a meeting is locked and changes its state."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.database.prepared import Prepared
from ict4society.foundation.policy import Conflict
from ict4society.meetings.models import Meeting
from ict4society.meetings.states import TRANSITIONS, MeetingState


class StaleMeeting(Conflict):
    """The meeting was changed since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Meeting) -> None:
        super().__init__(_("This meeting was changed since you opened it. Compare both and save again."))
        self.current = current


def lock_meeting(meeting: Meeting | int) -> Meeting:
    """The meeting as it stands now, locked to the end of the transaction: seats and agenda change one after another."""
    found = _locked(meeting=meeting if isinstance(meeting, int) else meeting.pk)
    if not found:
        raise Meeting.DoesNotExist
    return found[0]


_locked: Prepared[Meeting] = Prepared(
    lambda meeting: (
        Meeting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("topic", "series", "author")
        .filter(pk=meeting)
    ),
    meeting=int,
)


def move(meeting: Meeting, state: MeetingState) -> None:
    """Give a locked meeting the state, by the table of transitions; saving is the caller's.

    Raises Conflict, saying in which state it is, when the table does not allow it.
    """
    if state not in TRANSITIONS[MeetingState(meeting.state)]:
        message = _("This meeting is “%(state)s” by now, so this cannot be done any more.")
        raise Conflict(message % {"state": meeting.get_state_display()})
    meeting.state = state


def save(meeting: Meeting, *fields: str, sequence: bool = False) -> None:
    """Save these fields of a locked meeting as a new version; ``sequence`` tells calendars too."""
    meeting.version += 1
    meeting.changed_at = timezone.now()
    if sequence and meeting.announced_at is not None:
        meeting.sequence += 1
    meeting.save(update_fields=[*fields, "version", "sequence", "changed_at"])

"""What happens to meetings."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class MeetingEvent(Event):
    """Base of events about one meeting: its pages, the lists of meetings and what home shows of it become stale."""

    meeting_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"meeting:{self.meeting_id}", "meetings", "home")

    def subject(self) -> Ref:
        return Ref("meetings.meeting", self.meeting_id)


class QuietMeetingEvent(MeetingEvent):
    """Base of events that change the meeting's own pages only."""

    meeting_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"meeting:{self.meeting_id}",)


@event("meetings.meeting_drafted")
class MeetingDrafted(MeetingEvent):
    """Somebody began to plan one; nobody else sees it yet, so no page changes."""

    meeting_id: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("meetings.meeting_announced")
class MeetingAnnounced(MeetingEvent):
    """It can be seen by everybody."""

    meeting_id: int


@event("meetings.registration_opened")
class RegistrationOpened(MeetingEvent):
    """Members can register."""

    meeting_id: int


@event("meetings.registration_closed")
class RegistrationClosed(MeetingEvent):
    """Registration was closed by hand."""

    meeting_id: int


@event("meetings.meeting_started")
class MeetingStarted(MeetingEvent):
    """It is running."""

    meeting_id: int


@event("meetings.meeting_cancelled")
class MeetingCancelled(MeetingEvent):
    """It does not take place. ``was_draft``: nobody had seen it."""

    meeting_id: int
    reason: str
    was_draft: bool = False


@event("meetings.meeting_edited")
class MeetingEdited(MeetingEvent):
    """It was changed. ``before`` and ``after`` hold what changed; ``told``: those who come have to know it."""

    meeting_id: int
    version: int
    before: dict[str, object]
    after: dict[str, object]
    told: bool = False


@event("meetings.meeting_hidden")
class MeetingHidden(MeetingEvent):
    """A moderator hid it."""

    meeting_id: int
    reason: str


@event("meetings.meeting_restored")
class MeetingRestored(MeetingEvent):
    """A moderator showed it again."""

    meeting_id: int
    reason: str


class ItemEvent(QuietMeetingEvent):
    """Base of events about one item of the agenda; only the meeting's pages show it."""

    meeting_id: int
    item_id: int


@event("meetings.item_added")
class ItemAdded(ItemEvent):
    """Who runs the meeting added an item."""

    meeting_id: int
    item_id: int


@event("meetings.item_edited")
class ItemEdited(ItemEvent):
    """An item, its links or its speakers changed; ``what`` says which."""

    meeting_id: int
    item_id: int
    what: str = "text"


@event("meetings.item_removed")
class ItemRemoved(ItemEvent):
    """An item was taken off the agenda."""

    meeting_id: int
    item_id: int
    title: str


@event("meetings.agenda_ordered")
class AgendaOrdered(QuietMeetingEvent):
    """The items stand in another order; ids of the whole agenda."""

    meeting_id: int
    order: list[int]


@event("meetings.item_proposed")
class ItemProposed(ItemEvent):
    """A member proposes an item."""

    meeting_id: int
    item_id: int


@event("meetings.item_decided")
class ItemDecided(ItemEvent):
    """The chair approved or declined a proposed item."""

    meeting_id: int
    item_id: int
    state: str
    reason: str = ""


@event("meetings.item_withdrawn")
class ItemWithdrawn(ItemEvent):
    """Who proposed it took it back."""

    meeting_id: int
    item_id: int


class MaterialEvent(QuietMeetingEvent):
    """Base of events about slides and papers."""

    meeting_id: int
    material_id: int

    def subject(self) -> Ref:
        return Ref("meetings.material", self.material_id)


@event("meetings.material_proposed")
class MaterialProposed(MaterialEvent):
    """A member hands in slides or a paper."""

    meeting_id: int
    material_id: int


@event("meetings.material_decided")
class MaterialDecided(MaterialEvent):
    """The chair approved or declined it."""

    meeting_id: int
    material_id: int
    state: str
    reason: str = ""


@event("meetings.material_withdrawn")
class MaterialWithdrawn(MaterialEvent):
    """Who handed it in took it back, or it was removed."""

    meeting_id: int
    material_id: int


@event("meetings.material_hidden")
class MaterialHidden(MaterialEvent):
    """A moderator hid it."""

    meeting_id: int
    material_id: int
    reason: str


@event("meetings.material_restored")
class MaterialRestored(MaterialEvent):
    """A moderator showed it again."""

    meeting_id: int
    material_id: int
    reason: str

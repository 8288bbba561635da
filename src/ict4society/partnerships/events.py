"""What happens to partnerships."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class CallEvent(Event):
    """Base of events about one call: its page and the lists that show it become stale."""

    call_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"call:{self.call_id}", "partnerships", "home")

    def subject(self) -> Ref:
        return Ref("partnerships.call", self.call_id)


@event("partnerships.call_drafted")
class CallDrafted(CallEvent):
    """Colleagues began a call; nobody else sees it yet."""

    call_id: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("partnerships.call_opened")
class CallOpened(CallEvent):
    """It looks for partners."""

    call_id: int
    topic_id: int


@event("partnerships.call_edited")
class CallEdited(CallEvent):
    """Colleagues changed it; every text since it was opened is kept."""

    call_id: int
    revision: int


@event("partnerships.call_moved")
class CallMoved(CallEvent):
    """The partnership began, was completed or ended early, or the call was withdrawn."""

    call_id: int
    state: str
    was_public: bool
    reason: str = ""


@event("partnerships.interest_sent")
class InterestSent(CallEvent):
    """An organisation would like to be a partner; only both organisations know."""

    call_id: int
    interest_id: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("partnerships.interest_decided")
class InterestDecided(CallEvent):
    """The organisation of the call accepted or declined, or the other took it back."""

    call_id: int
    interest_id: int
    state: str
    reason: str = ""


@event("partnerships.milestone_set")
class MilestoneSet(CallEvent):
    """A partner set a milestone, or moved it."""

    call_id: int
    milestone_id: int
    state: str


@event("partnerships.agreement_added")
class AgreementAdded(CallEvent):
    """A partner added a document for the partners."""

    call_id: int
    agreement_id: int


@event("partnerships.agreement_published")
class AgreementPublished(CallEvent):
    """The partners show a document to everybody, or not any more."""

    call_id: int
    agreement_id: int
    public: bool


@event("partnerships.call_hidden")
class CallHidden(CallEvent):
    """A moderator hid it."""

    call_id: int
    reason: str


@event("partnerships.call_restored")
class CallRestored(CallEvent):
    """A moderator showed it again."""

    call_id: int
    reason: str

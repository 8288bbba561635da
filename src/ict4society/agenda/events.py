"""What happens to proposals."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class ProposalEvent(Event):
    """Base of events about one proposal: its page, the agenda and what home shows of it become stale."""

    proposal_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"proposal:{self.proposal_id}", "agenda", "home")

    def subject(self) -> Ref:
        return Ref("agenda.proposal", self.proposal_id)


@event("agenda.proposal_drafted")
class ProposalDrafted(ProposalEvent):
    """Somebody began a proposal; nobody else sees it yet, so no page changes."""

    proposal_id: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("agenda.proposal_opened")
class ProposalOpened(ProposalEvent):
    """The author opened it for support."""

    proposal_id: int
    topic_id: int


@event("agenda.proposal_edited")
class ProposalEdited(ProposalEvent):
    """The author changed it; both texts are in its revisions. ``supporters`` are those who had supported it before."""

    proposal_id: int
    revision: int
    supporters: int = 0


@event("agenda.proposal_supported")
class ProposalSupported(ProposalEvent):
    """A member supports it; ``group`` is the stakeholder group for which that counts."""

    proposal_id: int
    group: str


@event("agenda.support_taken_back")
class SupportTakenBack(ProposalEvent):
    """A member no longer supports it."""

    proposal_id: int
    group: str


@event("agenda.proposal_accepted")
class ProposalAccepted(ProposalEvent):
    """A facilitator put it on the agenda; its thread is open."""

    proposal_id: int
    thread_id: int
    reason: str = ""

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "threads", "topics")


@event("agenda.proposal_declined")
class ProposalDeclined(ProposalEvent):
    """A facilitator declined it, with a reason."""

    proposal_id: int
    reason: str


@event("agenda.proposal_merged")
class ProposalMerged(ProposalEvent):
    """A facilitator merged it into another; ``carried`` supports went along, the others supported both."""

    proposal_id: int
    into_id: int
    carried: int
    reason: str = ""

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), f"proposal:{self.into_id}")


@event("agenda.proposal_withdrawn")
class ProposalWithdrawn(ProposalEvent):
    """The author took it back. ``was_open``: others had seen it."""

    proposal_id: int
    was_open: bool
    reason: str = ""


@event("agenda.proposal_reopened")
class ProposalReopened(ProposalEvent):
    """A facilitator opened a declined proposal again."""

    proposal_id: int
    reason: str = ""


@event("agenda.proposal_hidden")
class ProposalHidden(ProposalEvent):
    """A moderator hid it."""

    proposal_id: int
    reason: str


@event("agenda.proposal_restored")
class ProposalRestored(ProposalEvent):
    """A moderator showed it again."""

    proposal_id: int
    reason: str

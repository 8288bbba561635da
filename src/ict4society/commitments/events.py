"""What happens to commitments."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class CommitmentEvent(Event):
    """Base of events about one commitment: its page, the ledger, and what others show of it become stale."""

    commitment_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"commitment:{self.commitment_id}", "commitments", "organisations", "topics")

    def subject(self) -> Ref:
        return Ref("commitments.commitment", self.commitment_id)


@event("commitments.commitment_drafted")
class CommitmentDrafted(CommitmentEvent):
    """Somebody began one; only their organisation sees it."""

    commitment_id: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("commitments.commitment_published")
class CommitmentPublished(CommitmentEvent):
    """The organisation committed itself."""

    commitment_id: int
    topic_id: int
    organisation_id: int
    joint_id: int | None = None


@event("commitments.commitment_listed")
class CommitmentListed(CommitmentEvent):
    """A published collection says that the organisation committed itself; nobody is told."""

    commitment_id: int
    source: str


@event("commitments.commitment_edited")
class CommitmentEdited(CommitmentEvent):
    """Its words changed; baseline, target and deadline did not."""

    commitment_id: int
    revision: int


@event("commitments.commitment_rebased")
class CommitmentRebased(CommitmentEvent):
    """Baseline, target, interim targets or deadline changed; the frame before and after stays."""

    commitment_id: int
    revision: int
    reason: str
    before: str
    after: str


@event("commitments.evidence_added")
class EvidenceAdded(CommitmentEvent):
    """The organisation backed an update with a document."""

    commitment_id: int
    update_id: int
    file: str


@event("commitments.progress_reported")
class ProgressReported(CommitmentEvent):
    """The organisation told how far it is."""

    commitment_id: int
    update_id: int
    year: int


@event("commitments.standing_changed")
class StandingChanged(CommitmentEvent):
    """What is computed of it changed: a value was published, or a day came."""

    commitment_id: int
    before: str
    after: str


@event("commitments.commitment_withdrawn")
class CommitmentWithdrawn(CommitmentEvent):
    """Its owner took it back; it stays listed."""

    commitment_id: int
    reason: str


@event("commitments.assessment_given")
class AssessmentGiven(CommitmentEvent):
    """A voice of another stakeholder group said what it thinks of it."""

    commitment_id: int
    assessment_id: int
    group: str
    verdict: str
    verdict_before: str = ""


@event("commitments.owner_reminded")
class OwnerReminded(CommitmentEvent):
    """An update is due, or the deadline is near or has come."""

    commitment_id: int
    what: str
    day: str

    def tags(self) -> tuple[str, ...]:
        return ()


@event("commitments.discussion_opened")
class DiscussionOpened(CommitmentEvent):
    """A facilitator opened a thread about it."""

    commitment_id: int
    thread_id: int


@event("commitments.commitment_hidden")
class CommitmentHidden(CommitmentEvent):
    """A moderator hid it."""

    commitment_id: int
    reason: str


@event("commitments.commitment_restored")
class CommitmentRestored(CommitmentEvent):
    """A moderator showed it again."""

    commitment_id: int
    reason: str


class JointEvent(Event):
    """Base of events about a joint commitment."""

    joint_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"joint-commitment:{self.joint_id}", "commitments", "topics")

    def subject(self) -> Ref:
        return Ref("commitments.joint", self.joint_id)


@event("commitments.joint_opened")
class JointOpened(JointEvent):
    """Organisations can join it."""

    joint_id: int
    topic_id: int


@event("commitments.joint_edited")
class JointEdited(JointEvent):
    """Its text changed."""

    joint_id: int
    version: int
    before: str


@event("commitments.joint_hidden")
class JointHidden(JointEvent):
    """A moderator hid it."""

    joint_id: int
    reason: str


@event("commitments.joint_restored")
class JointRestored(JointEvent):
    """A moderator showed it again."""

    joint_id: int
    reason: str

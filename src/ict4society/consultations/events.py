"""What happens in a consultation."""

from __future__ import annotations

from typing import Any, ClassVar

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class ConsultationEvent(Event):
    """What all of them have in common: the consultation that they happen in. Abstract."""

    consultation_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"consultation:{self.consultation_id}", "consultations")

    def subject(self) -> Ref | None:
        return Ref("consultations.consultation", self.consultation_id)

    def follows(self) -> Ref | None:
        return Ref("consultations.consultation", self.consultation_id) if self.follows_subject else None


class ContributionEvent(ConsultationEvent):
    """It happens to a contribution. Abstract."""

    contribution_id: int

    def subject(self) -> Ref | None:
        return Ref("consultations.contribution", self.contribution_id)


class CommentEvent(ConsultationEvent):
    """It happens to a comment. Abstract."""

    comment_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"consultation:{self.consultation_id}",)

    def subject(self) -> Ref | None:
        return Ref("consultations.comment", self.comment_id)


@event("consultations.consultation_created")
class ConsultationCreated(ConsultationEvent):
    """Nobody but its staff sees it yet."""

    consultation_id: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("consultations.consultation_edited")
class ConsultationEdited(ConsultationEvent):
    """``before`` and ``after`` hold the values that changed."""

    consultation_id: int
    before: dict[str, Any]
    after: dict[str, Any]


@event("consultations.stage_moved")
class StageMoved(ConsultationEvent):
    """``due``: its date had come; otherwise a facilitator moved it."""

    consultation_id: int
    before: str
    stage: str
    due: bool
    topic_id: int | None = None
    reason: str = ""

    def tags(self) -> tuple[str, ...]:
        topic = (f"topic:{self.topic_id}",) if self.topic_id else ()
        return (*super().tags(), "home", *topic)


@event("consultations.closes_soon")
class ClosesSoon(ConsultationEvent):
    """It closes in a few days: emitted once for each closing time."""

    consultation_id: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("consultations.consultation_hidden")
class ConsultationHidden(ConsultationEvent):
    consultation_id: int
    reason: str

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "home")


@event("consultations.consultation_restored")
class ConsultationRestored(ConsultationEvent):
    consultation_id: int
    reason: str

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "home")


@event("consultations.text_published")
class TextPublished(ConsultationEvent):
    consultation_id: int
    text_id: int
    number: int
    language: str
    kind: str


@event("consultations.questions_changed")
class QuestionsChanged(ConsultationEvent):
    """``change``: added, edited, moved or removed; ``before`` and ``after`` hold what an edit changed."""

    consultation_id: int
    key: str
    change: str
    before: dict[str, Any]
    after: dict[str, Any]


@event("consultations.contribution_submitted")
class ContributionSubmitted(ContributionEvent):
    """``revision`` 1 is the first time. The words are in its revisions."""

    follows_subject: ClassVar[bool] = True

    consultation_id: int
    contribution_id: int
    revision: int
    visibility: str
    channel: str
    organisation_id: int | None = None


@event("consultations.contribution_withdrawn")
class ContributionWithdrawn(ContributionEvent):
    consultation_id: int
    contribution_id: int
    organisation_id: int | None = None


@event("consultations.late_asked")
class LateAsked(ContributionEvent):
    """Its author asks the secretariat to take a contribution although the consultation has closed."""

    consultation_id: int
    contribution_id: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("consultations.late_decided")
class LateDecided(ContributionEvent):
    """The secretariat took it, or did not, with a reason."""

    consultation_id: int
    contribution_id: int
    taken: bool
    reason: str = ""

    def tags(self) -> tuple[str, ...]:
        return ()


@event("consultations.contribution_hidden")
class ContributionHidden(ContributionEvent):
    consultation_id: int
    contribution_id: int
    reason: str


@event("consultations.contribution_restored")
class ContributionRestored(ContributionEvent):
    consultation_id: int
    contribution_id: int
    reason: str


@event("consultations.comment_added")
class CommentAdded(CommentEvent):
    follows_subject: ClassVar[bool] = True

    consultation_id: int
    comment_id: int
    paragraph_key: str
    kind: str


@event("consultations.comment_edited")
class CommentEdited(CommentEvent):
    consultation_id: int
    comment_id: int
    revision: int


@event("consultations.comment_withdrawn")
class CommentWithdrawn(CommentEvent):
    consultation_id: int
    comment_id: int


@event("consultations.comment_hidden")
class CommentHidden(CommentEvent):
    consultation_id: int
    comment_id: int
    reason: str


@event("consultations.comment_restored")
class CommentRestored(CommentEvent):
    consultation_id: int
    comment_id: int
    reason: str


@event("consultations.comment_supported")
class CommentSupported(CommentEvent):
    """The audit of a support; ``given`` is False when it was taken back."""

    audit_only: ClassVar[bool] = True

    consultation_id: int
    comment_id: int
    given: bool
    organisation_id: int | None = None

"""Who is told of what about commitments: the owner's people, whoever assessed, followers."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.commitments.events import (
    AssessmentGiven,
    CommitmentPublished,
    CommitmentRebased,
    CommitmentWithdrawn,
    OwnerReminded,
    ProgressReported,
    StandingChanged,
)
from ict4society.commitments.models import Assessment, Commitment, Update
from ict4society.commitments.states import Standing
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import representatives_of


def _commitment(commitment_id: int) -> Commitment:
    return Commitment.objects.select_related("on_behalf_of", "topic").get(pk=commitment_id)


def _owners(commitment: Commitment) -> set[int]:
    return {commitment.author_id, *representatives_of(commitment.on_behalf_of_id or 0)}


def _assessors(commitment: Commitment) -> set[int]:
    return set(Assessment.objects.filter(commitment=commitment).values_list("author_id", flat=True))


def _told(commitment: Commitment, people: set[int], text: Promise | str, body: str = "") -> Notice:
    ref = Ref("commitments.commitment", commitment.pk)
    followed = (ref, Ref("commitments.joint", commitment.joint_id)) if commitment.joint_id else (ref,)
    return Notice(recipients=sorted(people), text=text, subject=ref, body=body, followers_of=followed, muted_by=(ref,))


def _names(commitment: Commitment) -> dict[str, str]:
    return {"name": str(commitment.on_behalf_of), "title": commitment.title}


@notice(CommitmentPublished)
def publication_told(record: EventRecord, event: CommitmentPublished) -> Notice:
    """Whoever follows the topic or the joint commitment."""
    commitment = _commitment(event.commitment_id)
    text = format_lazy(_("{name} commits itself: “{title}”"), **_names(commitment))
    followed = [Ref("topics.topic", commitment.topic_id)]
    if commitment.joint_id:
        followed.append(Ref("commitments.joint", commitment.joint_id))
    return Notice(
        recipients=[],
        text=text,
        subject=Ref("commitments.commitment", commitment.pk),
        body=plain(commitment.scope),
        followers_of=tuple(followed),
    )


@notice(CommitmentRebased)
def rebasing_told(record: EventRecord, event: CommitmentRebased) -> Notice:
    """Whoever assessed it, and followers."""
    commitment = _commitment(event.commitment_id)
    text = format_lazy(_("{name} changed baseline, target or deadline of “{title}”"), **_names(commitment))
    return _told(commitment, _assessors(commitment), text, event.reason)


@notice(CommitmentWithdrawn)
def withdrawal_told(record: EventRecord, event: CommitmentWithdrawn) -> Notice:
    """Whoever assessed it, and followers."""
    commitment = _commitment(event.commitment_id)
    text = format_lazy(_("{name} withdrew its commitment “{title}”"), **_names(commitment))
    return _told(commitment, _assessors(commitment), text, event.reason)


@notice(ProgressReported)
def progress_told(record: EventRecord, event: ProgressReported) -> Notice:
    """Whoever assessed it, and followers."""
    commitment = _commitment(event.commitment_id)
    update = Update.objects.get(pk=event.update_id)
    text = format_lazy(_("{name} reports on “{title}”"), **_names(commitment))
    return _told(commitment, _assessors(commitment), text, plain(update.text))


@notice(StandingChanged)
def standing_told(record: EventRecord, event: StandingChanged) -> Notice | None:
    """The owner's people and followers, of what is news: met, missed, behind, or on track again after that."""
    news = event.after in (Standing.MET, Standing.MISSED, Standing.BEHIND) or event.before == Standing.BEHIND
    if not news or event.after == Standing.WITHDRAWN:
        return None
    commitment = _commitment(event.commitment_id)
    text = format_lazy(
        _("The commitment “{title}” of {name} is now: {standing}"),
        standing=Standing(event.after).label,
        **_names(commitment),
    )
    return _told(commitment, _owners(commitment), text)


@notice(AssessmentGiven)
def assessment_told(record: EventRecord, event: AssessmentGiven) -> Notice:
    """The owner's people."""
    commitment = _commitment(event.commitment_id)
    assessment = Assessment.objects.select_related("author", "on_behalf_of").get(pk=event.assessment_id)
    who = assessment.on_behalf_of or assessment.author
    text = format_lazy(
        _("{who} assessed your commitment “{title}”: {verdict}"),
        who=str(who),
        title=commitment.title,
        verdict=assessment.get_verdict_display(),
    )
    ref = Ref("commitments.commitment", commitment.pk)
    people = sorted(_owners(commitment))
    return Notice(recipients=people, text=text, subject=ref, body=assessment.reason, muted_by=(ref,))


REMINDERS = {
    "update": _("Tell how far you are with “{title}”: the value of last year is due by {day}"),
    "deadline_near": _("The deadline of your commitment “{title}” is near: {day}"),
    "deadline": _("The deadline of your commitment “{title}” has come: report where you stand"),
}


@notice(OwnerReminded)
def owner_reminded(record: EventRecord, event: OwnerReminded) -> Notice:
    """The owner's people; nobody else."""
    commitment = _commitment(event.commitment_id)
    text = format_lazy(REMINDERS[event.what], title=commitment.title, day=event.day)
    return Notice(
        recipients=sorted(_owners(commitment)), text=text, subject=Ref("commitments.commitment", commitment.pk)
    )

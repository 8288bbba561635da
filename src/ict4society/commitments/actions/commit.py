"""Begin a commitment, and publish it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.commitments.actions.frame import Frame
from ict4society.commitments.actions.judge import judge_locked, lock_commitment
from ict4society.commitments.course import frame_of, words_of
from ict4society.commitments.events import CommitmentDrafted, CommitmentPublished
from ict4society.commitments.models import Commitment, CommitmentRevision, JointCommitment
from ict4society.commitments.states import CommitmentState
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Forbidden, require
from ict4society.foundation.richtext import render
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.topics.models import Topic


@transaction.atomic
def draft_commitment(
    *,
    actor: Actor,
    title: str,
    topic: Topic,
    frame: Frame,
    scope: str = "",
    source_url: str = "",
    joint: JointCommitment | None = None,
    language: str = "",
) -> Commitment:
    """Begin a commitment that only the organisation sees.

    Raises Forbidden (also for an actor who speaks for nobody), MandateMissing, FrameRefused.
    """
    require(actor.user, "commitments.add_commitment")
    if actor.organisation is None:
        raise Forbidden(_("Only an organisation commits itself: choose on whose behalf you act."))
    confirm_mandate(actor)
    frame.check()
    commitment = Commitment(
        title=title,
        topic=topic,
        scope=scope,
        html=str(render(scope)),
        source_url=source_url,
        joint=joint,
        language=language or detect_language(f"{title}\n{scope}"),
        author=actor.user,
        on_behalf_of=actor.organisation,
        group=group_of(actor),
        interest=actor.interest,
    )
    frame.put_on(commitment)
    commitment.save()
    frame.put_interim(commitment)
    keep_revision(commitment, actor=actor)
    emit(CommitmentDrafted(commitment.pk), actor=actor)
    return commitment


def keep_revision(commitment: Commitment, *, actor: Actor, rebased: bool = False, reason: str = "") -> None:
    """Keep what it says now under its number."""
    CommitmentRevision.objects.update_or_create(
        commitment=commitment,
        number=commitment.revision,
        defaults={
            "words": words_of(commitment),
            "frame": frame_of(commitment),
            "rebased": rebased,
            "reason": reason,
            "edited_by": actor.user,
            "created_at": timezone.now(),
        },
    )


@transaction.atomic
def publish_commitment(*, actor: Actor, commitment: Commitment) -> Commitment:
    """Commit the organisation in public; from now on every change is kept. Again changes nothing.

    Raises Forbidden, MandateMissing.
    """
    locked = lock_commitment(commitment)
    if locked.state == CommitmentState.PUBLIC and locked.on_behalf_of_id == actor.organisation_id:
        return locked
    require(actor.user, "commitments.publish_commitment", locked, _("This commitment cannot be published by you."))
    require_owner(actor, locked)
    locked.state = CommitmentState.PUBLIC
    locked.published_at = timezone.now()
    locked.save(update_fields=["state", "published_at"])
    keep_revision(locked, actor=actor)
    organisation_id = int(actor.organisation_id)
    emit(CommitmentPublished(locked.pk, locked.topic_id, organisation_id, locked.joint_id), actor=actor)
    judge_locked(locked, actor=actor)
    return locked


def require_owner(actor: Actor, commitment: Commitment) -> None:
    """The actor speaks for the organisation that committed itself, with a mandate in force.

    Raises Forbidden, MandateMissing.
    """
    if actor.organisation_id != commitment.on_behalf_of_id:
        raise Forbidden(_("Only on behalf of %(name)s can this be done.") % {"name": commitment.on_behalf_of})
    confirm_mandate(actor)

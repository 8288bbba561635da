"""Change a commitment; a change of its frame is a rebasing."""

from __future__ import annotations

import json

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.commitments.actions.commit import keep_revision, require_owner
from ict4society.commitments.actions.frame import Frame, FrameRefused
from ict4society.commitments.actions.judge import judge_locked, lock_commitment
from ict4society.commitments.course import frame_of, words_of
from ict4society.commitments.events import CommitmentEdited, CommitmentRebased
from ict4society.commitments.models import Commitment, JointCommitment
from ict4society.commitments.states import CommitmentState
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, require
from ict4society.foundation.richtext import render
from ict4society.topics.models import Topic


class StaleCommitment(Conflict):
    """It was changed since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Commitment) -> None:
        super().__init__(_("This commitment was changed since you opened it. Compare both and save again."))
        self.current = current


@transaction.atomic
def edit_commitment(
    *,
    actor: Actor,
    commitment: Commitment,
    revision: int,
    title: str,
    topic: Topic,
    frame: Frame,
    scope: str = "",
    source_url: str = "",
    joint: JointCommitment | None = None,
    language: str = "",
    reason: str = "",
) -> Commitment:
    """Give it a new revision; the same words make none. A published one whose frame changes needs a reason.

    Raises Forbidden, MandateMissing, StaleCommitment, FrameRefused.
    """
    locked = lock_commitment(commitment)
    require(actor.user, "commitments.edit_commitment", locked, _("This commitment cannot be changed (any more)."))
    require_owner(actor, locked)
    if locked.revision != revision:
        raise StaleCommitment(locked)
    frame.check()
    words, before = words_of(locked), frame_of(locked)
    measured = (locked.kind, locked.indicator_id, locked.measure, locked.unit)
    locked.title, locked.topic, locked.scope, locked.html = title, topic, scope, str(render(scope))
    locked.source_url, locked.joint, locked.language = source_url, joint, language or locked.language
    frame.put_on(locked)
    locked.save()
    frame.put_interim(locked)
    rebased = before != frame_of(locked) or measured != (
        locked.kind,
        locked.indicator_id,
        locked.measure,
        locked.unit,
    )
    if locked.state == CommitmentState.DRAFT:
        keep_revision(locked, actor=actor)
    elif rebased:
        _rebase(locked, actor, reason, json.dumps(before))
    elif words != words_of(locked):
        _count_up(locked)
        keep_revision(locked, actor=actor, reason=reason)
        emit(CommitmentEdited(locked.pk, locked.revision), actor=actor)
    return locked


def _rebase(commitment: Commitment, actor: Actor, reason: str, before: str) -> None:
    if not reason:
        message = _("Baseline, target or deadline change: say why. Reason, old and new numbers stay readable.")
        raise FrameRefused(message, "reason")
    commitment.rebased_at = timezone.now()
    _count_up(commitment)
    keep_revision(commitment, actor=actor, rebased=True, reason=reason)
    after = json.dumps(frame_of(commitment))
    emit(CommitmentRebased(commitment.pk, commitment.revision, reason, before, after), actor=actor)
    judge_locked(commitment, actor=actor)


def _count_up(commitment: Commitment) -> None:
    commitment.revision += 1
    commitment.save(update_fields=["revision", "rebased_at"])

"""Report something to the moderators."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.foundation.subjects import Ref, resolve_one
from ict4society.moderation.events import SubjectFlagged
from ict4society.moderation.models import Decision, Flag
from ict4society.moderation.queries import moderatable_type
from ict4society.moderation.refused import FlagRefused
from ict4society.moderation.states import DecisionAction, FlagReason


@transaction.atomic
def flag_subject(*, actor: Actor, ref: Ref, reason: FlagReason, text: str = "") -> Flag:
    """Report something that the person sees. Their report that still waits is returned, not made twice.

    Raises Forbidden, and FlagRefused for what cannot be moderated or is not theirs to see.
    """
    require(actor.user, "moderation.flag_subject")
    if moderatable_type(ref.kind) is None or resolve_one(ref, actor.user) is None:
        raise FlagRefused(_("This cannot be reported here."))
    return _enter(actor, ref, reason, text, None)


@transaction.atomic
def appeal_decision(*, actor: Actor, decision: Decision, text: str) -> Flag:
    """The author of something that was hidden asks for another look; once for each decision while it waits.

    Raises Forbidden, and FlagRefused when the latest decision on the subject did not hide it.
    """
    require(actor.user, "moderation.appeal_decision", decision)
    latest = Decision.objects.filter(subject_kind=decision.subject_kind, subject_id=decision.subject_id).first()
    if latest != decision or decision.action != DecisionAction.HIDE:
        raise FlagRefused(_("There is nothing to look at again: this is not hidden by this decision (any more)."))
    return _enter(actor, decision.ref, FlagReason.OTHER, text, decision)


def _enter(actor: Actor, ref: Ref, reason: FlagReason, text: str, appeals: Decision | None) -> Flag:
    flag, fresh = Flag.objects.get_or_create(
        subject_kind=ref.kind,
        subject_id=ref.id,
        reporter=actor.user,
        decision=None,
        defaults={"reason": reason, "text": text, "appeals": appeals},
    )
    if fresh:
        emit(SubjectFlagged(flag.pk, ref.kind, ref.id, str(reason), appeals is not None), actor=actor)
    return flag

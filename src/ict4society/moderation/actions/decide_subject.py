"""Decide on what was reported."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.foundation.subjects import Ref, resolve_one
from ict4society.moderation.events import SubjectDecided
from ict4society.moderation.models import Decision, Flag
from ict4society.moderation.queries import decisions_of, moderatable_type
from ict4society.moderation.refused import DecisionRefused
from ict4society.moderation.states import DecisionAction


@transaction.atomic
def decide_subject(*, actor: Actor, ref: Ref, action: DecisionAction, reason: str) -> Decision:
    """Hide, restore or keep; this answers every report that waits. The feature's own action does its part.

    Raises Forbidden (also by the feature), and DecisionRefused: for an unknown subject, without a reason, about what
    the moderator wrote, and for an appeal against the moderator's own decision while there is another moderator.
    """
    require(actor.user, "moderation.decide_subject")
    found = moderatable_type(ref.kind)
    subject = resolve_one(ref, actor.user) if found is not None else None
    if found is None or subject is None or found.hide is None or found.restore is None:
        raise DecisionRefused(_("This is not there (any more)."))
    if not reason.strip():
        raise DecisionRefused(_("Give the reason: the author is told."))
    flags = list(
        Flag.objects.select_for_update(no_key=True, of=("self",)).filter(
            subject_kind=ref.kind, subject_id=ref.id, decision=None
        )
    )
    author_id = found.author_id(subject.obj)
    _check_impartial(actor, ref, author_id, flags)
    if action == DecisionAction.HIDE:
        found.hide(subject.obj, actor, reason)
    elif action == DecisionAction.RESTORE:
        found.restore(subject.obj, actor, reason)
    decision = Decision.objects.create(
        subject_kind=ref.kind,
        subject_id=ref.id,
        author_id=author_id,
        action=action,
        reason=reason.strip(),
        moderator=actor.user,
    )
    Flag.objects.filter(pk__in=[flag.pk for flag in flags]).update(decision=decision)
    emit(
        SubjectDecided(decision.pk, ref.kind, ref.id, str(action), reason.strip(), [flag.pk for flag in flags]),
        actor=actor,
    )
    return decision


def _check_impartial(actor: Actor, ref: Ref, author_id: int | None, flags: list[Flag]) -> None:
    if author_id == actor.user_id:
        raise DecisionRefused(_("Somebody else must decide about what you wrote yourself."))
    if not any(flag.appeals_id for flag in flags):
        return
    latest = decisions_of(ref).first()
    others = User.objects.filter(is_moderator=True, is_active=True).exclude(pk=actor.user.pk)
    if latest is not None and latest.moderator_id == actor.user_id and others.exists():
        raise DecisionRefused(_("The author asks for another look: another moderator than the first must take it."))

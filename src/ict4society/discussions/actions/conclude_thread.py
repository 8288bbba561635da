"""Conclude a discussion, or open it again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.discussions.events import ThreadConcluded, ThreadReopened
from ict4society.discussions.models import Conclusion, Thread
from ict4society.discussions.states import TRANSITIONS, ThreadState
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, require
from ict4society.foundation.richtext import render


@transaction.atomic
def conclude_thread(*, actor: Actor, thread: Thread, text: str) -> Conclusion:
    """Say how the discussion ended; from now on nobody can write in it or edit posts.

    Raises Forbidden, and Conflict when it is concluded already.
    """
    locked = _lock(thread)
    require(actor.user, "discussions.edit_thread", locked)
    _move(locked, ThreadState.CONCLUDED, _("This thread was concluded meanwhile."))
    locked.save(update_fields=["state", "version"])
    conclusion = Conclusion.objects.create(thread=locked, text=text, html=str(render(text)), author=actor.user)
    emit(ThreadConcluded(locked.pk, conclusion.pk), actor=actor)
    return conclusion


@transaction.atomic
def reopen_thread(*, actor: Actor, thread: Thread) -> None:
    """Let the discussion go on; its conclusions stay. Raises Forbidden, and Conflict when it is open already."""
    locked = _lock(thread)
    require(actor.user, "discussions.edit_thread", locked)
    _move(locked, ThreadState.OPEN, _("This thread was opened again meanwhile."))
    locked.save(update_fields=["state", "version"])
    emit(ThreadReopened(locked.pk), actor=actor)


def _lock(thread: Thread) -> Thread:
    return Thread.objects.select_for_update(of=("self",), no_key=True).select_related("topic").get(pk=thread.pk)


def _move(thread: Thread, state: ThreadState, refusal: str) -> None:
    if state not in TRANSITIONS[ThreadState(thread.state)]:
        raise Conflict(refusal)
    thread.state = state
    thread.version += 1

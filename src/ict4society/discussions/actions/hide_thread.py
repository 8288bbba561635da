"""A moderator hides a thread with all its posts, or shows it again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ict4society.discussions.events import ThreadHidden, ThreadRestored
from ict4society.discussions.models import Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require


@transaction.atomic
def hide_thread(*, actor: Actor, thread: Thread, reason: str) -> None:
    """Nobody but moderators sees the thread and its posts. Hiding it again changes nothing. Raises Forbidden."""
    require(actor.user, "discussions.moderate_thread", thread)
    locked = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    if locked.hidden_at is not None:
        return
    locked.hidden_at = timezone.now()
    locked.version += 1
    locked.save(update_fields=["hidden_at", "version"])
    emit(ThreadHidden(locked.pk, reason), actor=actor)


@transaction.atomic
def restore_thread(*, actor: Actor, thread: Thread, reason: str) -> None:
    """Undo ``hide_thread``. Restoring what is not hidden changes nothing. Raises Forbidden."""
    require(actor.user, "discussions.moderate_thread", thread)
    locked = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    if locked.hidden_at is None:
        return
    locked.hidden_at = None
    locked.version += 1
    locked.save(update_fields=["hidden_at", "version"])
    emit(ThreadRestored(locked.pk, reason), actor=actor)

"""A moderator hides a post, or shows it again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ict4society.discussions.actions.touch import touch_thread
from ict4society.discussions.events import PostHidden, PostRestored
from ict4society.discussions.models import Post
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require


@transaction.atomic
def hide_post(*, actor: Actor, post: Post, reason: str) -> None:
    """Show a notice in its place to everybody but moderators and its author. Hiding it again changes nothing.

    Raises Forbidden.
    """
    require(actor.user, "discussions.moderate_post", post)
    locked = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    if locked.hidden_at is not None:
        return
    locked.hidden_at = timezone.now()
    locked.version += 1
    locked.save(update_fields=["hidden_at", "version"])
    touch_thread(locked.thread_id, posts=-1 if locked.withdrawn_at is None else 0)
    emit(PostHidden(locked.pk, locked.thread_id, reason), actor=actor)


@transaction.atomic
def restore_post(*, actor: Actor, post: Post, reason: str) -> None:
    """Undo ``hide_post``. Restoring what is not hidden changes nothing. Raises Forbidden."""
    require(actor.user, "discussions.moderate_post", post)
    locked = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    if locked.hidden_at is None:
        return
    locked.hidden_at = None
    locked.version += 1
    locked.save(update_fields=["hidden_at", "version"])
    touch_thread(locked.thread_id, posts=1 if locked.withdrawn_at is None else 0)
    emit(PostRestored(locked.pk, locked.thread_id, reason), actor=actor)

"""Take back what one wrote."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.discussions.actions.touch import touch_thread
from ict4society.discussions.actions.voice import require_same_voice
from ict4society.discussions.events import PostWithdrawn
from ict4society.discussions.models import Post
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.organisations.queries import confirm_mandate


@transaction.atomic
def withdraw_post(*, actor: Actor, post: Post) -> Post:
    """Replace the post by a notice; its number and its replies stay, its revisions stay for moderators.

    Withdrawing it again changes nothing. Raises Forbidden, also in another voice than the post's, and MandateMissing.
    """
    locked = Post.objects.select_for_update(of=("self",), no_key=True).select_related("thread").get(pk=post.pk)
    if locked.withdrawn_at is not None and locked.author_id == actor.user_id:
        return locked
    require(actor.user, "discussions.withdraw_post", locked, _("Only its author can withdraw a post."))
    require_same_voice(actor, locked)
    confirm_mandate(actor)
    locked.text = locked.html = ""
    locked.withdrawn_at = timezone.now()
    locked.version += 1
    locked.save(update_fields=["text", "html", "withdrawn_at", "version"])
    touch_thread(locked.thread_id, posts=-1)
    emit(PostWithdrawn(locked.pk, locked.thread_id), actor=actor)
    return locked

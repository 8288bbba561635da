"""Change what a post says."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.discussions.actions.touch import touch_thread
from ict4society.discussions.actions.voice import require_same_voice
from ict4society.discussions.events import PostEdited
from ict4society.discussions.models import Post, PostRevision
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, require
from ict4society.foundation.richtext import render
from ict4society.organisations.queries import confirm_mandate


class StalePost(Conflict):
    """The post was edited since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Post) -> None:
        super().__init__(_("This post was changed since you opened it. Compare both texts and save again."))
        self.current = current


@transaction.atomic
def edit_post(*, actor: Actor, post: Post, revision: int, text: str, reason: str = "", language: str = "") -> Post:
    """Give the post a new revision; the same text makes none. ``revision`` is the one that the person edited.

    Raises Forbidden, also in another voice than the post's, MandateMissing, and StalePost when it moved on.
    """
    locked = Post.objects.select_for_update(of=("self",), no_key=True).select_related("thread").get(pk=post.pk)
    require(
        actor.user, "discussions.edit_post", locked, _("Only its author can edit a post, while the thread is open.")
    )
    require_same_voice(actor, locked)
    confirm_mandate(actor)
    if locked.revision != revision:
        raise StalePost(locked)
    chosen = language or locked.language
    if text == locked.text and chosen == locked.language:
        return locked
    locked.text, locked.html, locked.language = text, str(render(text)), chosen
    locked.revision += 1
    locked.version += 1
    locked.edited_at = timezone.now()
    locked.save(update_fields=["text", "html", "language", "revision", "version", "edited_at"])
    PostRevision.objects.create(
        post=locked, number=locked.revision, text=text, html=locked.html, edited_by=actor.user, reason=reason
    )
    touch_thread(locked.thread_id)
    emit(PostEdited(locked.pk, locked.thread_id, locked.revision, reason), actor=actor)
    return locked

"""Change a thread's title, topic or introduction."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.discussions.events import ThreadEdited
from ict4society.discussions.models import Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Forbidden, require
from ict4society.foundation.richtext import render
from ict4society.topics.models import Topic
from ict4society.topics.queries import facilitates


class StaleThread(Conflict):
    """The thread was edited since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Thread) -> None:
        super().__init__(_("This thread was changed since you opened it. Compare both and save again."))
        self.current = current


@transaction.atomic
def edit_thread(
    *, actor: Actor, thread: Thread, revision: int, title: str, topic: Topic, introduction: str, language: str
) -> Thread:
    """Change the frame of a discussion; the event keeps the values before and after.

    The facilitator must facilitate the old topic and the new one. Raises Forbidden, and StaleThread when it moved on.
    """
    locked = Thread.objects.select_for_update(of=("self",), no_key=True).select_related("topic").get(pk=thread.pk)
    require(actor.user, "discussions.edit_thread", locked)
    if not facilitates(actor.user, topic):
        raise Forbidden(_("You do not facilitate the topic “%(topic)s”.") % {"topic": topic})
    if locked.revision != revision:
        raise StaleThread(locked)
    before = _frame(locked)
    locked.title, locked.topic, locked.language = title, topic, language
    locked.introduction, locked.introduction_html = introduction, str(render(introduction))
    after = _frame(locked)
    if before == after:
        return locked
    locked.revision += 1
    locked.version += 1
    fields = ["title", "topic", "language", "introduction", "introduction_html", "revision", "version"]
    locked.save(update_fields=fields)
    emit(ThreadEdited(locked.pk, before, after), actor=actor)
    return locked


def _frame(thread: Thread) -> dict[str, str | int]:
    return {
        "title": thread.title,
        "topic_id": thread.topic_id,
        "introduction": thread.introduction,
        "language": thread.language,
    }

"""Tell that the page of a thread shows something else now."""

from __future__ import annotations

from django.db.models import F, Q

from ict4society.discussions.models import Post, Thread
from ict4society.foundation.events.emit import notify_pages


def touch_thread(thread_id: int, *, posts: int = 0) -> None:
    """Raise the thread's version, and change its count of visible posts; part of the caller's transaction."""
    Thread.objects.filter(pk=thread_id).update(version=F("version") + 1, post_count=F("post_count") + posts)


def touch_voice(*, author_id: int | None = None, organisation_id: int | None = None) -> list[int]:
    """A person or an organisation has another name now: raise the versions of all their posts and of those threads.

    Returns the ids of the threads, also those that they opened.
    """
    voice = {"author_id": author_id} if author_id else {"on_behalf_of_id": organisation_id}
    posts = Post.objects.filter(**voice)
    opened = Thread.objects.filter(**voice).values("pk")
    # In order of their ids: two of these at once lock them in the same order.
    threads = Thread.objects.filter(Q(pk__in=posts.values("thread_id")) | Q(pk__in=opened)).order_by("pk")
    ids = list(threads.values_list("pk", flat=True))
    posts.update(version=F("version") + 1)
    for thread_id in ids:
        touch_thread(thread_id)
    return ids


def refresh_thread(thread_id: int) -> None:
    """What another feature shows beside the thread is new: render its pages anew."""
    touch_thread(thread_id)
    notify_pages((f"thread:{thread_id}",))

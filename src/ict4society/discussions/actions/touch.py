"""Tell that the page of a thread shows something else now."""

from __future__ import annotations

from django.db.models import F

from ict4society.discussions.models import Post, Thread


def touch_thread(thread_id: int, *, posts: int = 0) -> None:
    """Raise the thread's version, and change its count of visible posts; part of the caller's transaction."""
    Thread.objects.filter(pk=thread_id).update(version=F("version") + 1, post_count=F("post_count") + posts)


def touch_voice(*, author_id: int | None = None, organisation_id: int | None = None) -> None:
    """A person or an organisation has another name now: raise the versions of all their posts and of those threads."""
    posts = (
        Post.objects.filter(author_id=author_id) if author_id else Post.objects.filter(on_behalf_of_id=organisation_id)
    )
    # Threads in order of their ids: two of these at once lock them in the same order.
    threads = Thread.objects.filter(posts__in=posts).distinct().order_by("pk")
    ids = list(threads.values_list("pk", flat=True))
    posts.update(version=F("version") + 1)
    for thread_id in ids:
        touch_thread(thread_id)

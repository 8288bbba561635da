"""What follows from events of discussions: citations of posts are kept true."""

from __future__ import annotations

from ict4society.discussions.events import (
    PostEdited,
    PostHidden,
    PostRestored,
    PostWithdrawn,
    ThreadHidden,
    ThreadRestored,
)
from ict4society.discussions.models import Post
from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.citations.models import Citation
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.subjects import Ref


@listens_to(PostEdited, PostWithdrawn, PostHidden, PostRestored)
def citations_follow_post(record: EventRecord, event: PostEdited | PostWithdrawn | PostHidden | PostRestored) -> None:
    """Bring the citations of a post to what is true now, whatever the order in which its events arrive."""
    post = Post.objects.select_related("thread").filter(pk=event.post_id).first()
    if post is not None:
        _follow(post)


@listens_to(ThreadHidden, ThreadRestored)
def citations_follow_thread(record: EventRecord, event: ThreadHidden | ThreadRestored) -> None:
    """With a thread, all its posts are hidden or shown."""
    cited = Citation.objects.filter(source_kind="discussions.post").values("source_id")
    for post in Post.objects.select_related("thread").filter(thread_id=event.thread_id, pk__in=cited):
        _follow(post)


def _follow(post: Post) -> None:
    ref = Ref("discussions.post", post.pk)
    follow_source(ref, "revised", revision=post.revision)
    gone = post.withdrawn_at is not None or post.hidden_at is not None or post.thread.hidden_at is not None
    follow_source(ref, "withdrawn" if gone else "restored")

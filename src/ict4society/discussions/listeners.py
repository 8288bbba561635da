"""What follows from events: citations of posts are kept true, and new names appear on old posts."""

from __future__ import annotations

from ict4society.accounts.events import AccountClosed, ProfileChanged
from ict4society.discussions.actions.touch import touch_voice
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
from ict4society.foundation.events.emit import notify_pages
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.subjects import Ref
from ict4society.organisations.events import OrganisationEdited

TAGS_AT_ONCE = 200
"""A notification of PostgreSQL holds at most 8,000 bytes."""


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


@listens_to(ProfileChanged, AccountClosed)
def posts_show_the_person(record: EventRecord, event: ProfileChanged | AccountClosed) -> None:
    """Stored fragments name the author: render them anew when the name changed."""
    if isinstance(event, AccountClosed) or "name" in event.fields:
        _renew(touch_voice(author_id=event.user_id))


@listens_to(OrganisationEdited)
def posts_show_the_organisation(record: EventRecord, event: OrganisationEdited) -> None:
    """The same for the organisation for which somebody spoke."""
    if any(event.before.get(name) != event.after.get(name) for name in ("name", "slug")):
        _renew(touch_voice(organisation_id=event.organisation_id))


def _renew(thread_ids: list[int]) -> None:
    tags = [f"thread:{thread_id}" for thread_id in thread_ids]
    for start in range(0, len(tags), TAGS_AT_ONCE):
        notify_pages(("threads", *tags[start : start + TAGS_AT_ONCE]))

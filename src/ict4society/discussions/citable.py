"""The citable words of posts, and what of a thread was used further up the chain."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.discussions.models import Post
from ict4society.foundation.citations import trail
from ict4society.foundation.citations.revisions import kept_revision
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Passage, Ref, Use


def post_passage(post: Post, revision: int | None = None) -> Passage:
    """The words of a revision, and who said them; of a hidden or withdrawn post no words, and that it is withdrawn.

    Raises LookupError for a revision that the post never had.
    """
    number = revision or post.revision
    withdrawn = post.withdrawn_at is not None or post.hidden_at is not None
    if number == post.revision:
        text, said_at = post.text, post.edited_at or post.created_at
    else:
        kept = kept_revision(post, number)
        if kept is None:
            raise LookupError(f"post {post.pk} has no revision {number}")
        text, said_at = kept.text, kept.created_at
    return Passage(
        text="" if withdrawn else plain(text),
        revision=number,
        language=post.language,
        speaker=post.author.name,
        on_behalf_of=post.on_behalf_of.name if post.on_behalf_of else "",
        group=post.group,
        said_at=said_at,
        withdrawn=withdrawn,
        author_id=post.author_id,
    )


def posts_used(threads: list[Ref]) -> list[Use]:
    """Which posts of these threads became something: the hop from a thread to its posts, without those that did not."""
    rows = Post.objects.filter(thread_id__in=[ref.id for ref in threads], hidden_at=None)
    posts = {
        Ref("discussions.post", pk): (thread, at)
        for pk, thread, at in rows.values_list("pk", "thread_id", "created_at")
    }
    used = {use.source for use in trail.uses_of(posts)} if posts else set()
    return [
        Use(
            source=Ref("discussions.thread", posts[ref][0]),
            target=ref,
            hop=_("written in this thread"),
            at=posts[ref][1],
        )
        for ref in sorted(used)
    ]

"""What search finds of discussions."""

from __future__ import annotations

from ict4society.discussions.models import Post, Thread
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Document


def thread_document(thread: Thread) -> Document | None:
    """Title and introduction; nothing of a hidden thread."""
    if thread.hidden_at is not None:
        return None
    return Document(
        title=thread.title,
        body=plain(thread.introduction),
        language=thread.language,
        happened_at=thread.created_at,
        topic_id=thread.topic_id,
    )


def post_document(post: Post) -> Document | None:
    """The words, under the title of the thread; nothing of a hidden or withdrawn post, or of one in a hidden thread."""
    if post.hidden_at is not None or post.withdrawn_at is not None or post.thread.hidden_at is not None:
        return None
    return Document(
        title=post_title(post),
        body=plain(post.text),
        language=post.language,
        happened_at=post.created_at,
        topic_id=post.thread.topic_id,
    )


def post_title(post: Post) -> str:
    """How lists name a post: its number and its thread."""
    return f"#{post.number} · {post.thread.title}"

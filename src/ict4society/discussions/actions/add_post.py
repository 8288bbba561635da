"""Write in a thread."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.discussions.events import PostAdded
from ict4society.discussions.models import Post, Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.database.prepared import answer
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Conflict, require
from ict4society.foundation.richtext import render
from ict4society.organisations.queries import confirm_mandate, group_of

# One statement instead of three: the thread's row is locked from here to the commit, and everybody who writes in the
# same thread waits for it. The number is taken from the locked row, so numbers have no gaps.
_ADD = """
WITH numbered AS (
    UPDATE discussions_thread
    SET next_number = next_number + 1, post_count = post_count + 1, version = version + 1, last_activity_at = %(now)s
    WHERE id = %(thread)s AND state = 'open' AND hidden_at IS NULL
    RETURNING next_number - 1 AS number
), added AS (
    INSERT INTO discussions_post
        (thread_id, number, parent_id, author_id, on_behalf_of_id, "group", interest, language,
         text, html, revision, version, created_at)
    SELECT %(thread)s, number, %(parent)s::bigint, %(author)s, %(on_behalf_of)s::bigint, %(group)s, %(interest)s,
         %(language)s, %(text)s, %(html)s, 1, 1, %(now)s
    FROM numbered
    RETURNING id, number
), kept AS (
    INSERT INTO discussions_postrevision (post_id, number, text, html, edited_by_id, reason, created_at)
    SELECT id, 1, %(text)s, %(html)s, %(author)s, '', %(now)s FROM added
)
SELECT id, number FROM added
"""


# Without a savepoint: this is the innermost of the transactions that a reply opens, and any failure ends them all.
@transaction.atomic(savepoint=False)
def add_post(*, actor: Actor, thread: Thread, text: str, parent: Post | None = None, language: str = "") -> Post:
    """Add a post with the next number; ``parent`` is the post of the same thread that it answers.

    The language is detected when none is given. Raises Forbidden, MandateMissing, and Conflict when the thread was
    concluded meanwhile or the parent stands in another one; a refusal also ends the transaction of the caller.
    """
    require(actor.user, "discussions.reply_thread", thread, _("This thread takes no posts (any more)."))
    if parent is not None and parent.thread_id != thread.pk:
        raise Conflict(_("The post that you answer is not in this thread."))
    confirm_mandate(actor)
    now = timezone.now()
    values = {
        "thread": thread.pk,
        "parent": parent.pk if parent else None,
        "author": actor.user_id,
        "on_behalf_of": actor.organisation_id,
        "group": group_of(actor),
        "interest": actor.interest,
        "language": language or detect_language(text, fallback=thread.language),
        "text": text,
        "html": str(render(text)),
        "now": now,
    }
    rows = answer(_ADD, values)
    if not rows:
        raise Conflict(_("This thread was concluded while you were writing. Your text is still here: copy it."))
    post = Post(
        pk=rows[0][0],
        thread=thread,
        number=rows[0][1],
        parent=parent,
        author=actor.user,
        on_behalf_of=actor.organisation,
        created_at=now,
        **{name: values[name] for name in ("group", "interest", "language", "text", "html")},
    )
    emit(PostAdded(post.pk, thread.pk, post.number, values["parent"]), actor=actor)
    return post

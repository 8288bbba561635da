"""Who is told of what in discussions."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.discussions.events import PostAdded, SummaryWritten, ThreadConcluded, ThreadOpened, ThreadReopened
from ict4society.discussions.models import Conclusion, LivingSummary, Post, Thread
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Ref


def _thread_ref(thread_id: int) -> Ref:
    return Ref("discussions.thread", thread_id)


def _participants(thread: Thread) -> list[int]:
    written = Post.objects.filter(thread_id=thread.pk, hidden_at=None, withdrawn_at=None).values_list(
        "author_id", flat=True
    )
    return sorted({thread.author_id, *written.distinct().order_by()})


@notice(PostAdded)
def reply_told(record: EventRecord, event: PostAdded) -> Notice | None:
    """Whoever is answered, and whoever follows the thread."""
    post = Post.objects.select_related("thread", "author", "parent").get(pk=event.post_id)
    if post.hidden_at is not None or post.withdrawn_at is not None:
        return None
    return Notice(
        recipients=[post.parent.author_id] if post.parent else [post.thread.author_id],
        text=format_lazy(_("{name} wrote in “{title}”"), name=post.author.name, title=post.thread.title),
        subject=Ref("discussions.post", post.pk),
        body=plain(post.text),
        followers_of=(_thread_ref(post.thread_id),),
        muted_by=(_thread_ref(post.thread_id),),
    )


@notice(ThreadOpened)
def thread_opened_told(record: EventRecord, event: ThreadOpened) -> Notice:
    """Whoever follows the topic. The proposer is told by the agenda."""
    thread = Thread.objects.get(pk=event.thread_id)
    return Notice(
        recipients=[],
        text=format_lazy(_("A new thread is open: “{title}”"), title=thread.title),
        subject=_thread_ref(thread.pk),
        body=plain(thread.introduction),
        followers_of=(Ref("topics.topic", thread.topic_id),),
    )


@notice(SummaryWritten)
def summary_told(record: EventRecord, event: SummaryWritten) -> Notice | None:
    """Whoever took part or follows."""
    summary = LivingSummary.objects.select_related("thread").get(thread_id=event.thread_id, version=event.version)
    return Notice(
        recipients=_participants(summary.thread),
        text=format_lazy(_("The summary of “{title}” was updated"), title=summary.thread.title),
        subject=_thread_ref(event.thread_id),
        body=plain(summary.text),
        followers_of=(_thread_ref(event.thread_id),),
        muted_by=(_thread_ref(event.thread_id),),
    )


@notice(ThreadConcluded)
def conclusion_told(record: EventRecord, event: ThreadConcluded) -> Notice:
    """Whoever took part or follows, also those who muted the thread: it is the last that they hear of it."""
    conclusion = Conclusion.objects.select_related("thread").get(pk=event.conclusion_id)
    return Notice(
        recipients=_participants(conclusion.thread),
        text=format_lazy(_("“{title}” was concluded"), title=conclusion.thread.title),
        subject=_thread_ref(event.thread_id),
        body=plain(conclusion.text),
        followers_of=(_thread_ref(event.thread_id),),
    )


@notice(ThreadReopened)
def reopening_told(record: EventRecord, event: ThreadReopened) -> Notice:
    """Whoever took part or follows."""
    thread = Thread.objects.get(pk=event.thread_id)
    return Notice(
        recipients=_participants(thread),
        text=format_lazy(_("“{title}” is open for discussion again"), title=thread.title),
        subject=_thread_ref(thread.pk),
        followers_of=(_thread_ref(thread.pk),),
        muted_by=(_thread_ref(thread.pk),),
    )

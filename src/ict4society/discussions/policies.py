"""Who may see and do what in discussions."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from ict4society.accounts.policies import is_member, is_moderator
from ict4society.discussions.models import Post, Thread
from ict4society.discussions.states import ThreadState
from ict4society.topics.queries import facilitates


def threads_visible_to(user: Any) -> QuerySet[Thread]:
    """Everybody sees what is not hidden; moderators see all."""
    return Thread.objects.all() if is_moderator(user) else Thread.objects.filter(hidden_at=None)


def posts_visible_to(user: Any) -> QuerySet[Post]:
    """Of visible threads; a hidden post is seen by moderators and by its author. A withdrawn one shows its notice."""
    if is_moderator(user):
        return Post.objects.all()
    shown = Q(hidden_at=None)
    if user.is_authenticated:
        shown |= Q(author_id=user.pk)
    return Post.objects.filter(shown, thread__hidden_at=None)


def can_view_thread(user: Any, thread: Thread) -> bool:
    """The same answer as ``threads_visible_to``, for one."""
    return thread.hidden_at is None or is_moderator(user)


def can_view_post(user: Any, post: Post) -> bool:
    """The same answer as ``posts_visible_to``, for one."""
    if is_moderator(user):
        return True
    own = user.is_authenticated and post.author_id == user.pk
    return post.thread.hidden_at is None and (post.hidden_at is None or own)


def can_view_wording(user: Any, post: Post) -> bool:
    """Whether the person may read the words of a post and its earlier revisions: withdrawn ones only moderators."""
    return can_view_post(user, post) and (post.withdrawn_at is None or is_moderator(user))


@rules.predicate
def facilitates_thread(user: Any, thread: Thread | None) -> bool:
    """Facilitates the thread's topic; without a thread, any topic at all."""
    return facilitates(user, thread.topic if thread is not None else None)


@rules.predicate
def is_open(user: Any, thread: Thread | None) -> bool:
    """The thread takes posts."""
    return thread is None or (thread.state == ThreadState.OPEN and thread.hidden_at is None)


@rules.predicate
def is_concluded(user: Any, thread: Thread | None) -> bool:
    """The thread is concluded."""
    return thread is None or (thread.state == ThreadState.CONCLUDED and thread.hidden_at is None)


@rules.predicate
def is_author(user: Any, post: Post | None) -> bool:
    """Wrote the post."""
    return post is None or post.author_id == user.pk


@rules.predicate
def stands(user: Any, post: Post | None) -> bool:
    """The post is neither hidden nor withdrawn, in a thread that is not hidden."""
    return post is None or (post.hidden_at is None and post.withdrawn_at is None and post.thread.hidden_at is None)


@rules.predicate
def in_open_thread(user: Any, post: Post | None) -> bool:
    """The post's thread is open: a concluded one keeps its words."""
    return post is None or post.thread.state == ThreadState.OPEN


rules.add_perm("discussions.open_thread", is_member & facilitates_thread)
rules.add_perm("discussions.edit_thread", is_member & facilitates_thread)
rules.add_perm("discussions.reply_thread", is_member & is_open)
rules.add_perm("discussions.summarise_thread", is_member & facilitates_thread & is_open)
rules.add_perm("discussions.conclude_thread", is_member & facilitates_thread & is_open)
rules.add_perm("discussions.reopen_thread", is_member & facilitates_thread & is_concluded)
rules.add_perm("discussions.edit_post", is_member & is_author & stands & in_open_thread)
rules.add_perm("discussions.withdraw_post", is_member & is_author & stands)
rules.add_perm("discussions.moderate_thread", is_moderator)
rules.add_perm("discussions.moderate_post", is_moderator)

"""Atom feeds of threads and of the posts of a thread: what a visitor may see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.discussions.addresses import post_address
from ict4society.discussions.models import Post, Thread
from ict4society.discussions.policies import posts_visible_to, threads_visible_to
from ict4society.discussions.queries import threads
from ict4society.discussions.search import post_title
from ict4society.foundation.policy import get_visible, public
from ict4society.topics.models import Topic

MOST_ENTRIES = 50
VISITOR = AnonymousUser()


class ThreadsFeed(Feed):
    """The newest threads, of all topics or of one with what is below it."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str = "") -> Topic | None:
        return get_visible(Topic.objects.all(), slug=slug) if slug else None

    def title(self, topic: Topic | None) -> str:
        return _("Threads on “%(topic)s”") % {"topic": topic} if topic else _("Threads")

    def link(self, topic: Topic | None) -> str:
        return reverse("discussions:index", query={"topic": topic.slug} if topic else None)

    def items(self, topic: Topic | None) -> list[Thread]:
        return list(threads(VISITOR, topic=topic, sort="newest")[:MOST_ENTRIES])

    def item_title(self, thread: Thread) -> str:
        return thread.title

    def item_description(self, thread: Thread) -> str:
        return thread.introduction_html

    def item_link(self, thread: Thread) -> str:
        return reverse("discussions:thread", args=[thread.pk])

    def item_author_name(self, thread: Thread) -> str:
        return _voice(thread)

    def item_pubdate(self, thread: Thread) -> datetime:
        return thread.created_at

    def item_updateddate(self, thread: Thread) -> datetime:
        return thread.last_activity_at

    def item_categories(self, thread: Thread) -> list[str]:
        return [str(thread.topic)]


class PostsFeed(Feed):
    """The latest posts of a thread."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, pk: int) -> Thread:
        return get_visible(threads_visible_to(VISITOR), pk=pk)

    def title(self, thread: Thread) -> str:
        return thread.title

    def link(self, thread: Thread) -> str:
        return reverse("discussions:thread", args=[thread.pk])

    def items(self, thread: Thread) -> list[Post]:
        rows = posts_visible_to(VISITOR).filter(thread_id=thread.pk, withdrawn_at=None)
        return list(rows.select_related("author", "on_behalf_of", "thread").order_by("-number")[:MOST_ENTRIES])

    def item_title(self, post: Post) -> str:
        return post_title(post)

    def item_description(self, post: Post) -> str:
        return post.html

    def item_link(self, post: Post) -> str:
        return post_address(post.thread_id, post.number)

    def item_author_name(self, post: Post) -> str:
        return _voice(post)

    def item_pubdate(self, post: Post) -> datetime:
        return post.created_at

    def item_updateddate(self, post: Post) -> datetime:
        return post.edited_at or post.created_at


def _voice(contribution: Thread | Post) -> str:
    name = contribution.author.name
    return f"{name} ({contribution.on_behalf_of.name})" if contribution.on_behalf_of else name


@public
@require_safe
def threads_feed(request: HttpRequest) -> HttpResponse:
    """All threads."""
    return _tagged(ThreadsFeed()(request), ("threads",))


@public
@require_safe
def topic_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The threads of a topic."""
    return _tagged(ThreadsFeed()(request, slug=slug), ("threads", "topics"))


@public
@require_safe
def posts_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """The posts of a thread."""
    return _tagged(PostsFeed()(request, pk=pk), (f"thread:{pk}",))


def _tagged(response: HttpResponse, tags: tuple[str, ...]) -> HttpResponse:
    carrier: Any = response
    carrier.page_tags = tags
    return response

"""Named reads of threads and posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, QuerySet
from django.http import Http404

from ict4society.discussions.models import Conclusion, LivingSummary, Post, PostRevision, Thread
from ict4society.discussions.policies import threads_visible_to
from ict4society.foundation.database.prepared import Prepared
from ict4society.foundation.database.together import together
from ict4society.foundation.policy import can, get_visible
from ict4society.organisations.states import StakeholderGroup
from ict4society.topics.models import Topic
from ict4society.topics.queries import topic_ids

POSTS_PER_PAGE = 50
DOMINANCE_POSTS = 10
"""From how many posts on the balance of a thread is watched."""
DOMINANCE_SHARE = 0.6
"""Above which share of the posts one stakeholder group dominates a thread."""

SORTS = {
    "activity": ("-last_activity_at", "-pk"),
    "newest": ("-created_at", "-pk"),
    "posts": ("-post_count", "-pk"),
}


def page_of(number: int) -> int:
    """The page of a thread on which the post of that number stands. Numbers have no gaps: nothing is deleted."""
    return (max(number, 1) - 1) // POSTS_PER_PAGE + 1


def page_count(thread: Thread) -> int:
    """How many pages the thread has; at least one."""
    return page_of(thread.next_number - 1)


_threads_of_visitors: Prepared[Thread] = Prepared(
    lambda thread_id: (
        threads_visible_to(AnonymousUser())
        .filter(pk=thread_id)
        .select_related("topic")
        .defer("introduction", "introduction_html", "topic__description", "topic__descriptions", "topic__names")
    ),
    thread_id=int,
)


def thread_for(user: Any, thread_id: int) -> Thread:
    """The thread with its topic, if the person may see it; long texts are read when asked for.

    Raises Http404 otherwise.
    """
    if can(user, "discussions.moderate_thread"):
        return get_visible(threads_visible_to(user).select_related("topic"), pk=thread_id)
    # Whoever is no moderator sees what visitors see (``threads_visible_to``).
    found = _threads_of_visitors(thread_id=thread_id) if thread_id < 2**63 else []
    if not found:
        raise Http404
    return found[0]


def threads(
    user: Any, *, topic: Topic | None = None, language: str = "", state: str = "", sort: str = "activity"
) -> QuerySet[Thread]:
    """The threads that the person may see; an area stands for its issues too. ``sort`` is a key of SORTS."""
    rows = threads_visible_to(user).select_related("topic", "author", "on_behalf_of")
    if topic is not None:
        rows = rows.filter(topic_id__in=topic_ids(topic))
    if language:
        rows = rows.filter(language=language)
    if state:
        rows = rows.filter(state=state)
    return rows.order_by(*SORTS.get(sort, SORTS["activity"]))


def languages_in_use() -> list[str]:
    """Codes of the languages in which visible threads are written."""
    return sorted(Thread.objects.filter(hidden_at=None).values_list("language", flat=True).distinct())


def posts_of_page(thread: Thread, page: int) -> list[Post]:
    """The posts of one page, in order, with what their fragments show of authors and of the posts they answer."""
    first = (page - 1) * POSTS_PER_PAGE + 1
    rows = Post.objects.filter(thread_id=thread.pk, number__gte=first, number__lt=first + POSTS_PER_PAGE)
    related = ("author", "on_behalf_of", "parent", "parent__author", "parent__on_behalf_of")
    return list(rows.select_related(*related).order_by("number"))


def latest_summary(thread: Thread) -> LivingSummary | None:
    """The living summary as it stands."""
    return _summaries(thread).first()


def latest_texts(thread: Thread) -> tuple[LivingSummary | None, Conclusion | None]:
    """The living summary as it stands, and the conclusion in force (or the last one, if it was opened again)."""
    summaries, conclusions = together(_summaries(thread)[:1], thread.conclusions.select_related("author")[:1])
    return next(iter(summaries), None), next(iter(conclusions), None)


def _summaries(thread: Thread) -> QuerySet[LivingSummary]:
    return thread.summaries.select_related("author").order_by("-version")


def revisions_of(post: Post) -> list[PostRevision]:
    """Everything that a post ever said, newest first."""
    return list(post.revisions.select_related("edited_by").order_by("-number"))


@dataclass(frozen=True, slots=True)
class Balance:
    """How the posts of a thread are spread over the stakeholder groups."""

    counts: list[tuple[str, int]]
    """Group (in the reader's language) and number of its posts, largest first."""
    dominant: str
    """The group that wrote more than DOMINANCE_SHARE of at least DOMINANCE_POSTS posts; empty when none did."""
    share: float

    @property
    def total(self) -> int:
        return sum(count for _group, count in self.counts)


def balance_of(thread: Thread) -> Balance:
    """Posts that stand (not hidden, not withdrawn) by stakeholder group; without a declared group they count too."""
    rows = (
        Post.objects.filter(thread_id=thread.pk, hidden_at=None, withdrawn_at=None)
        .values("group")
        .annotate(posts=Count("pk"))
        .order_by("-posts", "group")
        .values_list("group", "posts")
    )
    counts = list(rows)
    total = sum(posts for _group, posts in counts)
    labels = dict(StakeholderGroup.choices)
    group, most = next(((group, posts) for group, posts in counts if group), ("", 0))
    dominates = total >= DOMINANCE_POSTS and most > DOMINANCE_SHARE * total
    return Balance(
        counts=[(str(labels.get(name, "")), posts) for name, posts in counts],
        dominant=str(labels[group]) if dominates else "",
        share=most / total if total else 0.0,
    )


def similar_threads(title: str, limit: int = 5) -> list[Thread]:
    """Visible threads with a similar title (pg_trgm), most similar first."""
    rows = Thread.objects.filter(hidden_at=None, title__trigram_similar=title)
    return list(rows.annotate(likeness=TrigramSimilarity("title", title)).order_by("-likeness", "-pk")[:limit])

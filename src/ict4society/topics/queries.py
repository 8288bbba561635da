"""Named reads of topics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ict4society.foundation.database.prepared import Prepared
from ict4society.topics.models import Dimension, Facilitation, Follow, Topic

APPOINTMENTS: Prepared[Facilitation] = Prepared(
    lambda user_id: Facilitation.objects.filter(user_id=user_id), user_id=int
)


def topic_tree() -> list[Topic]:
    """The areas in order, each with its issues at hand (``area.issues.all()``): one query."""
    return arranged(Topic.objects.all())


def arranged(topics: Iterable[Topic]) -> list[Topic]:
    """All topics as the tree that they are."""
    areas: dict[int, Topic] = {}
    below: dict[int, list[Topic]] = {}
    for topic in topics:
        if topic.parent_id is None:
            areas[topic.pk] = topic
        else:
            below.setdefault(topic.parent_id, []).append(topic)
    for area in areas.values():
        issues = area.issues.all()
        issues._result_cache, issues._prefetch_done = below.get(area.pk, []), True  # type: ignore[attr-defined]
        area._prefetched_objects_cache = {"issues": issues}  # type: ignore[attr-defined]
        for issue in below.get(area.pk, ()):
            issue.parent = area
    return list(areas.values())


def form_topics(**slugs: str) -> dict[str, str]:
    """What the forms of pages want instead of slugs: the topic's id, nothing for nothing, else what they refuse."""
    ids = {slug: str(pk) for slug, pk in Topic.objects.filter(slug__in=slugs.values()).values_list("slug", "pk")}
    return {name: ids.get(slug, "unknown" if slug else "") for name, slug in slugs.items()}


def topic_ids(topic: Topic) -> list[int]:
    """The topic and the issues below it: what counts as going on in an area. No query where ``issues`` are at hand."""
    below = [] if topic.parent_id else [issue.pk for issue in topic.issues.all()]
    return [topic.pk, *below]


def dimensions() -> QuerySet[Dimension]:
    """The dimensions in order."""
    return Dimension.objects.all()


def appointed_topics(appointments: list[Facilitation]) -> set[int | None]:
    """Their topics; None stands for all."""
    return {appointment.topic_id for appointment in appointments}


def facilitated_topics(user: Any) -> set[int | None]:
    """Ids of the topics to which the person was appointed; contains None for a facilitator of all topics.

    Read once for each request (kept on the user object).
    """
    if not user.is_authenticated:
        return set()
    known: set[int | None] | None = getattr(user, "_facilitated_topics", None)
    if known is None:
        known = appointed_topics(APPOINTMENTS(user_id=user.pk))
        user._facilitated_topics = known
    return known


def facilitates(user: Any, topic: Topic | None = None) -> bool:
    """Whether the person facilitates this topic or the area above it; without a topic, whether any at all."""
    appointed = facilitated_topics(user)
    if topic is None:
        return bool(appointed)
    above = {None, topic.pk} | ({topic.parent_id} if topic.parent_id else set())
    return bool(appointed & above)


def followed_ids(user: Any) -> set[int]:
    """Ids of the topics that the person follows."""
    if not user.is_authenticated:
        return set()
    return set(Follow.objects.filter(user_id=user.pk).values_list("topic_id", flat=True))


def with_followers(topics: QuerySet[Topic], user: Any) -> QuerySet[Any]:
    """The same topics, each with the number of its ``followers`` and whether the person is one (``is_followed``)."""
    mine = Follow.objects.filter(topic_id=OuterRef("pk"), user_id=user.pk or 0)
    return topics.annotate(followers=Count("follows"), is_followed=Exists(mine))


def followed_topics(user: Any) -> QuerySet[Topic]:
    """The topics that the person follows, in the order of the tree."""
    return (
        Topic.objects.filter(follows__user_id=user.pk).select_related("parent").order_by("parent_id", "position", "pk")
    )


def followers_of(topic: Topic) -> set[int]:
    """Ids of the people who follow the topic or the area above it: who is told what happens there."""
    above = [topic.pk, topic.parent_id] if topic.parent_id else [topic.pk]
    return set(Follow.objects.filter(topic_id__in=above).values_list("user_id", flat=True))


def facilitations(topic: Topic | None = None) -> QuerySet[Facilitation]:
    """Who facilitates: of one topic, with those of the area above it and of all topics; without a topic, everything."""
    found = Facilitation.objects.filter(user__is_active=True).select_related("user", "topic")
    if topic is not None:
        found = found.filter(Q(topic=None) | Q(topic_id=topic.pk) | Q(topic_id=topic.parent_id, topic_id__isnull=False))
    return found.order_by("topic__position", "user__name", "pk")

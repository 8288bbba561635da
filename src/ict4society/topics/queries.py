"""Named reads of topics."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ict4society.topics.models import Dimension, Facilitation, Topic


def topic_tree() -> list[Topic]:
    """The areas in order, each with its issues prefetched: two queries."""
    return list(Topic.objects.filter(parent=None).prefetch_related("issues"))


def topic_ids(topic: Topic) -> list[int]:
    """The topic and the issues below it: what counts as going on in an area. No query where ``issues`` are prefetched."""
    below = [] if topic.parent_id else [issue.pk for issue in topic.issues.all()]
    return [topic.pk, *below]


def dimensions() -> QuerySet[Dimension]:
    """The dimensions in order."""
    return Dimension.objects.all()


def facilitated_topics(user: Any) -> set[int | None]:
    """Ids of the topics to which the person was appointed; contains None for a facilitator of all topics.

    Read once for each request (kept on the user object).
    """
    if not user.is_authenticated:
        return set()
    known: set[int | None] | None = getattr(user, "_facilitated_topics", None)
    if known is None:
        known = set(Facilitation.objects.filter(user_id=user.pk).values_list("topic_id", flat=True))
        user._facilitated_topics = known
    return known


def facilitates(user: Any, topic: Topic | None = None) -> bool:
    """Whether the person facilitates this topic or the area above it; without a topic, whether any at all."""
    appointed = facilitated_topics(user)
    if topic is None:
        return bool(appointed)
    above = {None, topic.pk} | ({topic.parent_id} if topic.parent_id else set())
    return bool(appointed & above)

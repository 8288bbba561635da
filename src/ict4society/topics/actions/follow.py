"""Follow and unfollow a topic."""

from __future__ import annotations

from django.db import transaction

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.topics.events import TopicFollowed, TopicUnfollowed
from ict4society.topics.models import Follow, Topic


@transaction.atomic
def follow_topic(*, actor: Actor, topic: Topic) -> Follow:
    """The actor is told what happens in the topic. Following twice is following once. Raises Forbidden."""
    require(actor.user, "topics.follow_topic", topic)
    follow, new = Follow.objects.get_or_create(user_id=actor.user_id, topic=topic)
    if new:
        emit(TopicFollowed(topic_id=topic.pk, user_id=follow.user_id), actor=actor)
    return follow


@transaction.atomic
def unfollow_topic(*, actor: Actor, topic: Topic) -> None:
    """The actor is no longer told. Raises Forbidden."""
    require(actor.user, "topics.follow_topic", topic)
    gone, _rows = Follow.objects.filter(user_id=actor.user_id, topic=topic).delete()
    if gone:
        emit(TopicUnfollowed(topic_id=topic.pk, user_id=actor.user.pk), actor=actor)

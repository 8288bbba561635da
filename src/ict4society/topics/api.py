"""Topics for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from ict4society.foundation.actors import Actor
from ict4society.foundation.api import read_scope, write_scope
from ict4society.foundation.policy import get_visible
from ict4society.topics.actions.follow import follow_topic, unfollow_topic
from ict4society.topics.models import Topic
from ict4society.topics.policies import topics_visible_to
from ict4society.topics.queries import dimensions, followed_ids, topic_tree

router = Router(tags=["topics"])


class TopicOut(Schema):
    """A topic; an area has no ``area``."""

    id: int
    slug: str
    area: int | None
    name: str
    names: dict[str, str]
    description: str
    descriptions: dict[str, str]
    followed: bool


class AreaOut(TopicOut):
    """An area with its issues."""

    issues: list[TopicOut]


class DimensionOut(Schema):
    """A dimension across all topics."""

    slug: str
    name: str
    names: dict[str, str]
    description: str


class TreeOut(Schema):
    """The whole tree."""

    dimensions: list[DimensionOut]
    areas: list[AreaOut]


def topic_out(topic: Topic, followed: set[int]) -> TopicOut:
    """A topic as the interface shows it."""
    return TopicOut(**_values(topic, followed))


def _values(topic: Topic, followed: set[int]) -> dict[str, Any]:
    fields = ("slug", "name", "names", "description", "descriptions")
    values = {field: getattr(topic, field) for field in fields}
    return values | {"id": topic.pk, "area": topic.parent_id, "followed": topic.pk in followed}


@router.get("/", auth=read_scope(optional=True), response=TreeOut)
def show_tree(request: HttpRequest) -> TreeOut:
    """Dimensions, areas and issues, in order."""
    followed = followed_ids(request.user)
    areas = [
        AreaOut(**_values(area, followed), issues=[topic_out(issue, followed) for issue in area.issues.all()])
        for area in topic_tree()
    ]
    shown = [
        DimensionOut(slug=one.slug, name=one.name, names=one.names, description=one.description) for one in dimensions()
    ]
    return TreeOut(dimensions=shown, areas=areas)


@router.get("/{slug:slug}", auth=read_scope(optional=True), response=TopicOut)
def show_topic(request: HttpRequest, slug: str) -> TopicOut:
    """One topic."""
    return topic_out(get_visible(topics_visible_to(request.user), slug=slug), followed_ids(request.user))


@router.put("/{slug:slug}/follow", auth=write_scope(), response=TopicOut)
def follow(request: HttpRequest, slug: str) -> TopicOut:
    """Follow a topic; repeating it changes nothing."""
    topic = get_visible(topics_visible_to(request.user), slug=slug)
    follow_topic(actor=Actor(request.user), topic=topic)
    return topic_out(topic, {topic.pk})


@router.delete("/{slug:slug}/follow", auth=write_scope(), response={204: None})
def unfollow(request: HttpRequest, slug: str) -> Status[None]:
    """Follow it no longer; repeating it changes nothing."""
    unfollow_topic(actor=Actor(request.user), topic=get_visible(topics_visible_to(request.user), slug=slug))
    return Status(204, None)

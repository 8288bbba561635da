"""A topic and its facilitator."""

from __future__ import annotations

from ict4society.topics.models import Facilitation
from tests.people.factory import person
from tests.promises.world import Samples, World

ANSWERS = """
topics:facilitators                POST 302
topics:dismiss                     GET  405
topics:dismiss                     POST 302
topics:follow                      GET  405
topics:follow                      POST 302
topics:unfollow                    GET  405
topics:unfollow                    POST 302
"""
HOLDERS = {"topics.appoint_facilitator": "operator"}


def make(world: World) -> Samples:
    """The issue; a second facilitator, who may be dismissed."""
    appointed = Facilitation.objects.create(user=person("Fia Facilitator"), topic=world.issue)
    return Samples(
        ANSWERS,
        HOLDERS,
        parameters={"slug": world.issue.slug, "facilitation_id": appointed.pk},
        bodies={"topics:facilitators": {"email": world.people["member"].email}},
    )

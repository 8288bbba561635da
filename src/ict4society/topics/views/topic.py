"""One topic: what it is about, and what is going on in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.accounts.models import User
from ict4society.foundation.policy import get_visible, public
from ict4society.foundation.ui.pages import page
from ict4society.topics.models import Topic
from ict4society.topics.panel_register import panels
from ict4society.topics.policies import topics_visible_to
from ict4society.topics.queries import facilitations, with_followers


@public
@require_safe
def show_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Description, issues, facilitators, followers, and the panels of the features above."""
    visible = with_followers(topics_visible_to(request.user), request.user)
    topic = get_visible(visible.select_related("parent").prefetch_related("issues"), slug=slug)
    shown = panels(topic, request.user)
    context = {
        "topic": topic,
        "panels": shown,
        "followers": topic.followers,
        "following": topic.is_followed,
        "facilitators": _once_each(topic),
    }
    tags = ("topics", f"topic:{topic.pk}", *(tag for panel in shown for tag in panel.tags))
    return page(request, "topics/topic.html", context, tags=tags, fragment="follow")


def _once_each(topic: Topic) -> list[User]:
    return list({one.user_id: one.user for one in facilitations(topic)}.values())

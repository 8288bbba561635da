"""What discussions show on the page of a topic."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ict4society.discussions.models import Thread
from ict4society.discussions.queries import threads
from ict4society.topics.models import Topic
from ict4society.topics.panels import Listing, Panel, PanelItem


def threads_panel(topic: Topic, user: Any) -> Listing:
    """The threads with the latest posts."""
    panel = Panel(
        title=_("Discussions"),
        more_url=reverse("discussions:index", query={"topic": topic.slug}),
        more=_("All threads"),
        empty=_("Nobody has opened a thread here yet."),
        tags=("threads",),
    )
    return Listing(panel, threads(user, topic=topic), _lines)


def _lines(rows: list[Thread]) -> list[PanelItem]:
    return [
        PanelItem(
            title=thread.title,
            url=reverse("discussions:thread", args=[thread.pk]),
            meta=ngettext("%(num)d post", "%(num)d posts", thread.post_count) % {"num": thread.post_count},
            language=thread.language,
            at=thread.last_activity_at,
        )
        for thread in rows
    ]

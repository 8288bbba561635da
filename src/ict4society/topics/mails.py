"""Who is told of what about topics."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice
from ict4society.foundation.notices.notice import notice
from ict4society.topics.events import FacilitatorAppointed, FacilitatorDismissed
from ict4society.topics.models import Topic


@notice(FacilitatorAppointed)
def told_of_appointment(record: EventRecord, event: FacilitatorAppointed) -> Notice:
    """The new facilitator."""
    text = format_lazy(_("You facilitate from now on: {topic}"), topic=_name(event.topic_id))
    return Notice([event.user_id], text, event.subject())


@notice(FacilitatorDismissed)
def told_of_dismissal(record: EventRecord, event: FacilitatorDismissed) -> Notice:
    """The former facilitator."""
    text = format_lazy(_("You no longer facilitate: {topic}"), topic=_name(event.topic_id))
    return Notice([event.user_id], text, event.subject())


def _name(topic_id: int | None) -> object:
    if topic_id is None:
        return _("all topics")
    return Topic.objects.filter(pk=topic_id).first() or _("a topic that is gone")

"""Open a thread."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.discussions.events import ThreadOpened
from ict4society.discussions.models import Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Forbidden, require
from ict4society.foundation.richtext import render
from ict4society.organisations.models import Contribution
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.topics.models import Topic
from ict4society.topics.queries import facilitates


@transaction.atomic
def open_thread(
    *,
    actor: Actor,
    title: str,
    topic: Topic,
    introduction: str = "",
    language: str = "",
    proposed_as: Contribution | None = None,
) -> Thread:
    """Open a thread, as a facilitator of its topic.

    ``proposed_as`` is the proposal that the agenda puts on itself: the thread then is its author's, in their voice.
    The language is detected when none is given. Raises Forbidden and MandateMissing.
    """
    require(actor.user, "discussions.open_thread", None)
    if not facilitates(actor.user, topic):
        raise Forbidden(_("You do not facilitate the topic “%(topic)s”.") % {"topic": topic})
    confirm_mandate(actor)
    thread = Thread.objects.create(
        title=title,
        topic=topic,
        introduction=introduction,
        introduction_html=str(render(introduction)),
        language=language or detect_language(f"{title}\n{introduction}"),
        author=proposed_as.author if proposed_as else actor.user,
        on_behalf_of=proposed_as.on_behalf_of if proposed_as else actor.organisation,
        group=proposed_as.group if proposed_as else group_of(actor),
        interest=proposed_as.interest if proposed_as else actor.interest,
    )
    emit(ThreadOpened(thread.pk, topic.pk, title), actor=actor)
    return thread

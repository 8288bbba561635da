"""Who is told of what about consultations."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.consultations.events import ClosesSoon, LateAsked, LateDecided, StageMoved
from ict4society.consultations.models import Consultation, Contribution
from ict4society.consultations.queries.consultations import (
    consultation_ref,
    followers_without_answer,
    people_in_charge,
)
from ict4society.consultations.states import Stage
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Ref

SENTENCES = {
    Stage.ANNOUNCED: _("A consultation is announced: “{title}”"),
    Stage.OPEN: _("The consultation “{title}” is open: say what you think"),
    Stage.CLOSED: _("The consultation “{title}” is closed"),
    Stage.RESPONSES: _("The comments in the consultation “{title}” are being answered"),
}
"""Of what becomes final, the responses tell."""


def _consultation(consultation_id: int) -> Consultation:
    return Consultation.objects.select_related("topic").get(pk=consultation_id)


@notice(StageMoved)
def stage_told(record: EventRecord, event: StageMoved) -> Notice | None:
    """Who follows it or its topic."""
    sentence = SENTENCES.get(Stage(event.stage))
    if sentence is None:
        return None
    found = _consultation(event.consultation_id)
    ref = consultation_ref(found)
    topic = (Ref("topics.topic", found.topic_id),) if found.topic_id else ()
    return Notice(
        recipients=[],
        text=format_lazy(sentence, title=found.title),
        subject=ref,
        body=event.reason or plain(found.summary),
        followers_of=(ref, *topic),
        muted_by=(ref,),
    )


@notice(ClosesSoon)
def closing_told(record: EventRecord, event: ClosesSoon) -> Notice | None:
    """Who follows it and has not answered."""
    found = _consultation(event.consultation_id)
    if found.closes_at is None or found.stage != Stage.OPEN:
        return None
    ref = consultation_ref(found)
    return Notice(
        recipients=sorted(followers_without_answer(found)),
        text=format_lazy(_("The consultation “{title}” closes soon, and you have not answered yet"), title=found.title),
        subject=ref,
        body=plain(found.summary),
        muted_by=(ref,),
    )


@notice(LateAsked)
def late_request_told(record: EventRecord, event: LateAsked) -> Notice:
    """The secretariat."""
    found = _consultation(event.consultation_id)
    return Notice(
        recipients=sorted(people_in_charge(found)),
        text=format_lazy(_("Somebody asks you to take a late contribution to “{title}”"), title=found.title),
        subject=consultation_ref(found),
    )


@notice(LateDecided)
def late_decision_told(record: EventRecord, event: LateDecided) -> Notice | None:
    """Its author."""
    contribution = Contribution.objects.select_related("consultation").get(pk=event.contribution_id)
    if contribution.author_id is None:
        return None
    sentence = (
        _("Your late contribution to “{title}” was taken")
        if event.taken
        else _("Your late contribution to “{title}” was not taken")
    )
    return Notice(
        recipients=[contribution.author_id],
        text=format_lazy(sentence, title=contribution.consultation.title),
        subject=Ref("consultations.contribution", contribution.pk),
        body=event.reason,
    )

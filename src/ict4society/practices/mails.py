"""Who is told of what about practices."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.subjects import Ref
from ict4society.practices.events import (
    PracticeAdopted,
    PracticeDecided,
    PracticeReviewed,
    PracticeSubmitted,
    ReviewDue,
)
from ict4society.practices.models import Adoption, Practice, Review
from ict4society.practices.queries import colleagues_of
from ict4society.practices.states import PracticeState


def _practice(practice_id: int) -> Practice:
    return Practice.objects.select_related("topic", "on_behalf_of").get(pk=practice_id)


def _ref(practice: Practice) -> Ref:
    return Ref("practices.practice", practice.pk)


@notice(PracticeSubmitted)
def submission_told(record: EventRecord, event: PracticeSubmitted) -> Notice:
    """Whoever follows the topic, the organisation's practice, or reviewed it before: it waits for peers."""
    practice = _practice(event.practice_id)
    before = set(practice.reviews.values_list("author_id", flat=True))
    name = str(practice.on_behalf_of)
    text = format_lazy(_("{name} asks for peer review of the practice “{title}”"), name=name, title=practice.title)
    followed = [_ref(practice), Ref("topics.topic", practice.topic_id)]
    if practice.second_topic_id:
        followed.append(Ref("topics.topic", practice.second_topic_id))
    return Notice(
        recipients=sorted(before),
        text=text,
        subject=_ref(practice),
        body=practice.summary,
        followers_of=tuple(followed),
        muted_by=(_ref(practice),),
    )


@notice(PracticeReviewed)
def review_told(record: EventRecord, event: PracticeReviewed) -> Notice:
    """Those who wrote it: with the reasons."""
    practice = _practice(event.practice_id)
    review = Review.objects.get(pk=event.review_id)
    text = format_lazy(_("A peer reviewed “{title}”"), title=practice.title)
    return Notice(
        recipients=colleagues_of(practice),
        text=text,
        subject=_ref(practice),
        body=review.reason,
        muted_by=(_ref(practice),),
    )


_OUTCOMES = {
    PracticeState.RECOGNISED: _("The practice “{title}” is recognised by its peers"),
    PracticeState.NEEDS_WORK: _("Peers ask for more work on the practice “{title}”"),
    PracticeState.NOT_RECOGNISED: _("The practice “{title}” was not recognised by its peers"),
}


@notice(PracticeDecided)
def decision_told(record: EventRecord, event: PracticeDecided) -> Notice:
    """Those who wrote it, the reviewers, and who follows it."""
    practice = _practice(event.practice_id)
    reviewers = practice.reviews.filter(round=event.round).values_list("author_id", flat=True)
    return Notice(
        recipients=sorted({*colleagues_of(practice), *reviewers}),
        text=format_lazy(_OUTCOMES[PracticeState(event.state)], title=practice.title),
        subject=_ref(practice),
        followers_of=(_ref(practice),),
        muted_by=(_ref(practice),),
    )


@notice(PracticeAdopted)
def adoption_told(record: EventRecord, event: PracticeAdopted) -> Notice:
    """Those who wrote it: somebody followed."""
    practice = _practice(event.practice_id)
    adoption = Adoption.objects.select_related("author", "on_behalf_of").get(pk=event.adoption_id)
    who = str(adoption.on_behalf_of or adoption.author.name)
    text = format_lazy(_("{name} says what they did with your practice “{title}”"), name=who, title=practice.title)
    return Notice(
        recipients=colleagues_of(practice),
        text=text,
        subject=_ref(practice),
        body=adoption.done,
        followers_of=(_ref(practice),),
        muted_by=(_ref(practice),),
    )


@notice(ReviewDue)
def due_told(record: EventRecord, event: ReviewDue) -> Notice:
    """Those who wrote it: time to bring it up to date and submit it again."""
    practice = _practice(event.practice_id)
    day = lazy(lambda: date_format(date.fromisoformat(event.due)), str)()
    text = format_lazy(_("“{title}” is recognised until {day}: bring it up to date"), title=practice.title, day=day)
    return Notice(
        recipients=colleagues_of(practice),
        text=text,
        subject=_ref(practice),
        body=_("Check the results and submit it for review again. Until then its page says that the review is due."),
    )

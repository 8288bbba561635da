"""Who hears of a notice, against the sentences of its fields, counted person by person."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from ict4society.discussions.actions.open_thread import open_thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice
from ict4society.foundation.subjects import Ref
from ict4society.notifications.models import MailPreference, Subscription
from ict4society.notifications.models.subscription import Attention
from ict4society.notifications.queries import Told, audience
from ict4society.topics.models import Follow
from tests.people.factory import facilitator, person, topic

pytestmark = pytest.mark.django_db
WISHES = ("", Attention.FOLLOWING, Attention.MUTED)


@pytest.fixture
def about() -> dict[str, Any]:
    """A thread that everybody may see, and what its notice is about."""
    area = topic()
    issue = topic(parent=area)
    thread = open_thread(actor=Actor(facilitator()), title="Tantalum", topic=issue, language="en")
    return {
        "area": area,
        "issue": issue,
        "subject": Ref("discussions.thread", thread.pk),
        "followed": Ref("tests.followed", thread.pk),
        "silencing": Ref("tests.silencing", thread.pk),
    }


def _notice(about: dict[str, Any], recipients: list[int]) -> Notice:
    followers_of = (about["followed"], Ref("topics.topic", about["issue"].pk))
    return Notice(recipients, "", about["subject"], followers_of=followers_of, muted_by=(about["silencing"],))


def _wishes(someone: Any, ref: Ref, attention: str) -> None:
    if attention:
        Subscription.objects.create(user=someone, subject_kind=ref.kind, subject_id=ref.id, attention=attention)


def test_everybody_with_every_combination_of_wishes(about: dict[str, Any]) -> None:
    """108 people: concerned or not, following the area or not, and what they want of each of the three subjects."""
    concerned, expected = [], set()
    for told, of_area, subject, followed, silencing in product((0, 1), (0, 1), WISHES, WISHES, WISHES):
        someone = person()
        for ref, attention in zip(("subject", "followed", "silencing"), (subject, followed, silencing), strict=True):
            _wishes(someone, about[ref], attention)
        if of_area:
            Follow.objects.create(user=someone, topic=about["area"])
        if told:
            concerned.append(someone.pk)
        follows = (followed == Attention.FOLLOWING or of_area) and Attention.MUTED not in (subject, followed)
        if (told or follows) and silencing != Attention.MUTED:
            expected.add(someone.pk)
    found = audience(EventRecord(actor_id=None), _notice(about, concerned))
    assert {each.id for each in found} == expected
    assert len(found) == len(expected), "nobody twice"
    assert 0 < len(expected) < 108


def test_neither_the_actor_nor_who_has_left_and_how_the_others_want_it(about: dict[str, Any]) -> None:
    actor, gone, plain, french = person(), person(is_active=False), person(language="de"), person(language="fr")
    MailPreference.objects.create(user=french, by_mail=False)
    everybody = [actor.pk, gone.pk, plain.pk, french.pk, plain.pk]
    found = audience(EventRecord(actor_id=actor.pk), _notice(about, everybody))
    assert found == [Told(plain.pk, "de", True), Told(french.pk, "fr", False)]

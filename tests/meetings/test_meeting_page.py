"""The page of a meeting with everything on it: few queries, as many for one of each as for many."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.files.store import store_upload
from ict4society.foundation.subjects import Ref
from ict4society.meetings.actions.advance import start_meeting
from ict4society.meetings.actions.items import ItemValues, add_item, add_speaker, link_item
from ict4society.meetings.actions.review import decide_material, propose_item, propose_material
from ict4society.meetings.models import Meeting
from ict4society.minutes.actions.stage import open_corrections
from ict4society.minutes.actions.take import Wording, take_line
from ict4society.topics.models import Topic
from tests.meetings.conftest import Make, seat
from tests.people import factory

QUERIES = {"visitor": 6, "member": 9, "participant": 9, "chair": 9}
"""Literal. A member's page asks for the session, the person, their appointments, and what waits for them."""


@pytest.mark.parametrize("many", [1, 6])
def test_the_page_costs_the_same_for_one_and_for_many(
    client: Client, make: Make, area: Topic, facilitator: User, django_assert_num_queries: Any, many: int
) -> None:
    chair, participant = Actor(facilitator), factory.person()
    hosts = [factory.organisation() for _number in range(many)]
    further = [factory.topic(f"further-{number}") for number in range(many)]
    meeting = make(series="Repair", hosts=hosts, further_topics=further, facilitators=[facilitator])
    for number in range(many):
        _fill(meeting, chair, participant, area, number)
        seat(make(title=f"Another {number}", series="Repair"), participant)
    seat(meeting, participant)
    people = {"visitor": None, "member": factory.person(), "participant": participant, "chair": facilitator}
    _costs(client, meeting, people, django_assert_num_queries)

    meeting = start_meeting(actor=chair, meeting=meeting)
    for number in range(many):
        take_line(actor=chair, meeting=meeting, wording=Wording(text=f"Line {number}", kind="decision"))
    meeting = open_corrections(actor=chair, meeting=meeting, until=timezone.now() + timedelta(days=3))
    _costs(client, meeting, people, django_assert_num_queries)


def _costs(client: Client, meeting: Meeting, people: dict[str, User | None], asserted: Any) -> None:
    address = f"/meetings/{meeting.pk}/"
    for role, person in people.items():
        client.logout()
        if person is not None:
            client.force_login(person)
        text = client.get(address).text
        for words in ("Repair thread 0", "Ada 0", "Paper 0", "Another 0"):
            assert words in text, (words, role)
        assert ("Wish 0" in text) == (role in ("participant", "chair")), role
        usual = QUERIES[role] - (0 if meeting.was_held else LINES)
        with asserted(usual):
            client.get(address)


LINES = 1
"""The lines of the minutes, once there are some."""


def _fill(meeting: Meeting, chair: Actor, participant: User, area: Topic, number: int) -> None:
    """An item about a thread with a speaker, one that somebody wishes for, and a paper."""
    thread = _thread(chair, area, number)
    item = add_item(actor=chair, meeting=meeting, values=ItemValues(title=f"Item {number}"))
    link_item(actor=chair, item=item, ref=Ref("discussions.thread", thread.pk))
    add_speaker(actor=chair, item=item, name=f"Ada {number}", organisation=meeting.hosts.first())
    wish = ItemValues(title=f"Wish {number}")
    ref = Ref("discussions.thread", thread.pk)
    propose_item(actor=Actor(participant), meeting=meeting, values=wish, link=ref)
    file = store_upload(SimpleUploadedFile(f"paper-{number}.txt", b"Repair pays."), owner=participant)
    paper = propose_material(
        actor=Actor(participant), meeting=meeting, title=f"Paper {number}", file=file, item=item, language="en"
    )
    decide_material(actor=chair, material=paper, approve=True, reason="")


def _thread(chair: Actor, area: Topic, number: int) -> Thread:
    return open_thread(actor=chair, topic=area, title=f"Repair thread {number}", introduction="Why?", language="en")

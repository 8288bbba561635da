"""The lists: who sees what, at constant cost; the README's table of states is the code's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

import ict4society.meetings
from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import can
from ict4society.meetings.actions.advance import cancel_meeting
from ict4society.meetings.actions.hide import hide_meeting, restore_meeting
from ict4society.meetings.models import Meeting
from ict4society.meetings.policies import can_view_meeting, meetings_visible_to, run_by, runs_meeting
from ict4society.meetings.queries import upcoming_meetings
from ict4society.meetings.search import meeting_document
from ict4society.meetings.states import TRANSITIONS, MeetingState
from ict4society.topics.models import Topic
from tests.meetings.conftest import Make, in_days, seat
from tests.people import factory

LIST_QUERIES = {  # of visitors and of members
    "/meetings/": (3, 7),
    "/meetings/past/": (3, 7),
    "/meetings/month/": (1, 4),
    "/meetings/places/": (2, 6),
}


def test_what_is_seen_is_what_may_be_seen(make: Make, facilitator: User, area: Topic) -> None:
    issue = factory.topic("repair", parent=area)
    moderator, chair, member = factory.person(is_moderator=True), factory.person(), factory.person()
    everything = factory.facilitator()
    made = [
        make("draft", title="Draft"),
        make("announced", title="Announced"),
        make(title="Hidden"),
        make(title="Cancelled"),
        make("draft", title="Draft with a chair", topic=None, facilitators=[chair], actor=everything),
        make("draft", title="Draft of the issue", topic=None, further_topics=[issue], actor=everything),
    ]
    hide_meeting(actor=Actor(moderator), meeting=made[2], reason="Spam.")
    cancel_meeting(actor=Actor(facilitator), meeting=made[3], reason="Storm.")
    people = (AnonymousUser(), member, chair, facilitator, factory.facilitator(issue), everything, moderator)
    counts = []
    for person in people:
        seen = set(meetings_visible_to(person))
        assert seen == {each for each in Meeting.objects.all() if can_view_meeting(person, each)}
        runs = set(Meeting.objects.filter(run_by(person)))
        assert runs == {each for each in Meeting.objects.all() if runs_meeting(person, each)}
        counts.append(len(seen))
    assert counts == [2, 2, 3, 5, 3, 6, 3]


def test_the_link_is_for_those_who_have_a_seat(make: Make, facilitator: User) -> None:
    meeting = make(capacity=1)
    seated, waiting = seat(meeting).user, seat(meeting).user
    people = (AnonymousUser(), factory.person(), waiting, seated, facilitator)
    assert [can(person, "meetings.view_link", meeting) for person in people] == [False, False, False, True, True]


@pytest.mark.parametrize("many", [1, 15])
def test_lists_cost_the_same_for_one_and_for_many(
    client: Client, make: Make, django_assert_num_queries: Any, many: int
) -> None:
    person = factory.person()
    for number in range(many):
        place = {"latitude": 40 + number, "longitude": number, "days": [in_days(0.5 + number / 100, 2)]}
        seat(make(title=f"Coming {number}", **place), person)
        old = make(title=f"Past {number}")
        Meeting.objects.filter(pk=old.pk).update(starts_at=in_days(-9)[0], ends_at=in_days(-9)[1])
    for address, (visitor, member) in LIST_QUERIES.items():
        client.logout()
        client.get(address)
        with django_assert_num_queries(visitor):
            client.get(address)
        client.force_login(person)
        client.get(address)
        with django_assert_num_queries(member):
            client.get(address)


def test_lists_take_any_address(client: Client, make: Make, area: Topic) -> None:
    issue = factory.topic("repair", parent=area)
    make(title="Of the issue", topic=issue)
    make(title="Of another topic", topic=None, actor=factory.facilitator())
    page = client.get("/meetings/", {"topic": area.slug}).text
    assert "Of the issue" in page
    assert "Of another topic" not in page
    for address in ("/meetings/", "/meetings/past/", "/meetings/month/", "/meetings/places/"):
        for query in ({"topic": "<x>", "page": "-3"}, {"page": "9999", "month": "2026-13"}, {"month": "1900-01"}):
            assert client.get(address, query).status_code == 200
    assert client.get("/meetings/month/", {"month": "2199-12"}).status_code == 200
    client.force_login(factory.facilitator())
    routes = ("", "edit/", "agenda/", "agenda/propose/", "register/", "registration/", "attendance/", "calendar.ics")
    for number in (1, 10**17, 10**30):
        for route in routes:
            assert client.get(f"/meetings/{number}/{route}").status_code == 404, (number, route)


def test_hidden_is_gone_everywhere_and_comes_back(client: Client, make: Make, area: Topic) -> None:
    moderator, meeting = factory.person(is_moderator=True), make()
    assert [each.pk for each in upcoming_meetings(AnonymousUser())] == [meeting.pk]
    hide_meeting(actor=Actor(moderator), meeting=meeting, reason="Spam.")
    for address in ("/meetings/", "/meetings/calendar.ics", "/meetings/feed/", f"/topics/{area.slug}/"):
        assert meeting.title not in client.get(address).text
    assert client.get(f"/meetings/{meeting.pk}/").status_code == 404
    assert meeting_document(Meeting.objects.get()) is None
    restore_meeting(actor=Actor(moderator), meeting=meeting, reason="A mistake.")
    assert client.get(f"/meetings/{meeting.pk}/").status_code == 200
    found = meeting_document(Meeting.objects.get())
    assert found is not None
    assert found.happened_at > timezone.now()


def test_the_table_of_states_is_the_codes() -> None:
    readme = Path(ict4society.meetings.__file__).with_name("README.md").read_text()
    labels = {state: str(state.label) for state in MeetingState}
    told: dict[str, str] = {}
    for line in readme.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 3:
            told |= dict.fromkeys(cells[0].split(", "), cells[1])
    for state, targets in TRANSITIONS.items():
        named = {name.strip() for name in told[labels[state]].split(",")} - {"–"}
        assert named == {labels[target] for target in targets}, state

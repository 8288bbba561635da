"""Calendars, read by a library that did not write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject
from django.test import Client
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.meetings.actions.advance import cancel_meeting
from ict4society.meetings.actions.hide import hide_meeting
from ict4society.meetings.actions.plan import Plan, edit_meeting
from ict4society.meetings.models import Meeting
from ict4society.topics.models import Topic
from tests.meetings.conftest import Make, in_days, seat
from tests.people import factory


def events(client: Client, address: str) -> dict[str, Any]:
    """The events of a calendar by their uid."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    read = vobject.readOne(answer.content.decode())
    assert read.version.value == "2.0"
    return {event.uid.value: event for event in getattr(read, "vevent_list", [])}


def test_a_subscriber_sees_a_new_time_and_the_cancellation(client: Client, make: Make, facilitator: User) -> None:
    title = "Comma, semicolon; and ünïcödé that is long enough to be folded over more than one line of the file"
    meeting = make(title=title, text="First line\n\n- second; line")
    (uid, first), *others = events(client, "/meetings/calendar.ics").items()
    assert others == []
    assert (first.summary.value, first.sequence.value, first.status.value) == (title, "0", "CONFIRMED")
    assert first.dtstart.value == meeting.starts_at
    assert first.dtend.value == meeting.ends_at
    assert "second; line" in first.description.value
    assert f"/meetings/{meeting.pk}/" in first.url.value
    assert "secret-room" not in first.serialize()
    begins = in_days(33)
    plan = Plan(title=title, days=[begins], topic=meeting.topic, kind="onsite", city="Ghent")
    moved = edit_meeting(actor=Actor(facilitator), meeting=meeting, version=meeting.version, plan=plan)
    second = events(client, "/meetings/calendar.ics")[uid]
    assert (second.sequence.value, second.dtstart.value, second.location.value) == ("1", begins[0], "Ghent")
    assert second.contents["last-modified"][0].value >= first.dtstamp.value
    cancel_meeting(actor=Actor(facilitator), meeting=moved, reason="Storm.")
    last = events(client, "/meetings/calendar.ics")[uid]
    assert (last.sequence.value, last.status.value) == ("2", "CANCELLED")
    assert "Storm." in last.description.value


def test_each_day_is_an_event_and_a_day_that_is_gone_is_cancelled(
    client: Client, make: Make, facilitator: User
) -> None:
    meeting = make(days=[in_days(20), in_days(21), in_days(22)])
    address = f"/meetings/{meeting.pk}/calendar.ics"
    before = events(client, address)
    assert len(before) == 3
    plan = Plan(title=meeting.title, days=[in_days(20), in_days(21)], topic=meeting.topic, city="Brussels")
    edit_meeting(actor=Actor(facilitator), meeting=meeting, version=meeting.version, plan=plan)
    after = events(client, address)
    assert set(after) == set(before)
    assert sorted(event.status.value for event in after.values()) == ["CANCELLED", "CONFIRMED", "CONFIRMED"]


def test_across_a_change_of_the_clocks(client: Client, make: Make) -> None:
    """Saturday and Sunday at nine in Brussels, the clocks are changed in the night between."""
    from zoneinfo import ZoneInfo

    from ict4society.meetings.when import moment, span

    year = timezone.now().year + 1
    brussels = ZoneInfo("Europe/Brussels")
    last = datetime(year, 3, 31).date()
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    saturday = sunday - timedelta(days=1)
    hours = (datetime(1, 1, 1, 9).time(), datetime(1, 1, 1, 12).time())
    days = [(moment(day, hours[0], brussels), moment(day, hours[1], brussels)) for day in (saturday, sunday)]
    meeting = make(days=days)
    found = sorted(events(client, f"/meetings/{meeting.pk}/calendar.ics").values(), key=lambda each: each.dtstart.value)
    assert [each.dtstart.value.astimezone(UTC).hour for each in found] == [8, 7]
    page = client.get(f"/meetings/{meeting.pk}/").text
    assert page.count("09:00–12:00") >= 2
    assert "UTC+01:00" in page
    assert "UTC+02:00" in page
    client.force_login(factory.person(time_zone="Asia/Tokyo"))
    page = client.get(f"/meetings/{meeting.pk}/").text
    assert "17:00–20:00" in page
    assert "16:00–19:00" in page
    autumn = moment(datetime(2026, 10, 25).date(), datetime(1, 1, 1, 2, 30).time(), brussels)
    assert autumn == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # the first of the two half past two
    assert "(Europe/Brussels, UTC+02:00)" in str(span(autumn, autumn + timedelta(hours=1), brussels))


def test_a_persons_own_calendar_is_secret(client: Client, make: Make) -> None:
    person = factory.person()
    mine, waiting, other = make(title="Mine"), make(title="Waiting", capacity=1), make(title="Not mine")
    seat(mine, person)
    seat(waiting)
    seat(waiting, person)
    assert client.get("/meetings/subscribe/").status_code == 302
    client.force_login(person)
    assert client.get("/meetings/subscribe/").status_code == 200

    def address() -> str:
        client.post("/meetings/subscribe/")
        page = client.get("/meetings/subscribe/").text
        return "/meetings/calendar/" + page.split("/meetings/calendar/")[1].split("<")[0]

    first = address()
    client.logout()
    found = {event.summary.value: event for event in events(client, first).values()}
    assert set(found) == {"Mine", "Waiting"}
    assert found["Waiting"].status.value == "TENTATIVE"
    assert "secret-room" in found["Mine"].description.value
    assert "secret-room" not in found["Waiting"].description.value
    assert "private" in client.get(first).headers["Cache-Control"]
    client.force_login(person)
    second = address()
    assert client.get(first).status_code == 404
    client.post("/meetings/subscribe/", {"remove": "1"})
    assert client.get(second).status_code == 404
    assert client.get("/meetings/calendar/guess.ics").status_code == 404
    assert "secret-room" in client.get(f"/meetings/{mine.pk}/calendar.ics").content.decode().replace("\r\n ", "")
    assert "secret-room" not in client.get(f"/meetings/{other.pk}/calendar.ics").content.decode().replace("\r\n ", "")


def test_feeds_show_what_a_visitor_may_see(client: Client, make: Make, area: Topic, facilitator: User) -> None:
    issue = factory.topic("repair", parent=area)
    make("draft", title="Draft")
    hidden = make(title="Hidden")
    hide_meeting(actor=Actor(factory.person(is_moderator=True)), meeting=hidden, reason="Spam.")
    make(title="Of the issue", topic=issue)
    make(title="Further", topic=None, further_topics=[issue], actor=factory.facilitator())
    old = make(title="Long ago")
    ago = timezone.now() - timedelta(days=500)
    Meeting.objects.filter(pk=old.pk).update(starts_at=ago, ends_at=ago + timedelta(hours=1))
    client.force_login(facilitator)  # sees more, but a feed is for everybody
    for address, expected in (
        ("/meetings/calendar.ics", {"Of the issue", "Further"}),
        (f"/meetings/topics/{area.slug}/calendar.ics", {"Of the issue", "Further"}),
        (f"/meetings/topics/{issue.slug}/calendar.ics", {"Of the issue", "Further"}),
        (f"/meetings/topics/{factory.topic('ethics').slug}/calendar.ics", set()),
    ):
        assert {event.summary.value for event in events(client, address).values()} == expected, address
    assert client.get("/meetings/topics/unknown/calendar.ics").status_code == 404
    client.logout()
    feed = client.get("/meetings/feed/").text
    assert "Of the issue" in feed
    assert "Draft" not in feed
    assert "Hidden" not in feed


@pytest.mark.parametrize("many", [1, 30])
def test_a_feed_costs_the_same_for_one_and_for_many(
    client: Client, make: Make, django_assert_num_queries: Any, many: int
) -> None:
    for number in range(many):
        make(title=f"Meeting {number}")
    client.get("/meetings/calendar.ics")
    with django_assert_num_queries(2):
        client.get("/meetings/calendar.ics")

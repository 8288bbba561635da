"""The secretariat plans a meeting, announces it, moves it, cancels it: through the pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Conflict
from ict4society.meetings.actions.advance import cancel_meeting, start_due_meetings, start_meeting
from ict4society.meetings.models import Day, Meeting
from ict4society.notifications.models import Notification
from ict4society.topics.models import Follow, Topic
from tests.jobs import run_jobs
from tests.meetings.conftest import Make, seat
from tests.people import factory


def form(**changes: Any) -> dict[str, Any]:
    day = (timezone.now() + timedelta(days=40)).date()
    return {
        "title": "Stakeholder meeting on the planet",
        "text": "What makers **can** do.",
        "series": "Stakeholder meetings",
        "kind": "onsite",
        "language": "en",
        "interpretation": ["fr", "de"],
        "time_zone": "Europe/Athens",
        "date_1": day.isoformat(),
        "begins_1": "09:00",
        "ends_1": "17:00",
        "city": "Athens",
        "country": "GR",
        "latitude": "37.97945",
        "longitude": "23.71622",
        **changes,
    }


def test_from_the_plan_to_the_announcement(client: Client, facilitator: User, area: Topic) -> None:
    follower, host = factory.person(), factory.organisation(name="Host of meetings")
    Follow.objects.create(user=follower, topic=area)
    client.force_login(factory.person())
    assert client.get("/meetings/plan/").status_code == 403
    client.force_login(facilitator)
    assert client.get("/meetings/plan/").status_code == 200
    second = (timezone.now() + timedelta(days=41)).date().isoformat()
    data = form(topic=area.pk, hosts="host of meetings", facilitators=follower.name, idempotency_key="a" * 20)
    data |= {"date_2": second, "begins_2": "10:00", "ends_2": "12:00"}
    for _twice in range(2):
        answer = client.post("/meetings/plan/", data)
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == f"/meetings/{meeting.pk}/"
    assert (meeting.state, list(meeting.hosts.all()), meeting.topic) == ("draft", [host], area)
    assert meeting.starts_at.astimezone(meeting.zone).hour == 9
    assert meeting.days.count() == 2
    for person in (None, factory.person()):
        client.logout()
        if person:
            client.force_login(person)
        assert client.get(f"/meetings/{meeting.pk}/").status_code == 404
        assert meeting.title not in client.get("/meetings/").text
    client.force_login(follower)  # a chair
    assert "A draft" in client.get(f"/meetings/{meeting.pk}/").text
    client.force_login(facilitator)
    assert client.post(f"/meetings/{meeting.pk}/announce/").status_code == 303
    run_jobs()
    told = Notification.objects.get(user=follower)
    assert "Stakeholder meeting on the planet" in told.text
    client.logout()
    page = client.get(f"/meetings/{meeting.pk}/").text
    assert "Europe/Athens" in page
    assert "Host of meetings" in page
    assert "<strong>can</strong>" in page
    for address in ("/meetings/", "/meetings/places/", "/meetings/feed/", f"/topics/{area.slug}/"):
        assert meeting.title in client.get(address).text, address
    month = meeting.starts_at.strftime("%Y-%m")
    assert meeting.title in client.get("/meetings/month/", {"month": month}).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "required"),
        ({"date_1": "2027-03-28", "begins_1": "03:30"}, "clocks are put forward"),
        ({"ends_1": "08:00"}, "ends after it begins"),
        ({"date_1": "next week"}, "valid date"),
        ({"date_2": "2027-05-01"}, "belong together"),
        ({"city": ""}, "in which city"),
        ({"longitude": ""}, "Give latitude and longitude"),
        ({"hosts": "Nobody knows us"}, "No organisation of the community"),
        ({"facilitators": "Nobody At All"}, "No member is called"),
        ({"time_zone": "Mars/Olympus"}, "valid choice"),
        ({"link": "javascript:alert(1)"}, "valid URL"),
        ({"date_1": "9999-12-31", "begins_1": "23:00", "ends_1": "23:59", "time_zone": "America/New_York"}, ""),
    ],
)
def test_what_is_wrong_in_a_plan_is_said_and_kept(
    client: Client, facilitator: User, changes: dict[str, str], said: str
) -> None:
    client.force_login(facilitator)
    refused = client.post("/meetings/plan/", form(**changes))
    assert refused.status_code == 422
    assert said in refused.text
    assert "What makers **can** do." in refused.text
    assert not Meeting.objects.exists()


def test_a_moved_meeting_is_told_and_keeps_the_days_of_calendars(client: Client, make: Make, facilitator: User) -> None:
    meeting, comer = make(), factory.person()
    seat(meeting, comer)
    run_jobs()
    Notification.objects.all().delete()
    client.force_login(facilitator)
    assert client.get(f"/meetings/{meeting.pk}/edit/").status_code == 200
    uid = Day.objects.get(meeting=meeting).uid
    data = form(version=meeting.version, title=meeting.title)
    assert client.post(f"/meetings/{meeting.pk}/edit/", data).status_code == 303
    run_jobs()
    assert "held at another time" in Notification.objects.get(user=comer).text
    moved = Meeting.objects.get()
    assert (moved.sequence, moved.version, Day.objects.get(meeting=meeting).uid) == (1, meeting.version + 1, uid)
    stale = client.post(f"/meetings/{meeting.pk}/edit/", {**data, "title": "My other title"})
    assert stale.status_code == 409
    assert "My other title" in stale.text
    assert f'value="{moved.version}"' in stale.text
    quiet = form(version=moved.version, title=meeting.title, text="Only the text.")
    client.post(f"/meetings/{meeting.pk}/edit/", quiet)
    run_jobs()
    assert Notification.objects.filter(user=comer).count() == 1
    assert Meeting.objects.get().sequence == 1


def test_cancelling_needs_a_reason_and_everybody_is_told(client: Client, make: Make, facilitator: User) -> None:
    meeting, comer = make(), factory.person()
    seat(meeting, comer)
    client.force_login(facilitator)
    address = f"/meetings/{meeting.pk}/cancel/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "The room is <b>flooded</b>."}).status_code == 303
    assert client.post(address, {"reason": "Again."}).status_code == 409
    run_jobs()
    assert "does not take place" in Notification.objects.filter(user=comer).latest("pk").text
    client.logout()
    assert "&lt;b&gt;flooded" in client.get(f"/meetings/{meeting.pk}/").text
    assert meeting.title not in client.get("/meetings/").text
    assert meeting.title in client.get("/meetings/past/").text


def test_a_meeting_begins_by_itself_and_then_keeps_its_days(make: Make, facilitator: User) -> None:
    meeting = make()
    assert start_due_meetings() == 0
    Meeting.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    assert (start_due_meetings(), start_due_meetings()) == (1, 0)
    meeting.refresh_from_db()
    assert meeting.state == "running"
    for action in (start_meeting, lambda **given: cancel_meeting(reason="No.", **given)):
        with pytest.raises(Conflict):
            action(actor=Actor(facilitator), meeting=meeting)


def test_nobody_locks_themselves_out(client: Client, make: Make, facilitator: User) -> None:
    other = factory.person()
    meeting = make(actor=factory.facilitator(), topic=Topic.objects.get())
    client.force_login(facilitator)
    away = factory.topic("ethics")
    data = form(version=meeting.version, topic=away.pk)
    refused = client.post(f"/meetings/{meeting.pk}/edit/", data)
    assert refused.status_code == 403
    assert "no longer run the meeting" in refused.text
    client.force_login(other)
    assert client.post(f"/meetings/{meeting.pk}/edit/", data).status_code == 403
    for verb in ("announce", "open", "close", "start", "cancel"):
        assert client.post(f"/meetings/{meeting.pk}/{verb}/", {"reason": "x"}).status_code == 403


def test_a_session_that_ended_loses_nothing(client: Client, make: Make, facilitator: User) -> None:
    meeting = make()
    assert client.post(f"/meetings/{meeting.pk}/cancel/", {"reason": "The room is flooded."}).status_code == 302
    client.post("/accounts/login/", {"login": facilitator.email, "password": "a good long password"})
    assert "The room is flooded." in client.get(f"/meetings/{meeting.pk}/cancel/").text
    for verb in ("announce", "open", "close", "start"):
        assert client.get(f"/meetings/{meeting.pk}/{verb}/").status_code == 303

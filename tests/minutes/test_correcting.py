"""Those who were there ask for corrections; then minutes are final; everybody reads, takes away and cites them."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from ict4society.accounts.models import User
from ict4society.meetings.models import Meeting
from ict4society.minutes.models import Correction, Line
from ict4society.minutes.tasks import find_missing
from ict4society.notifications.models import Notification
from tests.jobs import run_jobs
from tests.minutes.conftest import Take, under_correction
from tests.people import factory

pytestmark = pytest.mark.django_db


def test_from_the_room_to_final(
    meeting: Meeting, take: Take, facilitator: User, participant: User, client: Client
) -> None:
    line = take("We publish the methud.")
    client.force_login(facilitator)
    stage = f"/minutes/{meeting.pk}/stage/"
    assert client.post(stage, {"until": timezone.localdate().isoformat()}).status_code == 422
    until = (timezone.localdate() + timedelta(days=7)).isoformat()
    assert client.post(stage, {"until": until}).status_code == 303
    run_jobs()
    client.force_login(participant)
    assert "ask for corrections until" in client.get("/notifications/").content.decode()
    asked = {"text": "We publish the method.", "reason": "A slip"}
    assert client.post(f"/minutes/lines/{line.pk}/correct/", asked).status_code == 303
    correction = Correction.objects.get()
    client.force_login(facilitator)
    assert "has not ended yet" in client.post(stage).content.decode()  # the period comes first
    Meeting.objects.filter(pk=meeting.pk).update(correction_until=timezone.now())
    assert "has no answer yet" in client.post(stage).content.decode()
    decide = f"/minutes/corrections/{correction.pk}/decide/"
    assert client.post(decide, {"decision": "decline"}).status_code == 422
    assert client.post(decide, {"decision": "accept"}).status_code == 303
    line.refresh_from_db()
    assert (line.text, line.revision) == ("We publish the method.", 2)
    assert client.post(stage).status_code == 303
    meeting.refresh_from_db()
    assert meeting.state == "final"
    refused = client.post(f"/minutes/lines/{line.pk}/edit/", {"revision": 2, "kind": "note", "text": "New words"})
    assert refused.status_code == 422
    assert "say why the line is corrected" in refused.content.decode()
    erratum = {"revision": 2, "kind": "note", "text": "We publish both.", "reason": "Misheard"}
    assert client.post(f"/minutes/lines/{line.pk}/edit/", erratum).status_code == 303
    client.logout()
    assert "Correction of the final minutes: Misheard" in client.get(f"/minutes/lines/{line.pk}/").content.decode()


def test_only_those_who_were_there_ask_for_corrections(
    meeting: Meeting, take: Take, facilitator: User, client: Client
) -> None:
    line = take()
    under_correction(meeting, facilitator)
    client.force_login(factory.person())
    assert client.post(f"/minutes/lines/{line.pk}/correct/", {"text": "x"}).status_code == 403
    assert not Correction.objects.exists()


def test_after_the_period_the_text_is_kept_and_the_way_is_told(
    meeting: Meeting, take: Take, facilitator: User, participant: User, client: Client
) -> None:
    line = take()
    under_correction(meeting, facilitator)
    Meeting.objects.filter(pk=meeting.pk).update(correction_until=timezone.now())
    client.force_login(participant)
    answer = client.post(f"/minutes/lines/{line.pk}/correct/", {"text": "Too late words"})
    assert answer.status_code == 409
    assert "Write to those who run the meeting" in answer.content.decode()
    assert "Too late words" in answer.content.decode()


def test_minutes_are_taken_away_in_every_form(
    meeting: Meeting, take: Take, facilitator: User, participant: User, client: Client
) -> None:
    take("Repair beats recycling.", kind="decision")
    take("We disagree.", kind="dissent", speaker=participant, group="civil_society")
    assert client.get(f"/minutes/{meeting.pk}/minutes.json").json()["lines"] == []  # not shown yet
    under_correction(meeting, facilitator)
    record = client.get(f"/minutes/{meeting.pk}/minutes.json").json()
    assert [line["kind"] for line in record["lines"]] == ["decision", "dissent"]
    assert (
        "1. **decision** · the meeting: Repair beats recycling."
        in client.get(f"/minutes/{meeting.pk}/minutes.md").content.decode()
    )
    pdf = PdfReader(io.BytesIO(client.get(f"/minutes/{meeting.pk}/minutes.pdf").content))
    assert "Repair beats recycling." in "".join(page.extract_text() for page in pdf.pages)
    assert "Who spoke" in client.get(f"/minutes/{meeting.pk}/").content.decode()
    found = Line.objects.get(number=1)
    run_jobs()
    assert "Repair beats" in client.get("/search/", {"q": "recycling"}).content.decode()
    client.force_login(participant)
    drawn = client.get("/rounds/draw/", {"source": f"minutes.line:{found.pk}"})
    assert drawn.status_code == 200
    assert "Repair beats recycling." in drawn.content.decode()


def test_hosts_are_reminded_until_there_are_minutes(meeting: Meeting, facilitator: User) -> None:
    def told() -> int:
        find_missing(0)
        run_jobs()
        return Notification.objects.filter(user=facilitator, record__name="minutes.missing").count()

    assert told() == 0
    for days, expected in ((1.5, 1), (2, 1), (3.5, 2)):
        ended = timezone.now() - timedelta(days=days)
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=ended - timedelta(hours=3), ends_at=ended)
        assert told() == expected


def test_lists_cost_the_same_for_one_and_for_many_lines(
    meeting: Meeting, take: Take, facilitator: User, client: Client, django_assert_num_queries: Any
) -> None:
    take()
    under_correction(meeting, facilitator)
    for many in (False, True):
        if many:
            for number in range(20):
                Line.objects.create(meeting=meeting, number=number + 2, author=facilitator, text="x", html="x")
        with django_assert_num_queries(4):
            client.get(f"/minutes/{meeting.pk}/")
        with django_assert_num_queries(2):
            client.get("/minutes/")


def test_a_program_takes_reads_and_finishes(
    meeting: Meeting, facilitator: User, participant: User, client: Client, token: Any
) -> None:
    root = "/api/v1/minutes"
    body = {"text": "Send the list.", "kind": "action", "owner": participant.pk, "due_on": "2030-01-31"}
    headers = token(facilitator)
    for _twice in range(2):
        made = client.post(
            f"{root}/meetings/{meeting.pk}/lines",
            body,
            content_type="application/json",
            HTTP_IDEMPOTENCY_KEY="0f8fad5b-d9cb-469f-a165-70867728950e",
            **headers,
        )
        assert made.status_code == 201
    line = Line.objects.get()
    assert client.get(f"{root}/lines/{line.pk}").status_code == 404
    mine = client.get(f"{root}/actions?mine=true", **token(participant)).json()
    assert [row["owner"] for row in mine["items"]] == ["Petra Participant"]
    stale = client.put(f"{root}/lines/{line.pk}", {**body, "revision": 7}, content_type="application/json", **headers)
    assert stale.status_code == 409
    done = client.post(
        f"{root}/lines/{line.pk}/done", {"note": "Sent"}, content_type="application/json", **token(participant)
    )
    assert done.json()["done_at"]
    refused = client.post(
        f"{root}/lines/{line.pk}/strike", {"reason": "x"}, content_type="application/json", **token(participant)
    )
    assert refused.status_code == 403

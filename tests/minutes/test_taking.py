"""Lines are taken by several people at once, changed, struck; nobody else does."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import cite
from ict4society.foundation.citations.models import Citation
from ict4society.foundation.subjects import Ref
from ict4society.meetings.models import Meeting, Registration
from ict4society.minutes.actions.take import Wording, edit_line, take_line
from ict4society.minutes.models import Line
from ict4society.notifications.models import Notification
from tests.jobs import run_jobs
from tests.minutes.conftest import Take, under_correction
from tests.people import factory

pytestmark = pytest.mark.django_db


def test_a_line_says_who_said_what_for_whom(
    meeting: Meeting, facilitator: User, participant: User, client: Client
) -> None:
    client.force_login(facilitator)
    address = f"/minutes/{meeting.pk}/take/"
    page = client.get(address).content.decode()
    assert "Petra Participant (Fair Chips)" in page
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page)
    assert key is not None
    typed = {
        "kind": "action",
        "text": "Publish *the method*.",
        "speaker": f"person:{participant.pk}",
        "owner": f"person:{participant.pk}",
        "due_on": "2030-05-01",
        "idempotency_key": key[1],
    }
    for _twice in range(2):
        assert client.post(address, typed).status_code == 303
    line = Line.objects.get()
    assert (line.number, line.kind, line.group) == (1, "action", "civil_society")
    assert line.on_behalf_of is not None
    assert line.on_behalf_of.name == "Fair Chips"
    assert str(line.due_on) == "2030-05-01"
    run_jobs()
    client.force_login(participant)
    assert "Publish the method" in client.get("/minutes/actions/").content.decode().replace("*", "")
    assert "You were given an action" in client.get("/notifications/").content.decode()


def test_what_is_wrong_is_said_and_kept(meeting: Meeting, facilitator: User, client: Client) -> None:
    client.force_login(facilitator)
    address = f"/minutes/{meeting.pk}/take/"
    answer = client.post(address, {"kind": "note", "text": "Kept words", "due_on": "2030-05-01"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Only an action has a deadline" in page
    assert "Kept words" in page
    assert "Say who does it" in client.post(address, {"kind": "action", "text": "x"}).content.decode()
    assert not Line.objects.exists()


def test_only_those_who_run_the_meeting_take_lines(
    meeting: Meeting, take: Take, participant: User, client: Client
) -> None:
    line = take()
    for person in (participant, factory.person()):
        client.force_login(person)
        assert client.get(f"/minutes/{meeting.pk}/take/").status_code == 403
        assert client.post(f"/minutes/lines/{line.pk}/edit/", {"text": "x"}).status_code in (403, 404)
    assert client.get(f"/minutes/lines/{line.pk}/").status_code == 404  # not there, and not published
    client.force_login(participant)
    assert "We publish the method" in client.get(f"/minutes/lines/{line.pk}/").content.decode()


def test_the_slower_of_two_sees_both_texts(meeting: Meeting, take: Take, facilitator: User, client: Client) -> None:
    line = take()
    edit_line(actor=Actor(facilitator), line=line, revision=1, wording=Wording("Faster words."))
    client.force_login(facilitator)
    typed = {"revision": 1, "kind": "note", "text": "Slower words."}
    answer = client.post(f"/minutes/lines/{line.pk}/edit/", typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Faster" in page
    assert "Slower words." in page
    assert 'name="revision" value="2"' in page
    assert client.post(f"/minutes/lines/{line.pk}/edit/", {**typed, "revision": 2}).status_code == 303
    line.refresh_from_db()
    assert (line.text, line.revision) == ("Slower words.", 3)
    assert [kept.text for kept in line.revisions.all()] == ["We publish the method.", "Faster words.", "Slower words."]


def test_who_spoke_stays_the_speaker_after_they_gave_up_their_seat(
    meeting: Meeting, take: Take, facilitator: User, participant: User, client: Client
) -> None:
    line = take("We publish the methud.", speaker=participant)
    Registration.objects.filter(meeting=meeting, user=participant).delete()
    client.force_login(facilitator)
    address = f"/minutes/lines/{line.pk}/edit/"
    key = f"person:{participant.pk}"
    assert f'<option value="{key}" selected>' in client.get(address).content.decode()
    typed = {"revision": 1, "kind": "note", "text": "We publish the method.", "speaker": key}
    assert client.post(address, typed).status_code == 303
    line.refresh_from_db()
    assert (line.speaker, line.text) == (participant, "We publish the method.")


def test_a_struck_line_keeps_its_number_and_loses_its_words(
    meeting: Meeting, take: Take, facilitator: User, client: Client
) -> None:
    line, other = take("Said in confidence."), take("Said for all.")
    under_correction(meeting, facilitator)
    cited = cite(Ref("minutes.line", line.pk), revision=1, exact="in confidence", start=None, user=facilitator)
    client.force_login(facilitator)
    assert client.post(f"/minutes/lines/{line.pk}/strike/", {"reason": ""}).status_code == 422
    assert client.post(f"/minutes/lines/{line.pk}/strike/", {"reason": "Off the record"}).status_code == 303
    run_jobs()
    client.logout()
    page = client.get(f"/minutes/{meeting.pk}/").content.decode()
    assert "Struck: Off the record" in page
    assert "in confidence" not in page
    assert f'id="line-{other.number}"' in page
    assert "in confidence" not in client.get(f"/minutes/{meeting.pk}/minutes.md").content.decode()
    assert Citation.objects.get(pk=cited.pk).state == "withdrawn"


def test_an_edited_line_flags_what_cites_it(meeting: Meeting, take: Take, facilitator: User) -> None:
    line = take("Seven operators agreed.")
    under_correction(meeting, facilitator)
    cited = cite(Ref("minutes.line", line.pk), revision=1, exact="Seven operators", start=None, user=facilitator)
    assert cited.offline
    edit_line(actor=Actor(facilitator), line=line, revision=1, wording=Wording("Six operators agreed."))
    run_jobs()
    assert Citation.objects.get(pk=cited.pk).state == "changed"


@pytest.mark.django_db(transaction=True)
def test_several_take_lines_at_once_and_none_is_lost(meeting: Meeting, facilitator: User) -> None:
    def write(name: str) -> None:
        try:
            for number in range(5):
                take_line(actor=Actor(facilitator), meeting=meeting, wording=Wording(f"{name} {number}"))
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(name,)) for name in ("Ada", "Ben", "Cleo")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert list(Line.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 16))
    assert Line.objects.values("text").distinct().count() == 15


def test_overdue_actions_are_told_once(meeting: Meeting, take: Take, participant: User, client: Client) -> None:
    from ict4society.minutes.tasks import find_overdue

    take("Write to them.", kind="action", owner=participant, due_on=timezone.localdate() - timedelta(days=1))
    for _again in range(2):
        find_overdue(0)
        run_jobs()
    client.force_login(participant)
    assert Notification.objects.filter(user=participant, record__name="minutes.action_overdue").count() == 1
    line = Line.objects.get()
    assert client.post(f"/minutes/lines/{line.pk}/done/", {"note": "Sent today."}).status_code == 303
    assert "Sent today." in client.get(f"/minutes/lines/{line.pk}/").content.decode()
    assert client.post(f"/minutes/lines/{line.pk}/done/", {"reopen": "1"}).status_code == 303
    line.refresh_from_db()
    assert line.done_at is None

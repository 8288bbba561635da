"""Corrections and the stages of minutes for programs: the same rules as the pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.meetings.models import Meeting
from tests.minutes.conftest import Take

JSON: dict[str, Any] = {"content_type": "application/json"}
ROOT = "/api/v1/minutes"


def test_minutes_are_corrected_and_become_final(
    client: Client, meeting: Meeting, take: Take, facilitator: User, participant: User, token: Any
) -> None:
    line, chair, member = take("We publish the method."), token(facilitator), token(participant)
    here = f"{ROOT}/meetings/{meeting.pk}"
    until = {"until": (timezone.now() + timedelta(days=3)).isoformat()}
    assert client.post(f"{here}/corrections/open", until, **JSON, **member).status_code == 403
    assert client.post(f"{here}/corrections/open", until, **JSON, **chair).json()["state"] == "correction"
    assert client.post(f"{here}/corrections/close", **chair).json()["state"] == "running"
    assert client.post(f"{here}/corrections/open", until, **JSON, **chair).json()["state"] == "correction"
    wishes = [
        client.post(f"{ROOT}/lines/{line.pk}/corrections", {"text": text}, **JSON, **member).json()["id"]
        for text in ("We publish every method.", "We publish no method.")
    ]
    assert client.delete(f"{ROOT}/corrections/{wishes[1]}", **member).json()["state"] == "withdrawn"
    decision = f"{ROOT}/corrections/{wishes[0]}/decision"
    assert client.post(decision, {"decision": "accept"}, **JSON, **member).status_code == 403
    assert client.post(decision, {"decision": "decline"}, **JSON, **chair).status_code == 422
    assert client.post(decision, {"decision": "accept"}, **JSON, **chair).json()["state"] == "accepted"
    assert client.get(f"{ROOT}/lines/{line.pk}").json()["text"] == "We publish every method."
    assert [each["state"] for each in client.get(f"{here}/corrections", **chair).json()] == ["accepted", "withdrawn"]
    assert client.post(f"{here}/final", **chair).status_code == 422, "the period has not ended"
    Meeting.objects.filter(pk=meeting.pk).update(correction_until=timezone.now() - timedelta(minutes=1))
    assert client.post(f"{here}/final", **member).status_code == 403
    assert client.post(f"{here}/final", **chair).json()["state"] == "final"

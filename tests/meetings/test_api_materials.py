"""Slides and papers for programs: the same rules as the pages."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ict4society.accounts.models import User
from tests.meetings.conftest import Make
from tests.people import factory

JSON: dict[str, Any] = {"content_type": "application/json"}
ROOT = "/api/v1/meetings"


def test_a_paper_is_handed_in_decided_and_taken_back(client: Client, make: Make, facilitator: User, token: Any) -> None:
    meeting, chair, member = make("open"), token(facilitator), token(factory.person())
    here = f"{ROOT}/meetings/{meeting.pk}/materials"

    def paper(content: bytes = b"Repair in numbers.") -> dict[str, Any]:
        return {"title": "Repair in numbers", "file": SimpleUploadedFile("repair.txt", content)}

    assert client.post(here, paper()).status_code == 401
    assert client.post(here, {"title": "Nothing"}, **member).status_code == 422
    assert client.post(here, paper(b""), **member).status_code == 422
    key = {"HTTP_IDEMPOTENCY_KEY": "m" * 16}
    made = client.post(here, paper(), **member, **key)
    assert (made.status_code, made.json()["state"]) == (201, "proposed"), made.content
    assert client.post(here, paper(), **member, **key).json()["id"] == made.json()["id"]
    assert client.get(here).json() == [], "others see it when the chair has approved it"
    address = f"{ROOT}/materials/{made.json()['id']}"
    assert client.post(f"{address}/decision", {"decision": "approve"}, **JSON, **member).status_code == 403
    assert client.post(f"{address}/decision", {"decision": "decline"}, **JSON, **chair).status_code == 422
    assert client.post(f"{address}/decision", {"decision": "approve"}, **JSON, **chair).json()["state"] == "approved"
    [shown] = client.get(here).json()
    assert client.get(shown["files"][0]["url"]).status_code == 200
    assert client.delete(address, **token(factory.person())).status_code == 403
    assert client.delete(address, **member).status_code == 204
    assert client.get(here).json() == []

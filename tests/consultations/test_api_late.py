"""Programs hand in files and ask for late entry under the same rules as the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ict4society.consultations.actions.move_stage import move_stage
from ict4society.consultations.states import Stage
from ict4society.foundation.actors import Actor
from tests.consultations.scene import build
from tests.consultations.test_api import JSON, token
from tests.people import factory

__all__ = ["token"]
pytestmark = pytest.mark.django_db
REQUIRED: dict[str, Any] = {"needed": {"value": "yes"}}


def paper(content: bytes = b"Repair pays off.", name: str = "paper.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_file_is_handed_in_and_a_late_draft_is_taken(client: Client, token: Any) -> None:
    scene = build()
    here = f"/api/v1/consultations/{scene.consultation.slug}"
    person, other = factory.person("Pia Program"), factory.person("Otto Other")
    mine, staff = token(person), token(scene.staff)
    assert client.post(f"{here}/contribution/files/paper", {"file": paper()}).status_code == 401
    assert client.post(f"{here}/contribution/files/motto", {"file": paper()}, **mine).status_code == 404
    assert client.post(f"{here}/contribution/files/paper", {"file": paper(b"")}, **mine).status_code == 422
    handed = client.post(f"{here}/contribution/files/paper", {"file": paper()}, **mine)
    assert handed.status_code == 200, handed.content
    draft = handed.json()["draft"]
    assert draft["paper"]["value"]["name"] == "paper.txt"
    assert client.post(f"{here}/contribution/files/paper", {"file": paper()}, **mine).status_code == 409
    body = {"answers": draft | REQUIRED, "draft_version": handed.json()["draft_version"]}
    kept = client.put(f"{here}/contribution", body, JSON, **mine).json()["draft"]
    assert kept["paper"] == draft["paper"], "the file stays with the answers"

    assert client.post(f"{here}/contribution/late", **mine).status_code == 409, "it is open"
    move_stage(actor=Actor(scene.staff), consultation=scene.consultation, stage=Stage.CLOSED)
    assert client.post(f"{here}/contribution/late", **token(other)).status_code == 404
    for _again in range(2):
        assert client.post(f"{here}/contribution/late", **mine).status_code == 200
    assert client.get(f"{here}/late", **mine).status_code == 403
    [waiting] = client.get(f"{here}/late", **staff).json()
    address = f"{here}/late/{waiting['number']}"
    assert client.post(address, {"decision": "take"}, JSON, **mine).status_code == 403
    assert client.post(address, {"decision": "refuse"}, JSON, **staff).status_code == 422
    assert client.post(address, {"decision": "take"}, JSON, **staff).status_code == 204
    taken = client.get(f"{here}/contributions/{waiting['number']}").json()
    assert (taken["channel"], taken["answers"]["needed"]["value"]) == ("late", "yes")
    assert client.get(f"{here}/late", **staff).json() == []

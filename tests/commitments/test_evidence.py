"""Evidence of an update: a link, a document and page, an upload; on the page and for programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ict4society.commitments.models import Commitment
from tests.commitments.conftest import Scene, voice

ROOT = "/api/v1/commitments/"
JSON: dict[str, Any] = {"content_type": "application/json"}
REFUSED = (403, 422)
"""Without the right, or without the mandate that it needs."""


def paper(content: bytes = b"Meter readings, signed.", name: str = "meters.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/plain")


def test_an_update_is_backed_by_a_document(scene: Scene, commit: Callable[..., Commitment], client: Client) -> None:
    found = commit()
    client.force_login(scene.owner)
    year = found.baseline_year + 1
    address = f"{found.get_absolute_url()}progress/"
    typed = {"year": year, "value": "90", "text": "Less.", "evidence_title": "Annual report", "evidence_page": "12"}
    refused = client.post(address, {**typed, "file": paper(b"MZ\x90\x00\x03", "run.exe")})
    assert refused.status_code == 422
    assert found.updates.count() == 0
    assert client.post(address, {**typed, "file": paper()}).status_code == 303
    page = Client().get(found.get_absolute_url()).content.decode()
    assert "Annual report, page 12; <a" in page
    assert "meters.txt" in page
    link = re.search(r'href="([^"]+)">meters.txt', page)
    assert link is not None
    assert Client().get(link[1]).getvalue() == b"Meter readings, signed."


def test_programs_add_documents(scene: Scene, commit: Callable[..., Commitment], client: Client, token: Any) -> None:
    found = commit()
    own, other = token(scene.owner), token(voice("civil_society").user)
    address = f"{ROOT}{found.pk}/progress"
    body = {"year": found.baseline_year + 1, "value": 90, "text": "Less."}
    assert client.post(address, body, **JSON, **own).status_code == 201
    update = client.get(address).json()["items"][0]
    assert (update["value"], update["files"]) == ("90", [])
    files = f"{address}/{update['id']}/files"
    assert client.post(files, {"file": paper()}, **other).status_code in REFUSED
    assert client.post(files, {"file": paper(b"", "empty.txt")}, **own).status_code == 422
    assert client.post(files, **own).status_code == 422
    once = {"HTTP_IDEMPOTENCY_KEY": "f" * 32}
    for _repeat in range(2):
        assert client.post(files, {"file": paper()}, **own, **once).status_code == 201
    kept = client.get(address).json()["items"][0]["files"]
    assert [each["name"] for each in kept] == ["meters.txt"]
    assert client.post(f"{ROOT}999999/progress/{update['id']}/files", {"file": paper()}, **own).status_code == 404


def test_programs_publish_join_and_discuss(
    scene: Scene, commit: Callable[..., Commitment], client: Client, token: Any
) -> None:
    own = token(scene.owner)
    draft = commit(draft=True)
    assert client.post(f"{ROOT}{draft.pk}/publish", **own).json()["state"] == "public"
    assert client.post(f"{ROOT}{draft.pk}/discussion", **own).status_code in REFUSED
    joint = {"title": "Half the energy", "topic": "environment", "text": "All of us.", "language": "en"}
    assert client.post(f"{ROOT}joint", joint, **JSON, **own).status_code in REFUSED
    made = client.post(f"{ROOT}joint", {**joint, "organisation": scene.organisation.pk}, **JSON, **own)
    assert made.status_code == 201, made.content
    address = f"{ROOT}joint/{made.json()['id']}"
    edited = {**joint, "text": "All of us, by 2030.", "version": 1}
    assert client.put(address, edited, **JSON, **own).json()["version"] == 2
    assert client.put(address, edited, **JSON, **own).status_code == 409
    assert client.get(address).json()["text"] == "All of us, by 2030."

"""Files of a practice for programs."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.practices.models import Practice
from tests.people import factory


def token(user: User) -> dict[str, str]:
    _token, raw = create_token(actor=Actor(user), label="test", scopes=["read", "write"], expires_at=None)
    return {"HTTP_AUTHORIZATION": f"Bearer {raw}"}


def test_files_come_and_go(write: Callable[..., Practice], author: User, client: Client) -> None:
    practice = write(draft=True)
    own, other = token(author), token(factory.person())
    address = f"/api/v1/practices/practices/{practice.pk}/files"
    assert client.get(address).status_code == 404
    assert client.get(address, **other).status_code == 404
    added = client.post(address, {"file": SimpleUploadedFile("counts.csv", b"year,phones\n2025,12\n")}, **own)
    assert added.status_code == 201, added.content
    assert [each["name"] for each in client.get(address, **own).json()] == ["counts.csv"]
    assert client.post(address, {"file": SimpleUploadedFile("x.exe", b"MZ\x90\x00")}, **own).status_code == 422
    key = added.json()[0]["key"]
    assert client.delete(f"{address}/{key}", **other).status_code == 404
    for _repeat in range(2):
        assert client.delete(f"{address}/{key}", **own).status_code == 204
    assert client.get(address, **own).json() == []
    assert client.delete(f"{address}/not-a-key", **own).status_code == 422

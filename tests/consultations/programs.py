"""A program with somebody's token, which speaks JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.models import User
from ict4society.consultations.models import Consultation
from ict4society.foundation.actors import Actor

BASE = "/api/v1/consultations/"


class Program:
    """Asks and sends below the address of one consultation."""

    def __init__(self, user: User, found: Consultation | None = None) -> None:
        _token, raw = create_token(actor=Actor(user), label="program", scopes=["read", "write"], expires_at=None)
        self.client = Client()
        self.base = f"{BASE}{found.slug}" if found is not None else BASE
        self.headers = {"Authorization": f"Bearer {raw}"}

    def get(self, path: str = "", expected: int = 200) -> Any:
        return self._read(self.client.get(self._address(path), headers=self.headers), expected)

    def put(self, path: str, body: Any, expected: int = 200) -> Any:
        address = self._address(path)
        return self._read(self.client.put(address, body, "application/json", headers=self.headers), expected)

    def post(self, path: str, body: Any = None, expected: int = 200, key: str = "") -> Any:
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        address = self._address(path)
        return self._read(self.client.post(address, body or {}, "application/json", headers=headers), expected)

    def upload(self, path: str, fields: dict[str, Any], expected: int = 200) -> Any:
        return self._read(self.client.post(self._address(path), fields, headers=self.headers), expected)

    def delete(self, path: str, expected: int = 204) -> Any:
        return self._read(self.client.delete(self._address(path), headers=self.headers), expected)

    def _address(self, path: str) -> str:
        return f"{self.base}/{path}" if path else self.base

    @staticmethod
    def _read(answer: HttpResponse, expected: int) -> Any:
        assert answer.status_code == expected, (answer.status_code, answer.content.decode()[:2000])
        if expected >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json"
        return answer.json() if answer.content else None  # type: ignore[attr-defined]


def pointers(problem: Any) -> list[str]:
    """Where the faults are that a problem tells."""
    return sorted(error["pointer"] for error in problem["errors"])

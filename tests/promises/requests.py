"""Requests that leave nothing behind."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.http.cookie import SimpleCookie
from django.test import Client

from tests.promises.world import ROLES, World


class Visits:
    """Everybody's browsers; whatever a request changes is undone after it."""

    def __init__(self, world: World) -> None:
        self.clients = {role: world.client(role) for role in ROLES}
        self.cookies = {
            role: {name: morsel.value for name, morsel in client.cookies.items()}
            for role, client in self.clients.items()
        }

    def get(self, role: str, address: str, **headers: Any) -> HttpResponseBase:
        return self._undone(role, lambda client: client.get(address, **headers))

    def post(self, role: str, address: str, body: Any = None, **options: Any) -> HttpResponseBase:
        return self._undone(role, lambda client: client.post(address, body or {}, **options))

    def _undone(self, role: str, act: Any) -> HttpResponseBase:
        client: Client = self.clients[role]
        client.cookies = SimpleCookie()
        for name, value in self.cookies[role].items():
            client.cookies[name] = value
        with transaction.atomic():
            answer: HttpResponseBase = act(client)
            if not answer.streaming:
                answer.content  # noqa: B018 — rendered before the transaction is undone
            transaction.set_rollback(True)
        return answer

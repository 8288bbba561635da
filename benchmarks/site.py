"""The instance that is measured, as the kinds see it: its people and its database."""

from __future__ import annotations

import http.client
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.kind import BenchFailed, Request

_WAITING = """
    SELECT count(*) FROM procrastinate_jobs
    WHERE status IN ('todo', 'doing') AND (scheduled_at IS NULL OR scheduled_at <= now())
"""


@dataclass(frozen=True)
class Member:
    """A member who is signed in."""

    session: str
    csrf: str

    @property
    def headers(self) -> dict[str, str]:
        """What a browser sends with a GET."""
        return {"Cookie": f"sessionid={self.session}; csrftoken={self.csrf}"}

    @property
    def post_headers(self) -> dict[str, str]:
        """What a browser sends with a form."""
        return {**self.headers, "Content-Type": "application/x-www-form-urlencoded"}

    @property
    def form(self) -> dict[str, str]:
        """The hidden field of every form."""
        return {"csrfmiddlewaretoken": self.csrf}


class Site:
    """A running instance with the demonstration community."""

    def __init__(self, data: Path, port: int) -> None:
        self.port = port
        os.environ.update(ICT4SOCIETY_DATA=str(data), DJANGO_SETTINGS_MODULE="config.settings", PORT=str(port))
        import django  # the settings are read now: of the instance that is measured

        django.setup()
        self._members: dict[int, Member] = {}

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the instance's database answers."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())

    def value(self, sql: str) -> Any:
        """The first value of the first row.

        Raises:
            BenchFailed: there is none.
        """
        found = self.rows(sql)
        if not found:
            raise BenchFailed(f"the demonstration community lacks what is measured: {sql}")
        return found[0][0]

    def members(self, count: int, condition: str = "true") -> list[Member]:
        """So many people of the community, signed in; ``condition`` in SQL on ``accounts_user``.

        Raises:
            BenchFailed: there are not so many.
        """
        allowed = f"is_active AND NOT is_operator AND NOT is_moderator AND {condition}"
        found = self.rows(f"SELECT id FROM accounts_user WHERE {allowed} ORDER BY id LIMIT {count}")
        if len(found) < count:
            raise BenchFailed(f"the demonstration community has only {len(found)} of {count} people: {condition}")
        return [self.member(key) for (key,) in found]

    def member(self, key: int) -> Member:
        """The person with this id, signed in."""
        if key not in self._members:
            from django.contrib.auth import get_user_model
            from django.test import Client

            client = Client()
            user = get_user_model()._default_manager.get(pk=key)
            client.force_login(user)
            self._members[key] = Member(client.session.session_key or "", secrets.token_hex(16))
        return self._members[key]

    def probe(self, request: Request) -> int:
        """Send the request once; the length of the answer's body in bytes.

        Raises:
            BenchFailed: the answer is no success and no redirect.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        body = request.body.replace("{key}", secrets.token_hex(16)) or None
        connection.request(request.method, request.path, body, request.headers)
        answer = connection.getresponse()
        length = len(answer.read())
        connection.close()
        signed_out = "/accounts/login/" in (answer.getheader("Location") or "")
        if not 200 <= answer.status < 400 or signed_out:
            raise BenchFailed(f"{request.method} {request.path} was answered with {answer.status}")
        return length

    def wait_for_jobs(self, seconds: float) -> tuple[int, float]:
        """Wait until no job is due, no longer than so many seconds; jobs that are left, and how long it took."""
        began = time.monotonic()
        while (left := self.value(_WAITING)) and time.monotonic() - began < seconds:
            time.sleep(0.25)
        return left, time.monotonic() - began

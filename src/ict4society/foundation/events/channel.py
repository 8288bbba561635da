"""How a transaction tells the page caches of all nodes what it made stale."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import connection

CHANNEL = "ict4society_pages"
"""The PostgreSQL channel on which page caches hear which tags became stale."""
LONGEST = 7_000
"""PostgreSQL refuses a payload of 8,000 bytes or more; longer lists go in several notifications."""


def notify_pages(tags: Iterable[str]) -> None:
    """Tell every node, when the transaction commits, that pages showing these tags are stale."""
    with connection.cursor() as cursor:
        for payload in payloads(tags):
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


def payloads(tags: Iterable[str]) -> list[str]:
    """What is sent for these tags."""
    lists: list[list[str]] = []
    room = 0
    for tag in sorted(set(tags)):
        size = len(tag.encode()) + 4
        if size > room:
            lists.append([])
            room = LONGEST
        lists[-1].append(tag)
        room -= size
    return [json.dumps(payload, ensure_ascii=False) for payload in lists]

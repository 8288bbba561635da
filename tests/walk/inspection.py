"""Reads every page of a site as everybody, in this process, on its database: ``python -m tests.walk.inspection``.

``ICT4SOCIETY_DATA`` names the data folder of a running site with the demonstration. Prints one JSON document: how many
pages, what is wrong with them, and which pages show each route's elements to each role (for the test with axe).
Everything that reading has written is undone.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

ROLES = ("visitor", "member", "representative", "facilitator", "moderator", "operator")
MOST_BYTES = 30_000
"""Of a page's HTML, compressed."""
MOST_QUERIES = 12
INSTANCES = {"visitor": 8}
"""Pages of one route that a role reads."""
OTHERWISE = 2
VARIANTS = 3
"""Pages of one address that differ by what follows the question mark."""
BEGINNINGS = ("/", "/about/", "/search/?q=data", "/accounts/settings/")
NOT_READ = ("/accounts/logout/", "/specimens/", "/static/", "/api/")
"""Leaving ends the walk; specimens show every component, have a test of their own and are no page of the product."""
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@dataclass
class Report:
    """What has been found."""

    read: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    largest: tuple[int, str] = (0, "")
    dearest: tuple[int, str] = (0, "")
    shapes: set[tuple[str, str, str]] = field(default_factory=set)
    """Kinds of elements that stand on a page which is looked at."""
    to_look_at: dict[str, list[str]] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        return {
            "read": dict(self.read),
            "faults": self.faults,
            "largest": self.largest,
            "dearest": self.dearest,
            "routes": sorted(self.to_look_at),
            "to_look_at": self.to_look_at,
        }


def main() -> None:
    """Read everything and print the report."""
    import django

    django.setup()
    from django.db import transaction

    report = Report()
    with transaction.atomic():
        for role in ROLES:
            crawl(role, report)
        transaction.set_rollback(True)
    json.dump(report.document(), sys.stdout)


def crawl(role: str, report: Report) -> None:
    """Every page that the role reaches by links from the first one."""
    from django.urls import Resolver404, resolve

    client = _client(role)
    queue = deque((address, "") for address in BEGINNINGS)
    known: set[str] = set()
    of_route: Counter[str] = Counter()
    of_path: Counter[str] = Counter()
    while queue:
        address, linked_from = queue.popleft()
        path = urlsplit(address).path
        if address in known or path.startswith(NOT_READ):
            continue
        known.add(address)
        try:
            name = resolve(path).view_name
        except Resolver404:
            report.faults.append(f"{address} ({role}): no such address, but {linked_from} links to it")
            continue
        if of_route[name] >= INSTANCES.get(role, OTHERWISE) or of_path[path] >= VARIANTS:
            continue
        of_route[name] += 1
        of_path[path] += 1
        queue.extend((link, address) for link in _read(client, role, address, name, report, linked_from))


def _client(role: str) -> Any:
    from django.test import Client

    from ict4society.accounts.models import User

    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    if role != "visitor":
        person = User.objects.get(email=f"{role}@demo.example")
        client.force_login(person)
    return client


def _read(client: Any, role: str, address: str, name: str, report: Report, linked_from: str) -> list[str]:
    """Judge one page; returns its links into the site."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    with transaction.atomic():
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        transaction.set_rollback(True)
    report.read[role] += 1
    where = f"{address} ({role})"
    if answer.status_code in {301, 302, 303}:
        return [_inside(address, answer["Location"])] if _inside(address, answer["Location"]) else []
    if answer.status_code != 200:
        report.faults.append(f"{where}: {answer.status_code}, linked from {linked_from}")
        return []
    if answer.streaming or not answer["Content-Type"].startswith("text/html") or "attachment" in str(answer.headers):
        return []
    queries = sum(not str(query["sql"]).startswith(BOOKKEEPING) for query in captured.captured_queries)
    size = len(gzip.compress(answer.content, 6))
    report.largest, report.dearest = max(report.largest, (size, where)), max(report.dearest, (queries, where))
    if size > MOST_BYTES:
        report.faults.append(f"{where}: {size} bytes compressed, at most {MOST_BYTES}")
    if queries > MOST_QUERIES:
        report.faults.append(f"{where}: {queries} queries, at most {MOST_QUERIES}")
    from tests.walk.markup import faults_of, links_of, parsed, shape_of

    root = parsed(answer.content)
    report.faults += [f"{where}: {fault}" for fault in faults_of(root)]
    shape = shape_of(root)
    if name not in report.to_look_at or not shape <= report.shapes:
        report.to_look_at.setdefault(name, []).append(f"{role} {address}")
        report.shapes |= shape
    return [link for href in links_of(root) if (link := _inside(address, href))]


def _inside(address: str, href: str) -> str:
    """The address within the site, or nothing."""
    parts = urlsplit(urljoin(f"http://127.0.0.1{address}", href))
    own = parts.scheme == "http" and (parts.hostname == "127.0.0.1")
    return f"{parts.path}?{parts.query}" if own and parts.query else parts.path if own else ""


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()

"""Every page of the demonstration, as a visitor and in every role: small, cheap, whole, and of the site alone."""

from __future__ import annotations

import re
from typing import Any

from tests.walk.inspection import MOST_QUERIES, ROLES

DEARER = {
    r"/meetings/\d+/": (19, "topics, hosts and people, days, agenda, kinds of link, papers, seats, minutes, series"),
}
"""Addresses with a literal number of their own, and why."""


def test_pages_are_read_in_every_role(inspection: dict[str, Any]) -> None:
    """The walk has really been everywhere: it is not a green test of an empty site."""
    read = inspection["read"]
    assert set(read) == set(ROLES)
    assert read["visitor"] > 300
    assert min(read.values()) > 100
    assert len(inspection["routes"]) > 80


def test_no_page_is_broken(inspection: dict[str, Any]) -> None:
    """200, at most 30 kB compressed, nothing of others, nothing inline, languages, unique ids, headings in order."""
    faults = [fault for fault in inspection["faults"] if " queries" not in fault]
    assert faults == [], f"{len(faults)} faults\n" + "\n".join(faults[:100])


def test_no_page_asks_the_database_too_often(inspection: dict[str, Any]) -> None:
    """At most twelve queries for a visitor; literal numbers of their own where that cannot be."""
    faults = []
    for fault in inspection["faults"]:
        found = re.match(r"(?P<path>[^ ?]+)\S* \((?P<role>\w+)\): (?P<number>\d+) queries", fault)
        if found is None:
            continue
        most = next((most for path, (most, _why) in DEARER.items() if re.fullmatch(path, found["path"])), MOST_QUERIES)
        if int(found["number"]) > most:
            faults.append(f"{fault}; here {most}")
    assert faults == [], "\n".join(faults)

"""Every page of the demonstration, as a visitor and in every role: small, cheap, whole, and of the site alone."""

from __future__ import annotations

from typing import Any

from tests.walk.inspection import ROLES


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
    """At most twelve queries, for visitors and for members alike, without exception."""
    faults = [fault for fault in inspection["faults"] if " queries" in fault]
    assert faults == [], "\n".join(faults)

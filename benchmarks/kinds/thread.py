"""The thread with most posts, as a visitor."""

from __future__ import annotations

from benchmarks.kind import Kind, Request
from benchmarks.site import Site


def path_of_longest(site: Site) -> str:
    """The address of the open thread with most posts."""
    key = site.value(
        "SELECT id FROM discussions_thread WHERE state = 'open' AND hidden_at IS NULL"
        " ORDER BY post_count DESC, id LIMIT 1"
    )
    return f"/discussions/{key}/"


KIND = Kind("thread", lambda site: [Request(path_of_longest(site))])

"""The topic with most threads, as a visitor."""

from __future__ import annotations

from benchmarks.kind import Kind, Request
from benchmarks.site import Site


def prepare(site: Site) -> list[Request]:
    """Its page."""
    slug = site.value(
        "SELECT t.slug FROM topics_topic t JOIN discussions_thread d ON d.topic_id = t.id"
        " GROUP BY t.id ORDER BY count(*) DESC, t.id LIMIT 1"
    )
    return [Request(f"/topics/{slug}/")]


KIND = Kind("topic", prepare)

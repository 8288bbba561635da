"""Searching, as a visitor, for different words of the community."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from benchmarks.kind import Kind, Request
from benchmarks.site import Site


def prepare(site: Site) -> list[Request]:
    """One search for the longest word of each thread's title, in whatever language that is."""
    titles = [title for (title,) in site.rows("SELECT title FROM discussions_thread ORDER BY id LIMIT 25")]
    words = dict.fromkeys(max(re.findall(r"\w+", title), key=len) for title in titles)
    return [Request(f"/search/?{urlencode({'q': word})}") for word in words]


KIND = Kind("search", prepare)

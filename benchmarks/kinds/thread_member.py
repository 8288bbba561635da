"""The thread with most posts, as members: with their own menu, unread notices and the form to reply."""

from __future__ import annotations

from benchmarks.kind import Kind, Request
from benchmarks.kinds.thread import path_of_longest
from benchmarks.site import Site


def prepare(site: Site) -> list[Request]:
    """The same page for several members in turn."""
    path = path_of_longest(site)
    return [Request(path, headers=member.headers) for member in site.members(8)]


KIND = Kind("thread_member", prepare)

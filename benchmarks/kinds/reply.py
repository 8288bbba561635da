"""Writing a reply of a few sentences, as members, in the open threads."""

from __future__ import annotations

from urllib.parse import urlencode

from benchmarks.kind import Kind, Request
from benchmarks.site import Site

_TEXT = """\
We have measured this in two of our services, and the figures **depend on the method** more than on the service:

- the first counts what the servers draw,
- the second adds networks and devices.

Whoever publishes a figure should therefore publish the method with it, see [the thread](/discussions/).
"""
_THREADS = "SELECT id FROM discussions_thread WHERE state = 'open' AND hidden_at IS NULL ORDER BY id"


def prepare(site: Site) -> list[Request]:
    """Each member in turn, each in another thread than the one before."""
    threads = [key for (key,) in site.rows(_THREADS)]
    requests = []
    for place, member in enumerate(site.members(16) * len(threads)):
        body = urlencode({**member.form, "text": _TEXT, "organisation": ""}) + "&idempotency_key={key}"
        path = f"/discussions/{threads[place % len(threads)]}/reply/"
        requests.append(Request(path, "POST", member.post_headers, body))
    return requests


KIND = Kind("reply", prepare, counted="SELECT count(*) FROM discussions_post")

"""Taking a position on statements of the open rounds, as members, personally."""

from __future__ import annotations

from itertools import product
from urllib.parse import urlencode

from benchmarks.kind import Kind, Request
from benchmarks.site import Site

_STATEMENTS = """
    SELECT r.slug, s.number FROM deliberation_statement s JOIN deliberation_round r ON r.id = s.round_id
    WHERE r.state = 'open' AND s.state = 'accepted' ORDER BY s.id
"""
# Who has spoken for an organisation is not asked to vote: people who have not, vote personally.
_VOTERS = "id NOT IN (SELECT user_id FROM deliberation_spokesperson)"


def prepare(site: Site) -> list[Request]:
    """Each of the members on each of the statements; the second round of positions changes the first."""
    statements = site.rows(_STATEMENTS)
    members = site.members(16, _VOTERS)
    requests = []
    for position, (slug, number) in product(("agree", "disagree", "pass"), statements):
        for member in members:
            body = urlencode({**member.form, "position": position, "organisation": ""}) + "&idempotency_key={key}"
            requests.append(Request(f"/rounds/{slug}/statements/{number}/vote/", "POST", member.post_headers, body))
    return requests


KIND = Kind("vote", prepare, counted="SELECT count(*) FROM events_eventrecord WHERE name = 'deliberation.vote_cast'")

"""The content security policy: nothing inline for anybody, and nothing of our own that could serve as a script."""

from __future__ import annotations

import pytest
from django.http import HttpResponseBase

from tests.promises.requests import Visits
from tests.promises.sites import sites
from tests.promises.world import World

pytestmark = pytest.mark.django_db
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def test_nothing_inline_runs_and_nothing_written_here_is_a_script(world: World) -> None:
    """For a visitor and a member, on every route that answers (docs/decisions/0004)."""
    visits, faults = Visits(world), []
    found, _missing = sites(world)
    for role in ("visitor", "facilitator"):
        for site in found:
            answer = visits.get(role, site.address)
            if answer.status_code != 200:
                continue
            if "javascript" in answer.get("Content-Type", "") or answer.get("X-Content-Type-Options") != "nosniff":
                faults.append(f"{site.name}: {answer.get('Content-Type')}, {answer.get('X-Content-Type-Options')}")
            policy = _policy(answer)
            if any(policy.get(name) != value for name, value in STRICT.items()) or "unsafe" in str(policy):
                faults.append(f"{site.name} as {role}: {policy}")
    assert faults == []


def _policy(answer: HttpResponseBase) -> dict[str, str]:
    parts = answer.get("Content-Security-Policy", "").split(";")
    return {name: value for name, _space, value in (part.strip().partition(" ") for part in parts) if name}

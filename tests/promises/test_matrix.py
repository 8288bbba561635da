"""Every route with every role: who gets what, on reading and on sending."""

from __future__ import annotations

import pytest

from tests.promises.answers import Answers, Table, code_of, line_for
from tests.promises.forms import ShownForm, forms_of
from tests.promises.requests import Visits
from tests.promises.sites import Site, features_without_samples, sites
from tests.promises.world import ROLES, World

THE_AUDIT_LOG = "operations:log"
"""Operators read in it what was changed, also in things that are drafts."""
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_feature_has_samples() -> None:
    """Who adds routes adds objects for them."""
    assert features_without_samples() == set(), "write tests/promises/samples/<feature>.py, like that of agenda"


def test_every_route_answers_every_role_as_declared(world: World) -> None:
    """On reading: as the table says, without a word of what the reader may not see. On sending: as the table says."""
    table, visits = Table(world), Visits(world)
    found, missing = sites(world)
    assert missing == [], "\n" + "\n".join(missing)
    shown: dict[str, ShownForm] = {}
    wrong, leaks = [], []
    for site in found:
        got: Answers = {}
        for role in ROLES:
            answer = visits.get(role, site.address)
            got[role] = code_of(answer)
            if answer.streaming:
                continue
            for form in forms_of(site.address, answer.content) if "html" in answer["Content-Type"] else []:
                if form.method == "POST":
                    shown.setdefault(form.path, form)
            leaks += _leaks(world, role, site, answer.content)
        wrong += _compare(table, site, "GET", got)
    for site in found:
        body = shown[site.path].filled if site.path in shown else {}
        body |= world.samples[site.feature].bodies.get(site.name, {})
        got = {role: code_of(visits.post(role, site.address, body)) for role in ROLES}
        wrong += _compare(table, site, "POST", got)
    assert leaks + wrong == [], "\n" + "\n".join(leaks + wrong)
    assert table.unused == set(), "these lines name no route"


def _compare(table: Table, site: Site, method: str, got: Answers) -> list[str]:
    expected = table.expected(site.route, method)
    if got == expected:
        return []
    differs = ", ".join(f"{role} {expected[role]}→{got[role]}" for role in ROLES if got[role] != expected[role])
    return [f"{line_for(site.name, method, site.route, got, table)}    # {differs}"]


def _leaks(world: World, role: str, site: Site, content: bytes) -> list[str]:
    if site.name == THE_AUDIT_LOG:
        return []
    return [
        f"{site.address} tells {role} of {private.what}"
        for samples in world.samples.values()
        for private in samples.private
        if role not in (*private.seen_by, *private.own) and private.marker.encode() in content
    ]

"""A session ends while somebody writes: they sign in, and go on with what they had typed."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.promises.answers import SIGN_IN, code_of
from tests.promises.requests import Visits
from tests.promises.shown import shown_forms
from tests.promises.sites import Site
from tests.promises.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SAID = "These words must survive"


def test_what_was_sent_without_a_session_survives_signing_in(world: World) -> None:
    """For every POST: to the page for signing in, from there to a page (never 405) with every text that was sent."""
    visits, faults, tried = Visits(world), [], 0
    for site, role, body in _forms(world, visits):
        tried += 1
        faults += _try(world, site, role, body)
    assert faults == [], "\n" + "\n".join(faults)
    assert tried > 60


def _forms(world: World, visits: Visits) -> list[tuple[Site, str, dict]]:
    """Every form that needs an account, with a text in each of its long fields."""
    found = []
    for shown in shown_forms(world, visits):
        if _guarded(shown.target):
            body = shown.body | {name: SAID for name, kind in shown.form.texts.items() if kind == "textarea"}
            found.append((shown.target, shown.role, body))
    return found


def _guarded(site: Site) -> bool:
    policy = getattr(site.route.view, "policy", None)
    return policy is not None and policy.kind != "public"


def _try(world: World, site: Site, role: str, body: dict) -> list[str]:
    browser = Client(raise_request_exception=False)
    sent = browser.post(site.address, body, headers={"Referer": "http://testserver/agenda/"})
    if code_of(sent) != SIGN_IN:
        return [f"{site.name}: {code_of(sent)} without a session"]
    browser.force_login(world.people[role])
    after = browser.get(site.address)
    if after.status_code != 200 and not (after.status_code in {302, 303} and SAID not in body.values()):
        return [f"{site.name}: {after.status_code} after signing in as {role}"]
    if SAID in body.values() and SAID not in after.content.decode():
        return [f"{site.name}: the text is lost after signing in as {role}"]
    return []

"""What a newcomer does first, on the site that ``make run`` started from a clean clone."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

PLACES = [
    "/", "/agenda/", "/discussions/", "/rounds/", "/map/", "/dossiers/", "/organisations/", "/topics/",
    "/search/?q=data", "/data/", "/specimens/", "/accounts/login/", "/accounts/signup/",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_visitor_reads_every_part(tab: Page, place: str) -> None:
    answer = tab.goto(place)
    assert answer is not None
    assert answer.status == 200
    expect(tab.locator("h1")).to_have_count(1)
    foreign = tab.evaluate("performance.getEntriesByType('resource').map(e => new URL(e.name).origin)")
    assert set(foreign) <= {tab.evaluate("location.origin")}


def test_a_newcomer_joins_and_founds_an_organisation(tab: Page) -> None:
    address = f"walker-{uuid.uuid4().hex[:8]}@example.org"
    tab.goto("/accounts/signup/")
    tab.get_by_label("Your name").fill("Wanda Walker")
    tab.get_by_label(re.compile("e-?mail", re.I)).first.fill(address)
    tab.locator("input[type=password]").first.fill("a good long walk together")
    tab.locator("main form button[type=submit]").last.click()

    expect(tab.locator("h1")).to_contain_text("mailbox")
    tab.goto("/mailbox/")
    tab.locator("main a", has_text=re.compile("confirm", re.I)).first.click()
    tab.wait_for_url("**/mailbox/*/")
    tab.locator("main a[href*='confirm-email']").first.click()
    tab.get_by_role("button", name="Yes, confirm it").click()
    tab.wait_for_url("**/accounts/login/**")

    tab.goto("/accounts/login/?next=/organisations/new/")
    tab.locator("[name=login]").fill(address)
    tab.locator("[name=password]").fill("a good long walk together")
    tab.locator("[name=password]").press("Enter")
    tab.wait_for_url("**/organisations/new/")

    name = f"Walkers' association {uuid.uuid4().hex[:6]}"
    tab.locator("[name=name]").fill(name)
    tab.locator("[name=group]").last.select_option("civil_society")
    tab.locator("[name=country]").last.select_option("BE")
    tab.locator("[name=size_class]").last.select_option("micro")
    tab.locator("main form button[type=submit]").last.click()
    expect(tab.locator("h1")).to_contain_text("Walkers")

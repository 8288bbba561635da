"""A position is taken with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.walk.test_walk_results import ROUND
from tests.walk.walker import Walker

MOST_STOPS = 80
"""Tab stops from the top of the page within which the buttons must be reached."""


def test_one_votes_with_the_keyboard(walk: Walker) -> None:
    walk.join("jana", "Jana Horvat")
    page = walk.tab("jana")
    page.goto(f"{ROUND}statements/1/")
    page.keyboard.press("Tab")
    assert _focused(page) == "Skip to the main content", "the first stop leads past the header"
    _tab_to(page, "Disagree")
    focused = page.locator(":focus")
    outline = focused.evaluate("e => { const s = getComputedStyle(e); return s.outlineStyle + s.boxShadow }")
    assert outline != "nonenone", "whoever uses a keyboard sees where they are"
    page.keyboard.press("Enter")
    expect(page.locator("#position")).to_contain_text("You took this position")
    pressed = page.locator("#position").get_by_role("button", name="Disagree", exact=True)
    expect(pressed).to_have_attribute("aria-pressed", "true")


def _tab_to(page: Page, label: str) -> None:
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if _focused(page) == label:
            return
    raise AssertionError(f"“{label}” is not reached within {MOST_STOPS} stops of the Tab key")


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText?.trim() ?? ''"))

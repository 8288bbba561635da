"""Every kind of page of the demonstration with axe-core: WCAG 2.2 AA, light and dark, phone and desk, in every role.

One page for each route, and more where another role sees kinds of elements that no page before had. A window of 360
pixels is what one of 1440 becomes at 400 % (WCAG 1.4.10): there nothing may scroll sideways but regions made for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page, Playwright

from tests.walk.walker import ARGUMENTS, CHROMIUM, Walker, sign_in

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALL = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
SIGHTS: tuple[tuple[str, int, dict[str, Any]], ...] = (("light", 1280, ALL), ("dark", 360, ALL))
"""Theme, width, rules: both themes and both widths, each once. A theme changes colours, which no width does."""
LOOK = """async ({ rules }) => {
    const found = await axe.run(document, rules);
    return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
}"""


@pytest.fixture(scope="module")
def windows(playwright: Playwright, address: str) -> Iterator[dict[str, Page]]:
    """One browser; a window for each role, signed in when it is first asked for."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield _Windows(browser, address)
    browser.close()


class _Windows(dict[str, Page]):
    def __init__(self, browser: Any, address: str) -> None:
        self.browser, self.address = browser, address

    def __missing__(self, role: str) -> Page:
        context = self.browser.new_context(base_url=self.address, reduced_motion="reduce")
        page = self[role] = context.new_page()
        page.set_default_timeout(15_000)
        if role != "visitor":
            sign_in(page, *Walker.account(_Nobody(), role))  # type: ignore[arg-type]
        return page


class _Nobody:
    """Nobody has joined during this walk: accounts are those of the list."""

    made: dict[str, str] = {}


def test_every_kind_of_page_is_accessible(inspection: dict[str, Any], windows: dict[str, Page]) -> None:
    """No violation, and nothing wider than the window."""
    faults, looked = [], 0
    for name, entries in sorted(inspection["to_look_at"].items()):
        for entry in entries:
            role, path = entry.split(" ", 1)
            looked += 1
            for fault in _faults(windows[role], path):
                faults.append(f"{name}, {path} ({role}): {fault}")
    assert faults == [], f"{len(faults)} faults\n" + "\n".join(faults)
    assert looked > 80, json.dumps(inspection["to_look_at"])


def _faults(page: Page, path: str) -> Iterator[str]:
    theme, width, rules = SIGHTS[0]
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    answer = page.goto(path, wait_until="load")
    if answer is None or answer.status != 200:
        yield f"{answer.status if answer else 'no answer'}"
        return
    page.evaluate(AXE)
    for theme, width, rules in SIGHTS:
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        broad = page.evaluate("document.documentElement.scrollWidth")
        if broad > width:
            yield f"{width} px, {theme}: scrolls sideways to {broad} px ({_widest(page, width)})"
        yield from (f"{width} px, {theme}: {violation}" for violation in page.evaluate(LOOK, {"rules": rules}))


def _widest(page: Page, width: int) -> str:
    """What makes the page broad."""
    return str(
        page.evaluate(
            """(width) => {
                const inside = (e) => e.closest(".scroll, [data-scroll], [tabindex='0']");
                const broad = [...document.querySelectorAll("main *, header *, footer *")]
                    .filter((e) => e.getBoundingClientRect().right > width + 1 && !inside(e));
                return broad.slice(0, 3).map((e) => `${e.tagName}.${e.className}`.slice(0, 60)).join(", ");
            }""",
            width,
        )
    )

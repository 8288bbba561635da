"""The walk needs a running site: ``WALK_URL`` is its address. Without one it is skipped (``.ci/walk`` starts one)."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def address() -> str:
    """Where the site is."""
    found = os.environ.get("WALK_URL", "")
    if not found:
        pytest.skip("WALK_URL names no running site")
    return found.rstrip("/")


@pytest.fixture
def tab(address: str) -> Iterator[Page]:
    """A tab of a fresh browser; whatever a script reports as an error fails the test."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        browser.close()
        assert faults == []

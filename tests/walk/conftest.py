"""The walk needs a running site: ``WALK_URL`` is its address, ``WALK_DATA`` its data folder with the list of accounts.

Without them it is skipped (``.ci/walk`` starts a site).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Playwright, sync_playwright

from tests.architecture.house import PROJECT
from tests.walk.hands import Hands, hands_of
from tests.walk.walker import ARGUMENTS, CHROMIUM, Walker


@pytest.fixture(scope="session")
def address() -> str:
    """Where the site is."""
    found = os.environ.get("WALK_URL", "")
    if not found:
        pytest.skip("WALK_URL names no running site")
    return found.rstrip("/")


@pytest.fixture(scope="session")
def playwright(address: str) -> Iterator[Playwright]:
    """One for all: two at once would share a loop."""
    with sync_playwright() as started:
        yield started


@pytest.fixture
def tab(playwright: Playwright, address: str) -> Iterator[Page]:
    """A tab of a fresh browser; whatever a script reports as an error fails the test."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    browser.close()
    assert faults == []


@pytest.fixture(scope="session")
def walker(playwright: Playwright, address: str) -> Iterator[Walker]:
    """Who walks through the product, and what they have made so far."""
    if not os.environ.get("WALK_DATA"):
        pytest.skip("WALK_DATA names no data folder, so nobody knows the demonstration accounts")
    made = Walker(playwright, address)
    yield made
    made.close()


@pytest.fixture(scope="session")
def inspection(address: str) -> dict[str, Any]:
    """What `inspection` found on the site's own database."""
    folder = os.environ.get("WALK_DATA")
    if not folder:
        pytest.skip("WALK_DATA names no data folder, so its pages cannot be counted")
    parts = urlsplit(address)
    surroundings = {**os.environ, "ICT4SOCIETY_DATA": folder, "PORT": str(parts.port or 80)}
    run = subprocess.run(
        [sys.executable, "-m", "tests.walk.inspection"], env=surroundings, cwd=PROJECT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr[-3000:]
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.fixture
def walk(walker: Walker) -> Iterator[Walker]:
    """The same, for one step: which may break neither a script nor the server."""
    walker.faults.clear()
    yield walker
    assert walker.faults == []


@pytest.fixture(params=["keys", "pointer"])
def kind(request: pytest.FixtureRequest) -> str:
    """Each journey is walked with the keys alone, and in a browser without script."""
    return str(request.param)


@pytest.fixture
def hands(request: pytest.FixtureRequest, walk: Walker, kind: str) -> Hands:
    """Somebody new."""
    who = f"{kind}-{request.node.originalname.removeprefix('test_')[:20].strip('_')}"
    walk.join(who, "Ines Halloran")
    return hands_of(walk, who, kind)

"""The look without the features, and a browser to look at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

ROUTES = "tests.foundation.ui.routes"
CHROMIUM = shutil.which("chromium")


@pytest.fixture(autouse=True)
def _only_the_look(settings: Any) -> None:
    settings.ROOT_URLCONF = ROUTES


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a server that shows the look to visitors; it needs no database."""
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(
        ROOT_URLCONF=ROUTES, STORAGES=plain, WHITENOISE_AUTOREFRESH=True, WHITENOISE_USE_FINDERS=True
    ):
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is missing (Debian: apt install chromium)")
    # Playwright's synchronous interface runs an event loop in this thread; Django must not mistake that for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            opened = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
            yield opened
            opened.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]

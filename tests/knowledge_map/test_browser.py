"""The map and a dossier in a real browser: narrow and wide, light and dark, without accessibility faults."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from ict4society.dossiers.actions.compose import create_dossier
from ict4society.dossiers.actions.items import add_elements
from ict4society.dossiers.actions.publish import publish_dossier
from tests.knowledge_map.scene import cited, draft, published, scene

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def site(settings: Any) -> Iterator[str]:
    """The address of a server over this test's data; static files come from where they are written."""
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()
    with connection.cursor() as cursor:  # the queue's tables are not Django's: no flush empties them for other tests
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
        # A request thread may still hold its connection, and the test database could not be dropped.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Debian's chromium."""
    from playwright.sync_api import sync_playwright

    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright runs a loop in this thread
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield opened
        opened.close()


def test_pages_fit_and_are_accessible(site: str, browser: Any, client: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    made = scene()
    element = published(made)
    unready = draft(made, "Not ready")
    cited(made, unready)
    dossier = create_dossier(actor=made.actor, title="Footprint", summary="What we found.", language="en")
    add_elements(actor=made.actor, dossier=dossier, elements=[element])
    publish_dossier(actor=made.actor, dossier=dossier)
    client.force_login(made.facilitator)
    source = {"source": f"discussions.post:{made.post.pk}", "revision": "1", "start": "0", "end": "7"}
    addresses = [
        reverse("knowledge_map:index", query={"open": "all"}),
        reverse("knowledge_map:elements"),
        reverse("knowledge_map:element", args=[unready.pk]),
        reverse("knowledge_map:edit", args=[element.pk]),
        reverse("knowledge_map:new_evidence", query=source),
        reverse("knowledge_map:source", query=source),
        reverse("dossiers:index"),
        reverse("dossiers:version", args=[dossier.slug, 1]),
        reverse("dossiers:compose", args=[dossier.slug]),
        reverse("dossiers:principles", args=[dossier.slug]),
        reverse("dossiers:new_uptake", args=[dossier.slug]),
    ]
    for width, scheme in ((360, "light"), (1280, "dark")):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
        context.add_cookies([session])
        page = context.new_page()
        for address in addresses:
            answer = page.goto(site + address)
            assert answer.status == 200, address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
            found = Axe().run(page)
            assert found.violations_count == 0, f"{address} {width}: {found.generate_report()}"
        context.close()

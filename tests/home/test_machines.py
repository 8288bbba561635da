"""What machines ask for at the root."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone as django_timezone

from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Thread
from ict4society.foundation.actors import Actor
from tests.people.factory import facilitator, topic

pytestmark = pytest.mark.django_db
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client) -> list[str]:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [entry.findtext(f"{NAMESPACE}loc") for entry in tree]


def test_the_sitemap_holds_what_visitors_see(client, settings):
    settings.SITE_URL = "https://community.example.eu"
    thread = open_thread(actor=Actor(facilitator()), title="T", topic=topic(), language="en")
    address = f"https://community.example.eu/discussions/{thread.pk}/"
    found = addresses(client)
    assert address in found
    assert "https://community.example.eu/" in found
    assert len(found) == len(set(found))
    assert not any("/accounts/" in entry for entry in found)
    Thread.objects.update(hidden_at=django_timezone.now())
    assert address not in addresses(client)


def test_robots_are_shown_the_way(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    text = response.content.decode()
    assert "Disallow: /accounts/" in text
    assert "/sitemap.xml" in text


def test_security_txt_follows_its_standard(client, settings):
    settings.CONTACT_EMAIL = "security@example.eu"
    text = client.get("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in text.strip().splitlines())
    assert fields["Contact"] == "mailto:security@example.eu"
    expires = datetime.fromisoformat(fields["Expires"])
    assert 0 < (expires - datetime.now(UTC)).days < 366
    assert fields["Canonical"].endswith("/.well-known/security.txt")


def test_the_favicon_is_shown_the_way(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"].endswith("favicon.svg")

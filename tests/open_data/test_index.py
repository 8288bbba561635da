"""The page of what programs can take along: every address on it works."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.django_db


def test_every_address_on_it_works(client):
    text = client.get("/data/").content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    found = set(re.findall(r'href="(/[^"#]*)"', main))
    assert {"/api/v1/openapi.json", "/api/v1/docs", "/sitemap.xml", "/discussions/feed/", "/dossiers/feed/"} <= found
    for address in found:
        assert client.get(address).status_code == 200, address

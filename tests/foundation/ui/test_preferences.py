"""Theme and language without an account and without script."""

from __future__ import annotations

import pytest
from django.test import Client


def test_the_theme_is_kept_and_shown(client: Client) -> None:
    response = client.post("/preferences/theme/", {"theme": "dark", "next": "/specimens/?a=1"})
    assert (response.status_code, response["Location"]) == (302, "/specimens/?a=1")
    assert response.cookies["theme"]["samesite"] == "Lax"
    assert 'data-theme="dark"' in client.get("/specimens/").content.decode()


def test_the_language_is_kept_and_shown(client: Client) -> None:
    assert client.post("/preferences/language/", {"language": "de", "next": "/specimens/"}).status_code == 302
    assert '<html lang="de"' in client.get("/specimens/").content.decode()


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("theme", {"theme": "pink"}),
        ("theme", {}),
        ("language", {"language": "tlh"}),
        ("language", {"language": "../de"}),
    ],
)
def test_unknown_choices_are_refused(client: Client, address: str, typed: dict[str, str]) -> None:
    assert client.post(f"/preferences/{address}/", typed).status_code == 400


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"])
def test_the_way_back_stays_on_this_site(client: Client, back: str) -> None:
    assert client.post("/preferences/theme/", {"theme": "dark", "next": back})["Location"] == "/"


def test_other_sites_cannot_change_preferences() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/preferences/theme/", {"theme": "dark"}).status_code == 302
    forged = client.post("/preferences/theme/", {"theme": "light"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert forged.status_code == 403
    assert not forged.cookies


def test_preferences_are_only_posted(client: Client) -> None:
    assert client.get("/preferences/theme/").status_code == 405


def test_a_tampered_theme_cookie_is_ignored(client: Client) -> None:
    client.cookies["theme"] = '"><script>'
    assert 'data-theme="auto"' in client.get("/specimens/").content.decode()

"""The layer: what it stores, what it answers with, and when it steps aside."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.http import HttpResponse

from ict4society.foundation.pagecache import PageCache
from ict4society.foundation.pagecache.store import PageStore

pytestmark = pytest.mark.django_db  # the end of a response looks at the connection


class Proof:
    """A listening connection whose health the test decides."""

    healthy = True

    def start(self) -> None:
        pass


class Application:
    """Stands for Django: counts its calls and answers with what the test gives it."""

    def __init__(self) -> None:
        self.calls = 0
        self.response = self.tagged()
        self.during = lambda: None

    @staticmethod
    def tagged(**cookies: str) -> HttpResponse:
        response = HttpResponse("<p>page</p>")
        response.page_tags = ("thread:1",)  # type: ignore[attr-defined]
        for name, value in cookies.items():
            response.set_cookie(name, value)
        return response

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.calls += 1
        self.during()
        headers = list(self.response.items())
        headers += [("Set-Cookie", morsel.OutputString()) for morsel in self.response.cookies.values()]
        start_response(f"{self.response.status_code} OK", headers)
        return self.response


class Site:
    """A page cache around an application, and a browser."""

    def __init__(self) -> None:
        self.application = Application()
        self.proof = Proof()
        self.store = PageStore()
        self.layer = PageCache(self.application, store=self.store, listening=self.proof)  # type: ignore[arg-type]

    def get(
        self, path: str = "/discussions/1/", method: str = "GET", **environ: str
    ) -> tuple[str, dict[str, str], bytes]:
        seen: list[Any] = []
        given = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "HTTP_HOST": "site", **environ}
        body = b"".join(self.layer(given, lambda status, headers, exc=None: seen.append((status, headers))))
        return seen[-1][0], dict(seen[-1][1]), body


@pytest.fixture
def site() -> Site:
    return Site()


def test_the_second_visitor_is_answered_from_memory(site: Site) -> None:
    first = site.get()
    second = site.get()
    assert site.application.calls == 1
    assert first[2] == second[2] == b"<p>page</p>"
    assert (first[1]["X-Page-Cache"], second[1]["X-Page-Cache"]) == ("stored", "hit")


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_COOKIE": "theme=dark; sessionid=abc"},
        {"HTTP_COOKIE": "messages=abc"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"method": "POST"},
        {"QUERY_STRING": "q=" + "x" * 300},
    ],
)
def test_never_for_these_requests(site: Site, environ: dict[str, str]) -> None:
    site.get(**environ)
    _, headers, _ = site.get(**environ)
    assert site.application.calls == 2
    assert "X-Page-Cache" not in headers
    assert len(site.store) == 0


def test_never_a_page_that_sets_a_cookie(site: Site) -> None:
    site.application.response = Application.tagged(csrftoken="secret")
    site.get()
    assert "Set-Cookie" in site.get()[1]
    assert len(site.store) == 0


def test_never_without_tags_or_with_another_status(site: Site) -> None:
    site.application.response = HttpResponse("no tags")
    site.get()
    site.application.response = Application.tagged()
    site.application.response.status_code = 404
    site.get()
    assert len(site.store) == 0


def test_it_steps_aside_without_proof(site: Site) -> None:
    site.get()
    site.proof.healthy = False
    _, headers, _ = site.get()
    assert site.application.calls == 2
    assert "X-Page-Cache" not in headers


def test_a_page_during_whose_rendering_the_data_changed_is_not_stored(site: Site) -> None:
    site.application.during = lambda: site.store.invalidate(["thread:1"])
    site.get()
    site.application.during = lambda: None
    site.get()
    assert site.application.calls == 2
    site.get()
    assert site.application.calls == 2


def test_languages_and_themes_are_pages_of_their_own(site: Site) -> None:
    for environ in (
        {"HTTP_COOKIE": "theme=dark"},
        {"HTTP_COOKIE": "theme=light"},
        {"HTTP_COOKIE": "theme=<script>"},
        {"HTTP_ACCEPT_LANGUAGE": "fr-BE,fr;q=0.9"},
        {"HTTP_COOKIE": "django_language=de"},
    ):
        site.get(**environ)
    assert site.application.calls == 5
    for environ in ({}, {"HTTP_ACCEPT_LANGUAGE": "fr"}, {"HTTP_ACCEPT_LANGUAGE": "en"}):
        site.get(**environ)
    assert site.application.calls == 5


def test_a_reader_who_has_it_is_told_so(site: Site) -> None:
    etag = site.get()[1]["ETag"]
    status, headers, body = site.get(HTTP_IF_NONE_MATCH=etag)
    assert (status, body, headers["ETag"]) == ("304 Not Modified", b"", etag)
    assert site.get(HTTP_IF_NONE_MATCH='W/"other"')[0] == "200 OK"


def test_compressed_where_asked_for(site: Site) -> None:
    for _ in range(2):
        _, headers, body = site.get(HTTP_ACCEPT_ENCODING="gzip, br")
        assert headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(body) == b"<p>page</p>"
        assert headers["Content-Length"] == str(len(body))
    assert "Content-Encoding" not in site.get()[1]

"""The WSGI layer in front of Django: answers visitors from memory while it is sure that the page is current."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse

from ict4society.foundation.pagecache.key import PageKey, page_key
from ict4society.foundation.pagecache.listening import Listening
from ict4society.foundation.pagecache.store import Headers, PageStore, StoredPage

StartResponse = Callable[..., Any]
Environ = dict[str, Any]

REPLACED = frozenset({"content-length", "etag", "vary", "cache-control", "x-page-cache"})
MAX_QUERY = 200
"""Characters; longer addresses are not worth a place in memory."""


class PageCache:
    """A WSGI application around another one.

    It stores an answer only if it is a 200 to a request without a session, sets no cookie and says which tags it shows
    (``response.page_tags``). It steps aside, for reading and for storing, while its listening connection is not proven.
    """

    def __init__(self, application: Any, *, store: PageStore | None = None, listening: Listening | None = None) -> None:
        self._application = application
        self.store = store if store is not None else PageStore()
        self.listening = listening or Listening(self.store)
        self._started = False

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self._started:  # in the worker process that answers, not in the one that loaded the module
            self.listening.start()
            self._started = True
        key = page_key(environ)
        if key is None or not self.listening.healthy:
            return self._application(environ, start_response)
        page = self.store.get(key)
        if page is None:
            return self._render(key, environ, start_response)
        return self._answer(key, page, environ, start_response)

    def _render(self, key: PageKey, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        mark = self.store.mark()
        held: list[tuple[str, list[tuple[str, str]]]] = []

        def hold(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            held.append((status, headers))

        response = self._application(environ, hold)
        status, headers = held[-1]
        page = _storable(response, status, headers, self.store.expiry()) if _short(key) else None
        if page is None or not self.listening.healthy or not self.store.put(key, page, mark):
            start_response(status, headers)
            return response
        close = getattr(response, "close", None)
        if close is not None:
            close()
        return self._answer(key, page, environ, start_response, how="stored")

    def _answer(
        self, key: PageKey, page: StoredPage, environ: Environ, start_response: StartResponse, how: str = "hit"
    ) -> Iterable[bytes]:
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and page.etag in asked:
            start_response("304 Not Modified", [("ETag", page.etag), ("Vary", VARY), ("Cache-Control", CACHE_CONTROL)])
            return []
        coding = "gzip" if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else "identity"
        answer = page.answers.get(coding)
        if answer is None:
            answer = self._make_answer(key, page, coding)
        headers, body = answer
        start_response("200 OK", [*headers, ("X-Page-Cache", how)])
        return body

    def _make_answer(self, key: PageKey, page: StoredPage, coding: str) -> tuple[Headers, list[bytes]]:
        body = page.bodies.get(coding)
        if body is None:
            body = gzip.compress(page.bodies["identity"], compresslevel=6, mtime=0)
            self.store.add_body(key, page, coding, body)
        extra = (("Content-Encoding", "gzip"),) if coding == "gzip" else ()
        headers = (*page.headers, ("Content-Length", str(len(body))), *extra)
        page.answers[coding] = (headers, [body])
        return page.answers[coding]


VARY = "Accept-Encoding, Accept-Language, Cookie, HX-Request"
CACHE_CONTROL = "private, no-cache"


def _short(key: PageKey) -> bool:
    return len(key.query) + len(key.path) <= MAX_QUERY


def _storable(response: Any, status: str, headers: list[tuple[str, str]], expires: float) -> StoredPage | None:
    tags = getattr(response, "page_tags", ())
    if not status.startswith("200") or not tags or not isinstance(response, HttpResponse):
        return None
    names = {name.lower() for name, _ in headers}
    if "set-cookie" in names or "content-encoding" in names or response.streaming:
        return None
    body = bytes(response.content)
    # Weak: the same page in another content coding has the same tag.
    etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    kept = [(name, value) for name, value in headers if name.lower() not in REPLACED]
    return StoredPage(
        headers=(*kept, ("ETag", etag), ("Vary", VARY), ("Cache-Control", CACHE_CONTROL)),
        bodies={"identity": body},
        etag=etag,
        tags=tuple(tags),
        expires=expires,
    )

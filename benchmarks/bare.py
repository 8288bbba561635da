"""The same server without a site behind it: `/<n>` is answered with n constant bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.conf import settings

# The web server looks at the routes before it starts its workers; here there are none.
settings.configure(ROOT_URLCONF=__name__)
urlpatterns: list[Any] = []


@cache
def _answer(path: str) -> tuple[list[tuple[str, str]], list[bytes]]:
    size = int(path.strip("/") or 0)
    return [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(size))], [b"x" * size]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """WSGI."""
    headers, body = _answer(environ["PATH_INFO"])
    start_response("200 OK", headers)
    return body

"""The WSGI layer in front of Django."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class PageCache:
    """Hands every request on to the application."""

    def __init__(self, application: Any) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return self.application(environ, start_response)

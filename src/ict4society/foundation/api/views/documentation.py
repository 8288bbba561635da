"""The OpenAPI document and its page. ninja's own views are partials, which cannot carry a policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from ict4society.foundation.policy import public


def documentation(view: Any) -> Callable[..., HttpResponse]:
    """One of ninja's views of the document, open to everybody."""

    @public
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)  # type: ignore[no-any-return]

    return shown


@public
def root(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Only the name of the root address, from which ninja makes those of the operations."""
    raise Http404

"""Answering a request with a page, or with one block of it when htmx asks for a part."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.template.loader import get_template
from django.utils.cache import patch_vary_headers

from ict4society.foundation.ui.environment import PageTemplate


class Page(HttpResponse):
    """An HTML response that knows which page-cache tags it shows."""

    page_tags: tuple[str, ...] = ()


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    tags: Iterable[str] = (),
    fragment: str | None = None,
    status: int = 200,
) -> Page:
    """Render `template` for `request`.

    When htmx asks for a part of a page and `fragment` names a block, only that block is rendered; a boosted link, a
    restored history entry or an ordinary request gets the whole page. `tags` name what the page shows, for the page
    cache: a page without tags is never stored. Raises `KeyError` when the template has no block `fragment`.
    """
    values = dict(context or {})
    loaded = get_template(template, using="jinja2")
    if fragment is not None and wants_fragment(request):
        content = _block(loaded, fragment, values, request)
    else:
        content = loaded.render(values, request)
    response = Page(content, status=status)
    response.page_tags = tuple(tags)
    patch_vary_headers(response, ["HX-Request"])
    return response


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx will put the answer into a part of the page that is open in the browser."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def _block(loaded: Any, name: str, values: dict[str, Any], request: HttpRequest) -> str:
    """The block alone, with the same context as Django's backend gives to the whole template."""
    values |= {"request": request, "csrf_input": csrf_input_lazy(request), "csrf_token": csrf_token_lazy(request)}
    for processor in loaded.backend.template_context_processors:
        values |= processor(request)
    template: PageTemplate = loaded.template
    return template.render_block(name, values)

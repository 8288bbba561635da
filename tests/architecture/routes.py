"""All routes of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One address pattern and its view."""

    name: str
    pattern: str
    view: Callable[..., Any]
    parameters: tuple[str, ...]

    @property
    def ours(self) -> bool:
        return self.view.__module__.startswith("ict4society.")


def all_routes() -> list[Route]:
    """Every route, in order of the root address file."""
    return list(_walk(get_resolver().url_patterns, "", "", ()))


def _walk(patterns: list[Any], prefix: str, namespace: str, above: tuple[str, ...]) -> Iterator[Route]:
    for entry in patterns:
        parameters = (*above, *(tuple(entry.pattern.converters) or tuple(entry.pattern.regex.groupindex)))
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, prefix + str(entry.pattern), inner, parameters)
        elif isinstance(entry, URLPattern):
            yield Route(f"{namespace}{entry.name}", prefix + str(entry.pattern), entry.callback, parameters)

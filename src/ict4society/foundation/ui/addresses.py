"""Addresses of named routes, remembered: a page asks for dozens, and Django computes each anew (about 30 µs)."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse


def url(
    name: str, *args: Any, query: Mapping[str, Any] | None = None, fragment: str | None = None, **kwargs: Any
) -> str:
    """The address of a named route; raises `NoReverseMatch` when there is none."""
    if query is not None or fragment is not None:
        return reverse(name, args=args or None, kwargs=kwargs or None, query=query, fragment=fragment)
    return _remembered(*here(), name, args, tuple(sorted(kwargs.items())))


def url_or_none(name: str, *args: Any, **kwargs: Any) -> str | None:
    """The address of a named route, None when this installation has no such route."""
    try:
        return url(name, *args, **kwargs)
    except NoReverseMatch:
        return None


def here() -> tuple[str, str]:
    """Root routes and mount point of this request. Asked for once by whoever wants many addresses."""
    return get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()


def address_or_none(where: tuple[str, str], name: str) -> str | None:
    """`url_or_none` of a route without arguments, for `where` = `here()`."""
    try:
        return _remembered(*where, name, (), ())
    except NoReverseMatch:
        return None


@lru_cache(maxsize=8192, typed=True)
def _remembered(root: str, prefix: str, name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> str:
    # `root` and `prefix` only tell apart what `reverse` finds under other root routes or another mount point.
    return reverse(name, args=args or None, kwargs=dict(kwargs) or None)

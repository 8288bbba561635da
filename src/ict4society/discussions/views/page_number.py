"""Which page of a list an address asks for."""

from __future__ import annotations

from django.http import HttpRequest


def page_number(request: HttpRequest, last: int) -> int:
    """The page asked for, moved between 1 and the last; 1 when the address says nothing sensible."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return min(max(number, 1), max(last, 1))

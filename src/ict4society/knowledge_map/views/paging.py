"""Lists in pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 30


@dataclass(frozen=True)
class Paged:
    """One page of a list, with the addresses of its neighbours."""

    items: list[Any]
    total: int
    number: int
    pages: int
    previous: str
    next: str


def paged(request: HttpRequest, rows: QuerySet[Any], per_page: int = PER_PAGE) -> Paged:
    """The page that ``?page=`` asks for; the nearest one when there is no such page. Two queries."""
    found = Paginator(rows, per_page).get_page(request.GET.get("page"))

    def address(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return Paged(
        items=list(found.object_list),
        total=found.paginator.count,
        number=found.number,
        pages=found.paginator.num_pages,
        previous=address(found.previous_page_number()) if found.has_previous() else "",
        next=address(found.next_page_number()) if found.has_next() else "",
    )

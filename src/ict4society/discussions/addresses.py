"""Where a post stands."""

from __future__ import annotations

from django.urls import reverse

from ict4society.discussions.queries import page_of


def post_address(thread_id: int, number: int) -> str:
    """The page of the thread and the place on it: ``/discussions/12/?page=2#post-67``."""
    page = page_of(number)
    query = {"page": page} if page > 1 else None
    return reverse("discussions:thread", args=[thread_id], query=query, fragment=f"post-{number}")

"""Search for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.errors import ValidationError
from pydantic import Field

from ict4society.foundation.api import Page, PageQuery, read_scope
from ict4society.foundation.api.paging import encode_cursor
from ict4society.foundation.search.find import Filters, find
from ict4society.foundation.search.words import Words
from ict4society.search_pages.views.search import read_key
from ict4society.topics.models import Topic

router = Router(tags=["search"])


class SearchQuery(PageQuery):
    """What to look for, and among what."""

    q: str = Field(..., min_length=1, max_length=200, description='Words; "exact phrase", or, -without.')
    kind: str = Field("", max_length=60, description="For example discussions.post.")
    topic: int | None = Field(None, description="A topic; an area stands for its issues too.")
    language: str = Field("", max_length=12)


class HitOut(Schema):
    """One hit."""

    kind: str
    id: int
    title: str
    url: str
    language: str
    excerpt: str = Field(..., description="HTML, escaped; the words found stand in mark elements.")
    happened_at: datetime
    topic_id: int | None


@router.get("/", auth=read_scope(optional=True), response=Page[HitOut])
def search(request: HttpRequest, query: Query[SearchQuery]) -> Page:
    """Everything that the caller may see and that matches, best first."""
    after = read_key(query.cursor or "")
    if query.cursor and after is None:
        raise ValidationError([{"loc": ("query", "cursor"), "msg": "This cursor does not belong to this list."}])
    filters = Filters(
        kinds=[query.kind] if query.kind else [], topics=_with_issues(query.topic), language=query.language
    )
    hits = find(Words.typed(query.q), request.user, filters, after=after, limit=query.limit)
    items = [
        HitOut(
            kind=hit.ref.kind,
            id=hit.ref.id,
            title=hit.title,
            url=request.build_absolute_uri(hit.url),
            language=hit.language,
            excerpt=str(hit.excerpt),
            happened_at=hit.happened_at,
            topic_id=hit.topic_id,
        )
        for hit in hits.items
    ]
    return Page[Any].model_construct(items=items, next=encode_cursor(hits.next_key) if hits.next_key else None)


def _with_issues(topic: int | None) -> list[int]:
    if topic is None:
        return []
    return [topic, *Topic.objects.filter(parent_id=topic).values_list("pk", flat=True)]

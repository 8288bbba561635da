"""What search knows of an element, and where an element leads."""

from __future__ import annotations

from django.urls import reverse

from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Document
from ict4society.knowledge_map.models import Element
from ict4society.knowledge_map.states import ElementState


def element_document(element: Element) -> Document | None:
    """Published elements are found; drafts, withdrawn and hidden ones are not."""
    if element.state != ElementState.PUBLISHED or element.hidden_at is not None:
        return None
    place = element.placements.order_by("pk").first()
    return Document(
        title=element.title,
        body=plain(element.text),
        language=element.language,
        happened_at=element.published_at or element.created_at,
        topic_id=place.topic_id if place else None,
    )


def element_url(element: Element) -> str:
    """The element's page."""
    return reverse("knowledge_map:element", args=[element.pk])

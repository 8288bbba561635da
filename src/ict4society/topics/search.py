"""What search finds of a topic."""

from __future__ import annotations

from django.utils import timezone

from ict4society.foundation.subjects import Document
from ict4society.topics.models import Topic


def topic_document(topic: Topic) -> Document:
    """Name and description in English, with the names in all other languages: one finds it by any of them."""
    names = [name for name in topic.names.values() if name != topic.name]
    body = "\n".join([topic.description, *names])
    return Document(title=topic.name, body=body, language="en", happened_at=timezone.now(), topic_id=topic.pk)

"""Write a new element."""

from __future__ import annotations

from django.db import transaction

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import require
from ict4society.foundation.richtext import render
from ict4society.knowledge_map.events import ElementCreated
from ict4society.knowledge_map.models import Element, ElementRevision
from ict4society.knowledge_map.policies import person_of


@transaction.atomic
def create_element(*, actor: Actor | None, kind: str, title: str, text: str = "", language: str = "") -> Element:
    """A draft with its first revision; the language is guessed when none is given. Raises Forbidden."""
    require(person_of(actor), "knowledge_map.create_element")
    element = Element.objects.create(
        kind=kind,
        title=title,
        text=text,
        html=render(text),
        language=language or detect_language(f"{title}\n{text}"),
        author=person_of(actor),
    )
    ElementRevision.objects.create(
        element=element, number=1, kind=kind, title=title, text=text, edited_by=person_of(actor)
    )
    emit(ElementCreated(element_id=element.pk, kind=kind, title=title), actor=actor)
    return element

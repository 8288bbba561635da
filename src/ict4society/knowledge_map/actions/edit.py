"""Change what an element says."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.richtext import render
from ict4society.knowledge_map.actions.locking import locked_for
from ict4society.knowledge_map.actions.refusals import StaleElement
from ict4society.knowledge_map.events import ElementEdited
from ict4society.knowledge_map.models import Element, ElementRevision

FIELDS = ("kind", "title", "text", "language")


@transaction.atomic
def edit_element(
    *, actor: Actor, element: Element, revision: int, kind: str, title: str, text: str, language: str
) -> Element:
    """The element with a new revision; the same one when nothing differs.

    Raises Forbidden, or StaleElement when ``revision`` is no longer the current one.
    """
    current = locked_for(actor, element.pk)
    if current.revision != revision:
        raise StaleElement(_("Someone has edited this element since you opened it. Compare, then save again."), current)
    after = {"kind": kind, "title": title, "text": text, "language": language}
    before = {name: getattr(current, name) for name in FIELDS}
    changed = [name for name in FIELDS if before[name] != after[name]]
    if not changed:
        return current
    for name in changed:
        setattr(current, name, after[name])
    current.html = render(text)
    current.revision += 1
    current.edited_at = timezone.now()
    current.save()
    ElementRevision.objects.create(
        element=current, number=current.revision, kind=kind, title=title, text=text, edited_by=actor.user
    )
    emit(
        ElementEdited(
            element_id=current.pk,
            revision=current.revision,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        ),
        actor=actor,
    )
    return current

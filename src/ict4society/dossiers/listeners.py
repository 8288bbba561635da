"""What dossiers follow: their elements, when moderation hides or restores one."""

from __future__ import annotations

from ict4society.dossiers.models import Dossier
from ict4society.foundation.events.listener import listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.search.index import index_subject
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.events import ElementHidden, ElementRestored


@listens_to(ElementHidden, ElementRestored)
def index_dossiers(record: EventRecord, event: ElementHidden | ElementRestored) -> None:
    """Search finds the words of a hidden element in no dossier."""
    holding = Dossier.objects.filter(versions__elements=event.element_id).distinct()
    for pk in holding.values_list("pk", flat=True):
        index_subject(Ref("dossiers.dossier", pk))

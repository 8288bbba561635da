"""What dossiers follow: the words that they quote, and their elements when moderation hides or restores one."""

from __future__ import annotations

from django.db.models import Q

from ict4society.deliberation.models import Statement
from ict4society.dossiers.models import Dossier
from ict4society.foundation.citations.events import CitationsChanged
from ict4society.foundation.events.emit import notify_pages
from ict4society.foundation.events.listener import listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.search.index import index_subject
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.events import ElementHidden, ElementRestored
from ict4society.knowledge_map.models import Evidence
from ict4society.knowledge_map.queries.evidence import STATEMENT


@listens_to(ElementHidden, ElementRestored)
def index_dossiers(record: EventRecord, event: ElementHidden | ElementRestored) -> None:
    """Search finds the words of a hidden element in no dossier."""
    holding = Dossier.objects.filter(versions__elements=event.element_id).distinct()
    for pk in holding.values_list("pk", flat=True):
        index_subject(Ref("dossiers.dossier", pk))


@listens_to(CitationsChanged)
def pages_quote_what_may_be_quoted(record: EventRecord, event: CitationsChanged) -> None:
    """A published version also quotes evidence that its element has lost since, of which the map says nothing."""
    statements = Statement.objects.filter(citation_id__in=event.citation_ids).values("pk")
    evidence = Evidence.objects.filter(
        Q(citation_id__in=event.citation_ids) | Q(citation__source_kind=STATEMENT, citation__source_id__in=statements)
    )
    quoting = Dossier.objects.filter(versions__elements__evidence__in=evidence).distinct()
    if pages := tuple(f"dossier:{pk}" for pk in quoting.values_list("pk", flat=True)):
        notify_pages(pages)

"""Follow what happens to the sources of elements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.deliberation.models import Statement
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.models.citation import SourceState
from ict4society.foundation.events.emit import emit
from ict4society.knowledge_map.actions.locking import locked, locked_for
from ict4society.knowledge_map.actions.refusals import StaleElement
from ict4society.knowledge_map.events import ElementSourceChanged, SourcesReviewed, VerdictChanged
from ict4society.knowledge_map.models import Element, Evidence
from ict4society.knowledge_map.queries.evidence import STATEMENT
from ict4society.knowledge_map.queries.figures import verdicts_of


@transaction.atomic
def flag_changed_sources(*, citation_ids: Iterable[int], state: str) -> list[Element]:
    """Flag every element that cites them, directly or through a statement drawn from them. The system does this.

    A source that is as cited again does not flag: it makes the pages that showed it otherwise stale.
    """
    cited = list(citation_ids)
    statements = Statement.objects.filter(citation_id__in=cited).values_list("pk", flat=True)
    direct = Evidence.objects.filter(removed_at=None, citation_id__in=cited)
    through = Evidence.objects.filter(
        removed_at=None, citation__source_kind=STATEMENT, citation__source_id__in=list(statements)
    )
    by_element: dict[int, list[int]] = defaultdict(list)
    for evidence_id, element_id in direct.union(through).values_list("pk", "element_id"):
        by_element[element_id].append(evidence_id)
    flagged = []
    for element_id in sorted(by_element):
        element = locked(element_id)
        if state != SourceState.CURRENT:
            element.sources_changed_at = timezone.now()
            element.save(update_fields=["sources_changed_at"])
        changed = ElementSourceChanged(element_id=element_id, evidence_ids=sorted(by_element[element_id]), state=state)
        emit(changed, actor=None)
        flagged.append(element)
    return flagged


@transaction.atomic
def review_sources(*, actor: Actor, element: Element, seen: datetime) -> Element:
    """A facilitator has looked at the changes up to ``seen``. Raises Forbidden; StaleElement when more changed."""
    current = locked_for(actor, element.pk)
    if current.sources_changed_at is None:
        return current
    if current.sources_changed_at > seen:
        raise StaleElement(_("Another source has changed while you were looking. Look at it too."), current)
    current.sources_changed_at = None
    current.save(update_fields=["sources_changed_at"])
    emit(SourcesReviewed(element_id=current.pk), actor=actor)
    return current


@transaction.atomic
def refresh_verdicts(*, round_id: int) -> int:
    """Copy the verdicts of a round's statements to the evidence that cites them; how many changed."""
    statements = list(Statement.objects.filter(round_id=round_id).values_list("pk", flat=True))
    standing = list(
        Evidence.objects.filter(
            removed_at=None, citation__source_kind=STATEMENT, citation__source_id__in=statements
        ).select_related("citation")
    )
    verdicts = verdicts_of(evidence.citation.source_id for evidence in standing)
    changed = [e for e in standing if e.verdict != verdicts.get(e.citation.source_id, "")]
    for evidence in changed:
        evidence.verdict = verdicts.get(evidence.citation.source_id, "")
        evidence.save(update_fields=["verdict"])
        emit(VerdictChanged(element_id=evidence.element_id, verdict=evidence.verdict), actor=None)
    return len(changed)

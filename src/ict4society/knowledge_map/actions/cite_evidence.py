"""Add evidence to an element, and take it away."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import cite
from ict4society.foundation.citations.models import Citation
from ict4society.foundation.citations.models.citation import SourceState
from ict4society.foundation.events.emit import emit
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.actions.locking import locked_for
from ict4society.knowledge_map.actions.refusals import ElementRefused, EvidenceRefused
from ict4society.knowledge_map.events import EvidenceAdded, EvidenceRemoved
from ict4society.knowledge_map.models import Element, Evidence
from ict4society.knowledge_map.policies import person_of
from ict4society.knowledge_map.queries.evidence import STATEMENT, sources_below
from ict4society.knowledge_map.queries.figures import verdicts_of
from ict4society.knowledge_map.states import ElementState


@transaction.atomic
def add_evidence(
    *,
    actor: Actor | None,
    element: Element,
    source: Ref,
    exact: str,
    stance: str,
    revision: int | None = None,
    start: int | None = None,
    note: str = "",
) -> Evidence:
    """Evidence that quotes these words of that revision (the current one by default).

    Raises Forbidden, ElementRefused for a withdrawn element, EvidenceRefused when the source is withdrawn, is not
    there for this person, or these very words already are evidence here; PassageNotFound when the words are not there.
    """
    current = locked_for(actor, element.pk)
    if current.state == ElementState.WITHDRAWN:
        raise ElementRefused(_("This element was withdrawn. Publish it again before you add evidence."))
    try:
        citation = cite(source, user=person_of(actor) or AnonymousUser(), exact=exact, revision=revision, start=start)
    except LookupError:
        raise EvidenceRefused(
            _("This source cannot be cited: it is not there (any more), or has no such revision.")
        ) from None
    if citation.state == SourceState.WITHDRAWN:
        raise EvidenceRefused(_("This source was withdrawn; its words cannot become evidence."))
    if _cited_already(current, citation):
        raise EvidenceRefused(_("These words are already evidence of this element."))
    verdict = verdicts_of([source.id]).get(source.id, "") if source.kind == STATEMENT else ""
    evidence = Evidence.objects.create(
        element=current, citation=citation, stance=stance, note=note, verdict=verdict, added_by=person_of(actor)
    )
    added = EvidenceAdded(
        element_id=current.pk,
        evidence_id=evidence.pk,
        citation_id=citation.pk,
        stance=stance,
        sources=[str(ref) for ref in sources_below(citation)],
    )
    emit(added, actor=actor)
    return evidence


@transaction.atomic
def remove_evidence(*, actor: Actor, evidence: Evidence, reason: str) -> Evidence:
    """The evidence, marked as removed with the reason; its citation stays on record.

    Raises Forbidden, or EvidenceRefused when it was removed before or a published element would stand on nothing.
    """
    element = locked_for(actor, evidence.element_id)
    current = (
        Evidence.objects.select_for_update(of=("self",), no_key=True).select_related("citation").get(pk=evidence.pk)
    )
    if current.removed_at is not None:
        raise EvidenceRefused(_("This evidence was already removed."))
    others = element.evidence.filter(removed_at=None).exclude(pk=current.pk)
    if element.state == ElementState.PUBLISHED and not others.exists():
        raise EvidenceRefused(
            _("This is the last evidence of a published element. Add other evidence first, or withdraw the element.")
        )
    current.removed_at = timezone.now()
    current.removal_reason = reason
    current.save(update_fields=["removed_at", "removal_reason"])
    removed = EvidenceRemoved(
        element_id=element.pk,
        evidence_id=current.pk,
        reason=reason,
        sources=[str(ref) for ref in sources_below(current.citation)],
    )
    emit(removed, actor=actor)
    return current


def _cited_already(element: Element, citation: Citation) -> bool:
    return element.evidence.filter(
        removed_at=None,
        citation__source_kind=citation.source_kind,
        citation__source_id=citation.source_id,
        citation__revision=citation.revision,
        citation__start=citation.start,
        citation__end=citation.end,
    ).exists()

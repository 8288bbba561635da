"""What citing features hear: a source no longer says what was cited, or says it again."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import source_restored, source_revised, source_withdrawn
from ict4society.foundation.citations.models import Citation
from ict4society.foundation.citations.models.citation import SourceState
from ict4society.foundation.events import Event, event
from ict4society.foundation.events.emit import emit
from ict4society.foundation.subjects import Ref

Change = Literal["revised", "withdrawn", "restored"]


@event("citations.changed")
class CitationsChanged(Event):
    """These citations of one source are now in this state (``SourceState``)."""

    source_kind: str
    source_id: int
    citation_ids: list[int]
    state: str

    def subject(self) -> Ref:
        return Ref(self.source_kind, self.source_id)


def follow_source(ref: Ref, change: Change, *, revision: int | None = None, actor: Actor | None = None) -> None:
    """Bring the citations of a source up to date after its change, and emit ``CitationsChanged`` if that changed any.

    Called by the listeners of a citable feature, inside their transaction; safe to repeat. ``revision`` is the new one
    and is needed for ``revised``. Raises ValueError when it is missing.
    """
    before = dict(Citation.objects.filter(source_kind=ref.kind, source_id=ref.id).values_list("pk", "state"))
    if not before:
        return
    revised: set[int] = set()
    if change == "revised":
        if revision is None:
            raise ValueError("follow_source needs the new revision")
        revised = {citation.pk for citation in source_revised(ref, revision)}
    elif change == "withdrawn":
        source_withdrawn(ref)
    else:
        source_restored(ref)
    moved: dict[str, list[int]] = defaultdict(list)
    for citation_id, state in Citation.objects.filter(pk__in=before).order_by("pk").values_list("pk", "state"):
        # A second edit changes nothing in the state of a citation, but what the page says of the source is new.
        if state != before[citation_id] or (citation_id in revised and state == SourceState.CHANGED):
            moved[state].append(citation_id)
    for state, citation_ids in moved.items():
        emit(CitationsChanged(ref.kind, ref.id, citation_ids, state), actor=actor)

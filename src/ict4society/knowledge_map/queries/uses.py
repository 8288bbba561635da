"""One hop upward: which elements were made from a source."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q
from django.utils.translation import gettext as _

from ict4society.foundation.subjects import Ref, Use
from ict4society.knowledge_map.models import Evidence
from ict4society.knowledge_map.states import Stance


def element_uses(sources: list[Ref]) -> list[Use]:
    """The elements that cite these sources as evidence now, in one query."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for source in sources:
        by_kind[source.kind].append(source.id)
    wanted = Q()
    for kind, ids in by_kind.items():
        wanted |= Q(citation__source_kind=kind, citation__source_id__in=ids)
    if not wanted:
        return []
    cited = Evidence.objects.filter(wanted, removed_at=None).select_related("citation")
    return [
        Use(
            source=Ref(evidence.citation.source_kind, evidence.citation.source_id),
            target=Ref("knowledge_map.element", evidence.element_id),
            hop=_("cited as evidence: %(stance)s") % {"stance": Stance(evidence.stance).label},
            at=evidence.added_at,
        )
        for evidence in cited
    ]

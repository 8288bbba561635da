"""Tell contributors what became of what they said, each once."""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.db.models import Q

from ict4society.consultations.models import Consultation, ContributorTold, Response
from ict4society.consultations.outcome_events import ContributorAnswered
from ict4society.consultations.outcome_states import Verdict
from ict4society.consultations.states import Stage
from ict4society.foundation.events.emit import emit


@transaction.atomic
def tell_contributors(consultation_id: int) -> int:
    """Emit one event for each contribution of a final consultation that has a response; how many. Safe to repeat."""
    found = Consultation.objects.select_for_update(of=("self",), no_key=True).filter(pk=consultation_id).first()
    if found is None or found.stage != Stage.FINAL:
        return 0
    given = Response.objects.filter(consultation=found).exclude(verdict="")
    given = given.filter(Q(comment=None) | Q(comment__withdrawn_at=None, comment__hidden_at=None))
    counts: dict[int, Counter[str]] = {}
    rows = given.values_list("comment__contribution_id", "answer__contribution_id", "verdict")
    for of_comment, of_answer, verdict in rows:
        counts.setdefault(of_comment or of_answer, Counter())[verdict] += 1
    told = set(ContributorTold.objects.filter(contribution__in=counts).values_list("contribution_id", flat=True))
    fresh = sorted(set(counts) - told)
    ContributorTold.objects.bulk_create(ContributorTold(contribution_id=pk) for pk in fresh)
    for pk in fresh:
        each = counts[pk]
        event = ContributorAnswered(
            consultation_id, pk, each[Verdict.ACCEPTED], each[Verdict.PARTLY], each[Verdict.NOT]
        )
        emit(event, actor=None)
    return len(fresh)

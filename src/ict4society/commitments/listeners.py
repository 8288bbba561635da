"""What follows from events: citations of commitments are kept true, and published values change how they stand."""

from __future__ import annotations

from ict4society.commitments.actions.judge import refresh_standing
from ict4society.commitments.citable import is_gone
from ict4society.commitments.events import (
    CommitmentEdited,
    CommitmentHidden,
    CommitmentRebased,
    CommitmentRestored,
    CommitmentWithdrawn,
)
from ict4society.commitments.models import Commitment
from ict4society.commitments.states import CommitmentState, Kind
from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.events import Event, listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.subjects import Ref
from ict4society.reporting.events import (
    ConflictResolved,
    ReportHidden,
    ReportPublished,
    ReportRestored,
    ValueHidden,
    ValueRestated,
    ValueRestored,
    ValuesImported,
    ValueWithdrawn,
)


@listens_to(CommitmentEdited, CommitmentRebased, CommitmentHidden, CommitmentRestored, CommitmentWithdrawn)
def citations_follow_commitment(record: EventRecord, event: Event) -> None:
    """Bring its citations to what is true now, whatever the order in which its events arrive."""
    commitment = Commitment.objects.filter(pk=record.subject_id or 0).first()
    if commitment is not None:
        ref = Ref("commitments.commitment", commitment.pk)
        follow_source(ref, "revised", revision=commitment.revision)
        follow_source(ref, "withdrawn" if is_gone(commitment) else "restored")
        if commitment.hidden_at is not None or record.name == CommitmentRestored.name:
            for pk in commitment.updates.values_list("pk", flat=True):
                follow_source(
                    Ref("commitments.update", pk), "withdrawn" if commitment.hidden_at is not None else "restored"
                )


@listens_to(
    ReportPublished,
    ReportHidden,
    ReportRestored,
    ValueRestated,
    ValueWithdrawn,
    ValueHidden,
    ValueRestored,
    ConflictResolved,
    ValuesImported,
)
def standings_follow_values(record: EventRecord, event: Event) -> None:
    """Other values are published: the commitments of these organisations are judged again. Safe to repeat."""
    if isinstance(event, ValuesImported):
        organisations = event.organisation_ids
    else:
        organisations = [int(record.payload["organisation_id"])]
    rows = Commitment.objects.filter(on_behalf_of_id__in=organisations, state=CommitmentState.PUBLIC)
    for commitment in rows.filter(kind=Kind.INDICATOR).order_by("pk"):
        refresh_standing(commitment)

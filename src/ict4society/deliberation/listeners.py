"""What follows from events of rounds: statements become findable with their round."""

from __future__ import annotations

from ict4society.deliberation.events import RoundClosed, RoundEdited, RoundImported, RoundOpened
from ict4society.deliberation.models import Round, Statement
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.search.index import index_subject
from ict4society.foundation.subjects import Ref, refresh


@listens_to(RoundOpened, RoundImported)
def index_statements(record: EventRecord, event: RoundOpened | RoundImported) -> None:
    """Search hears of the round itself; its statements have no event of their own at this moment."""
    for pk in Statement.objects.filter(round_id=event.round_id).order_by("pk").values_list("pk", flat=True):
        index_subject(Ref("deliberation.statement", pk))


@listens_to(RoundOpened, RoundEdited, RoundClosed)
def show_beside_the_subject(record: EventRecord, event: RoundOpened | RoundEdited | RoundClosed) -> None:
    """The thread, meeting or consultation to which the round belongs shows it."""
    found = Round.objects.filter(pk=event.round_id).first()
    if found is not None and found.subject_id is not None:
        refresh(Ref(found.subject_kind, found.subject_id))

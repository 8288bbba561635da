"""What follows from events of rounds: statements become findable with their round."""

from __future__ import annotations

from ict4society.deliberation.events import RoundImported, RoundOpened
from ict4society.deliberation.models import Statement
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.search.index import index_subject
from ict4society.foundation.subjects import Ref


@listens_to(RoundOpened, RoundImported)
def index_statements(record: EventRecord, event: RoundOpened | RoundImported) -> None:
    """Search hears of the round itself; its statements have no event of their own at this moment."""
    for pk in Statement.objects.filter(round_id=event.round_id).order_by("pk").values_list("pk", flat=True):
        index_subject(Ref("deliberation.statement", pk))

"""Order a snapshot; a job computes it."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ict4society.benchmark.events import SnapshotOrdered
from ict4society.benchmark.models import Snapshot
from ict4society.benchmark.parameters import Parameters
from ict4society.benchmark.states import SnapshotState
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, require
from ict4society.foundation.tasks import defer

TASK = "benchmark.compute_snapshot"
LOCK = 7_074_010
"""Advisory lock of PostgreSQL: two orders at once get two numbers, or one of them is refused."""


@transaction.atomic
def order_snapshot(*, actor: Actor | None, note: str = "", parameters: Parameters | None = None) -> Snapshot:
    """Begin a snapshot with the next number, of one at a time; ``actor`` is None when the calendar orders it.

    Raises Forbidden, and Conflict while another one is being computed.
    """
    if actor is not None:
        require(actor.user, "benchmark.make_snapshot")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if Snapshot.objects.filter(state=SnapshotState.BUILDING).exists():
        raise Conflict(_("A snapshot is being computed already."))
    number = (Snapshot.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    before = Snapshot.objects.filter(state=SnapshotState.PUBLISHED).order_by("-number").first()
    snapshot = Snapshot.objects.create(
        number=number,
        parameters=(parameters or Parameters()).to_dict(),
        note=note,
        made_by=actor.user if actor else None,
        before=before,
    )
    emit(SnapshotOrdered(snapshot.pk, number), actor=actor)
    defer(TASK, snapshot_id=snapshot.pk)
    return snapshot

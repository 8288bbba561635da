"""Who may see and make snapshots, and see which position."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet

from ict4society.accounts.policies import is_member, is_operator
from ict4society.benchmark.models import Cell, Snapshot
from ict4society.benchmark.states import SnapshotState
from ict4society.organisations.models import Organisation
from ict4society.organisations.queries import mandate_for


def snapshots_visible_to(user: Any) -> QuerySet[Snapshot]:
    """Everybody sees what is published; operators also what is being computed and what failed."""
    if is_operator(user):
        return Snapshot.objects.all()
    return Snapshot.objects.filter(state=SnapshotState.PUBLISHED)


def cells_visible_to(user: Any) -> QuerySet[Cell]:
    """Figures of published snapshots that are not withheld: the same for everybody."""
    return Cell.objects.filter(snapshot__state=SnapshotState.PUBLISHED, withheld="")


def can_view_snapshot(user: Any, snapshot: Snapshot) -> bool:
    """The same answer as ``snapshots_visible_to``, for one."""
    return snapshot.state == SnapshotState.PUBLISHED or is_operator(user)


@rules.predicate
def speaks_for(user: Any, organisation: Organisation | None) -> bool:
    """Holds a mandate for the organisation whose position it is."""
    return organisation is not None and organisation.hidden_at is None and mandate_for(user, organisation) is not None


rules.add_perm("benchmark.make_snapshot", is_operator)
rules.add_perm("benchmark.view_position", is_member & speaks_for)

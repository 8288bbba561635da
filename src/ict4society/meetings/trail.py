"""What meetings make of threads, proposals, rounds and questions: they are talked about there."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ict4society.foundation.subjects import Ref, Use
from ict4society.meetings.models import ItemLink
from ict4society.meetings.states import ReviewState


def meetings_about(sources: list[Ref]) -> list[Use]:
    """The meetings on whose agendas these stand: one query."""
    wanted = set(sources)
    rows = ItemLink.objects.filter(
        subject_kind__in={ref.kind for ref in wanted},
        subject_id__in={ref.id for ref in wanted},
        item__state=ReviewState.APPROVED,
        item__meeting__announced_at__isnull=False,
    ).select_related("item__meeting")
    found = {
        (row.ref, row.item.meeting_id): Use(
            source=row.ref,
            target=Ref("meetings.meeting", row.item.meeting_id),
            hop=_("on the agenda of a meeting"),
            at=row.item.decided_at or row.item.created_at,
        )
        for row in rows
        if row.ref in wanted
    }
    return list(found.values())

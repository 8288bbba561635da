"""What minutes show on the pages of meetings and topics."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Count, Value, When, Window
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.panels import MOST_ITEMS, Listing, Panel, PanelItem
from ict4society.foundation.richtext import plain
from ict4society.meetings.models import Meeting
from ict4society.meetings.policies import runs_meeting
from ict4society.meetings.states import HELD
from ict4society.minutes.models import Line
from ict4society.minutes.policies import lines_visible_to
from ict4society.minutes.queries import lines_of
from ict4society.minutes.states import LineKind
from ict4society.topics.models import Topic
from ict4society.topics.queries import topic_ids


def meeting_panel(meeting: Meeting, user: Any) -> Panel | None:
    """Decisions and actions of a meeting that has begun first, and the way to its minutes. One query."""
    if meeting.state not in HELD:
        return None
    standing = lines_of(meeting, user).filter(struck_at=None, hidden_at=None)
    first = Case(When(kind__in=(LineKind.DECISION, LineKind.ACTION), then=Value(0)), default=Value(1))
    shown = list(standing.annotate(standing=Window(Count("pk"))).order_by(first, "number")[:MOST_ITEMS])
    if not shown and not runs_meeting(user, meeting):
        return None
    return Panel(
        title=_("Minutes"),
        items=[_item(line) for line in shown]
        or [PanelItem(title=str(_("Take minutes")), url=reverse("minutes:take", args=[meeting.pk]))],
        count=shown[0].standing if shown else None,
        more_url=reverse("minutes:minutes", args=[meeting.pk]),
        more=_("All minutes of this meeting"),
        tags=("minutes",),
    )


def topic_panel(topic: Topic, user: Any) -> Listing:
    """The latest decisions of meetings on the topic."""
    rows = lines_visible_to(user).filter(
        meeting__topic_id__in=topic_ids(topic), kind=LineKind.DECISION, struck_at=None, hidden_at=None
    )
    panel = Panel(
        title=_("Decisions of meetings"),
        more_url=reverse("minutes:index"),
        more=_("All minutes"),
        tags=("minutes",),
    )
    return Listing(panel, rows.select_related("meeting").order_by("-said_at", "-pk"), _lines, hide_empty=True)


def _lines(rows: list[Line]) -> list[PanelItem]:
    return [_item(line) for line in rows]


def _item(line: Line) -> PanelItem:
    words = " ".join(plain(line.text).split())
    meta = line.get_kind_display()
    if line.kind == LineKind.ACTION:
        meta = ", ".join(filter(None, (meta, gettext("done") if line.done_at else line.owner_name)))
    return PanelItem(
        title=words if len(words) <= 140 else words[:139].rsplit(" ", 1)[0] + "…",
        url=reverse("minutes:line", args=[line.pk]),
        meta=f"{line.number} · {meta}",
        language=line.language,
        at=line.said_at,
    )

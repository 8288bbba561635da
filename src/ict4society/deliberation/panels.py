"""The panel of rounds on the page of a topic."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ict4society.deliberation.models import Round
from ict4society.deliberation.policies import rounds_visible_to
from ict4society.deliberation.queries.rounds import in_order, rounds_of, with_counts
from ict4society.foundation.subjects import Ref
from ict4society.topics.models import Topic
from ict4society.topics.panels import MOST_ITEMS, Listing, Panel, PanelItem
from ict4society.topics.queries import topic_ids


def rounds_panel(topic: Topic, user: Any) -> Listing:
    """The rounds of a topic and, of an area, of its issues: open ones first."""
    rounds = rounds_visible_to(user).filter(topic__in=topic_ids(topic))
    panel = Panel(
        title=gettext_lazy("Opinion rounds"),
        more_url=reverse("deliberation:index"),
        more=gettext_lazy("All rounds"),
        empty=gettext_lazy("No round has been opened on this topic yet."),
        tags=("rounds",),
    )
    return Listing(panel, in_order(with_counts(rounds)), _lines)


def thread_rounds_panel(thread: Any, user: Any) -> Panel:
    """The rounds that belong to a thread. One query."""
    rounds = rounds_of(rounds_visible_to(user), Ref("discussions.thread", thread.pk))
    return Panel(
        title=gettext_lazy("Opinion rounds"),
        items=[_item(found) for found in rounds[:MOST_ITEMS]],
        tags=("rounds",),
    )


def _lines(rows: list[Round]) -> list[PanelItem]:
    return [_item(found) for found in rows]


def _item(found: Round) -> PanelItem:
    count = found.participant_count  # type: ignore[attr-defined]  # annotated by with_counts
    number = ngettext("%(number)d participant", "%(number)d participants", count) % {"number": count}
    return PanelItem(
        title=found.title,
        url=reverse("deliberation:round", args=[found.slug]),
        meta=_("%(state)s, %(participants)s") % {"state": found.get_state_display(), "participants": number},
        language=found.language,
        at=found.closed_at or found.opened_at,
    )

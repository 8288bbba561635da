"""The agenda of a meeting as it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch

from ict4society.foundation.files.store import files_of_many
from ict4society.foundation.subjects import Ref, Subject, resolve
from ict4society.meetings.models import AgendaItem, Day, Material, Meeting, Speaker
from ict4society.meetings.policies import items_visible_to, materials_visible_to
from ict4society.meetings.states import ReviewState


@dataclass(slots=True)
class Slot:
    """An item with what stands under it."""

    item: AgendaItem
    ends_at: datetime | None
    links: list[Subject] = field(default_factory=list)
    materials: list[Material] = field(default_factory=list)
    overruns: bool = False
    """It ends after its day does."""


def timetable(meeting: Meeting, user: Any, materials: list[Material] | None = None) -> list[tuple[Day, list[Slot]]]:
    """Day by day the approved items with links, speakers and materials, as the reader may see them.

    ``materials`` are those of ``materials_of``, where somebody has read them already.
    """
    days = list(Day.objects.filter(meeting=meeting, cancelled_at=None))
    items = list(
        AgendaItem.objects.filter(meeting=meeting, state=ReviewState.APPROVED)
        .select_related("author", "on_behalf_of")
        .prefetch_related("links", Prefetch("speakers", Speaker.objects.select_related("organisation", "user")))
    )
    links = links_of(items, user)
    if materials is None:
        materials = materials_of(meeting, user)
    by_day: dict[int, list[Slot]] = {day.pk: [] for day in days}
    ends = {day.pk: day.ends_at for day in days}
    for item in items:
        day_id = item.day_id if item.day_id in by_day else days[0].pk
        finish = item.starts_at + timedelta(minutes=item.minutes) if item.starts_at else None
        slot = Slot(item, finish, links.get(item.pk, []))
        slot.materials = [each for each in materials if each.item_id == item.pk]
        slot.overruns = finish is not None and finish > ends[day_id]
        by_day[day_id].append(slot)
    return [(day, by_day[day.pk]) for day in days]


def links_of(items: list[AgendaItem], user: Any) -> dict[int, list[Subject]]:
    """What each item is about, as far as the reader may see it."""
    refs = {link.ref for item in items for link in item.links.all()}
    subjects = resolve(refs, user)
    return {item.pk: [subjects[link.ref] for link in item.links.all() if link.ref in subjects] for item in items}


def proposed_items(meeting: Meeting, user: Any) -> list[AgendaItem]:
    """Proposed items that wait or were declined: one's own, or all for those who run the meeting."""
    rows = items_visible_to(user).filter(meeting=meeting, state__in=(ReviewState.PROPOSED, ReviewState.DECLINED))
    return list(rows.select_related("author", "on_behalf_of").prefetch_related("links").order_by("pk"))


def materials_of(meeting: Meeting, user: Any) -> list[Material]:
    """Slides and papers that the reader may see, each with its ``files``; the withdrawn are gone."""
    rows = materials_visible_to(user).filter(meeting=meeting).exclude(state=ReviewState.WITHDRAWN)
    found = list(rows.select_related("author", "on_behalf_of", "item").order_by("pk"))
    files = files_of_many([Ref("meetings.material", each.pk) for each in found])
    for each in found:
        each.files = files.get(Ref("meetings.material", each.pk), [])  # type: ignore[attr-defined]
    return found

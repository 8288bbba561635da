"""The agenda of a meeting as it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from ict4society.foundation.database.together import hand_out, together
from ict4society.foundation.files.store import files_of_many
from ict4society.foundation.subjects import Ref, Subject, resolve
from ict4society.meetings.models import AgendaItem, Day, ItemLink, Material, Meeting, Speaker
from ict4society.meetings.policies import materials_visible_to
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


def timetable(meeting: Meeting, user: Any) -> list[tuple[Day, list[Slot]]]:
    """Day by day the approved items with links, speakers and materials, as the reader may see them."""
    days, items, links, speakers = together(*agenda_rows(meeting))
    approved = [item for item in items if item.state == ReviewState.APPROVED]
    hand_out(approved, "links", links, "item_id")
    hand_out(approved, "speakers", speakers, "item_id")
    return slots(days, approved, links_of(approved, user), materials_of(meeting, user))


def agenda_rows(meeting: Meeting) -> tuple[QuerySet[Any], ...]:
    """What the agenda is made of, whatever its state: days, items, their links and speakers. To be read at once."""
    return (
        Day.objects.filter(meeting=meeting, cancelled_at=None),
        AgendaItem.objects.filter(meeting=meeting).select_related("author", "on_behalf_of"),
        ItemLink.objects.filter(item__meeting=meeting),
        Speaker.objects.filter(item__meeting=meeting).select_related("organisation", "user"),
    )


def slots(
    days: list[Day], items: list[AgendaItem], links: dict[int, list[Subject]], materials: list[Material]
) -> list[tuple[Day, list[Slot]]]:
    """The approved items on their days."""
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


def materials_of(meeting: Meeting, user: Any) -> list[Material]:
    """Slides and papers that the reader may see, each with its ``files``; the withdrawn are gone."""
    found = list(material_rows(meeting, user))
    with_files(found)
    return found


def material_rows(meeting: Meeting, user: Any) -> QuerySet[Material]:
    """The same before they are read, without their files."""
    rows = materials_visible_to(user).filter(meeting=meeting).exclude(state=ReviewState.WITHDRAWN)
    return rows.select_related("author", "on_behalf_of", "item").order_by("pk")


def with_files(materials: list[Material]) -> None:
    """Give each its ``files``."""
    files = files_of_many([Ref("meetings.material", each.pk) for each in materials])
    for each in materials:
        each.files = files.get(Ref("meetings.material", each.pk), [])  # type: ignore[attr-defined]

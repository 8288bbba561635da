"""The agenda: add, change, move and remove items; link them to subjects; put speakers down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext as _

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.foundation.richtext import render
from ict4society.foundation.subjects import Ref, resolve_one
from ict4society.meetings.actions.move import lock_meeting
from ict4society.meetings.actions.timetable import retime
from ict4society.meetings.events import AgendaOrdered, ItemAdded, ItemEdited, ItemRemoved
from ict4society.meetings.models import AgendaItem, Day, ItemLink, Meeting, Speaker
from ict4society.meetings.states import ItemKind, ReviewState
from ict4society.organisations.models import Organisation
from ict4society.organisations.queries import confirm_mandate, group_of

MOST_ITEMS = 200
MOST_SPEAKERS = 30
MOST_LINKS = 20
LINKABLE = (
    "discussions.thread",
    "agenda.proposal",
    "deliberation.round",
    "consultations.consultation",
    "consultations.question",
)
"""Kinds of subjects that an item can be about."""


class StaleItem(Conflict):
    """The item was changed since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: AgendaItem) -> None:
        super().__init__(_("This item was changed since you opened it. Compare both and save again."))
        self.current = current


class AgendaRefused(Refused):
    """The agenda cannot be changed like this; the message says why."""


@dataclass(frozen=True)
class ItemValues:
    """What an item says. Without a day it belongs to the first one."""

    title: str
    text: str = ""
    minutes: int = 30
    kind: str = ItemKind.ITEM
    day: Day | None = None
    language: str = "en"


@transaction.atomic
def add_item(*, actor: Actor, meeting: Meeting, values: ItemValues) -> AgendaItem:
    """Put an item at the end of its day. Raises Forbidden and AgendaRefused."""
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.edit_agenda", locked)
    confirm_mandate(actor)
    require_room(locked)
    item = AgendaItem(
        meeting=locked,
        author=actor.user,
        on_behalf_of=actor.organisation,
        group=group_of(actor),
        position=MOST_ITEMS * 2,
        language=values.language,
    )
    fill(item, locked, values)
    item.save()
    retime(locked)
    emit(ItemAdded(locked.pk, item.pk), actor=actor)
    item.refresh_from_db()
    return item


@transaction.atomic
def edit_item(*, actor: Actor, item: AgendaItem, version: int, values: ItemValues) -> AgendaItem:
    """Change an item; ``version`` is the one edited, the same words change nothing.

    Raises Forbidden, AgendaRefused and StaleItem.
    """
    meeting, locked = _lock(item)
    require(actor.user, "meetings.edit_agenda", meeting)
    if locked.version != version:
        raise StaleItem(locked)
    before = (locked.title, locked.text, locked.minutes, locked.kind, locked.day_id, locked.language)
    fill(locked, meeting, values)
    locked.language = values.language
    if before != (locked.title, locked.text, locked.minutes, locked.kind, locked.day_id, locked.language):
        locked.version += 1
        locked.save()
        retime(meeting)
        emit(ItemEdited(meeting.pk, locked.pk), actor=actor)
    locked.refresh_from_db()
    return locked


@transaction.atomic
def remove_item(*, actor: Actor, item: AgendaItem) -> None:
    """Take an item off the agenda; its materials stay with the meeting. Raises Forbidden, and Conflict when minutes
    were taken on it.
    """
    meeting, locked = _lock(item)
    require(actor.user, "meetings.edit_agenda", meeting)
    if meeting.was_held:
        raise Conflict(_("This meeting has begun: what was on its agenda stays there."))
    emit(ItemRemoved(meeting.pk, locked.pk, locked.title), actor=actor)
    locked.delete()
    retime(meeting)


@transaction.atomic
def move_item(*, actor: Actor, item: AgendaItem, steps: int) -> None:
    """Move an item up (negative) or down within its day, as far as the day goes. Raises Forbidden."""
    meeting, locked = _lock(item)
    require(actor.user, "meetings.edit_agenda", meeting)
    siblings = list(_approved(meeting).filter(day=locked.day).values_list("pk", flat=True))
    if locked.pk not in siblings:
        return
    place = siblings.index(locked.pk)
    siblings.remove(locked.pk)
    siblings.insert(max(0, min(len(siblings), place + steps)), locked.pk)
    _order(actor, meeting, siblings)


@transaction.atomic
def order_items(*, actor: Actor, meeting: Meeting, order: Sequence[int]) -> None:
    """Bring items of a day into this order; what is not named keeps its place behind them. Raises Forbidden."""
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.edit_agenda", locked)
    _order(actor, locked, list(dict.fromkeys(order)))


def _order(actor: Actor, meeting: Meeting, order: list[int]) -> None:
    place = {pk: number for number, pk in enumerate(order)}
    before = list(_approved(meeting).values_list("pk", flat=True))
    items = list(_approved(meeting))
    for item in items:
        item.position = place.get(item.pk, len(order) + item.position)
    AgendaItem.objects.bulk_update(items, ["position"])
    retime(meeting)
    after = list(_approved(meeting).values_list("pk", flat=True))
    if before != after:
        emit(AgendaOrdered(meeting.pk, after), actor=actor)


@transaction.atomic
def link_item(*, actor: Actor, item: AgendaItem, ref: Ref) -> ItemLink:
    """Say that the item is about a subject; again changes nothing. Raises Forbidden and AgendaRefused."""
    meeting, locked = _lock(item)
    require(actor.user, "meetings.edit_agenda", meeting)
    if ref.kind not in LINKABLE or resolve_one(ref, actor.user) is None:
        raise AgendaRefused(_("This cannot be linked to an agenda: choose a thread, a proposal, a round, a question."))
    if locked.links.count() >= MOST_LINKS:
        raise AgendaRefused(_("An item has at most %(most)s links.") % {"most": MOST_LINKS})
    link, fresh = ItemLink.objects.get_or_create(item=locked, subject_kind=ref.kind, subject_id=ref.id)
    if fresh:
        emit(ItemEdited(meeting.pk, locked.pk, "links"), actor=actor)
    return link


@transaction.atomic
def unlink_item(*, actor: Actor, item: AgendaItem, ref: Ref) -> None:
    """Take a link away; without one nothing changes. Raises Forbidden."""
    meeting, locked = _lock(item)
    require(actor.user, "meetings.edit_agenda", meeting)
    if ItemLink.objects.filter(item=locked, subject_kind=ref.kind, subject_id=ref.id).delete()[0]:
        emit(ItemEdited(meeting.pk, locked.pk, "links"), actor=actor)


@transaction.atomic
def add_speaker(
    *,
    actor: Actor,
    item: AgendaItem,
    name: str,
    user: User | None = None,
    organisation: Organisation | None = None,
    affiliation: str = "",
    role: str = "",
) -> Speaker:
    """Put a speaker down. Raises Forbidden and AgendaRefused."""
    meeting, locked = _lock(item)
    require(actor.user, "meetings.edit_agenda", meeting)
    if locked.speakers.count() >= MOST_SPEAKERS:
        raise AgendaRefused(_("An item has at most %(most)s speakers.") % {"most": MOST_SPEAKERS})
    speaker = Speaker.objects.create(
        item=locked,
        user=user,
        name=user.name if user is not None else name,
        organisation=organisation,
        affiliation="" if organisation is not None else affiliation,
        role=role,
        group=organisation.group if organisation is not None else "",
    )
    emit(ItemEdited(meeting.pk, locked.pk, "speakers"), actor=actor)
    return speaker


@transaction.atomic
def remove_speaker(*, actor: Actor, speaker: Speaker) -> None:
    """Take a speaker off. Raises Forbidden."""
    meeting, locked = _lock(speaker.item)
    require(actor.user, "meetings.edit_agenda", meeting)
    if Speaker.objects.filter(pk=speaker.pk).delete()[0]:
        emit(ItemEdited(meeting.pk, locked.pk, "speakers"), actor=actor)


def fill(item: AgendaItem, meeting: Meeting, values: ItemValues) -> None:
    """Give an item its values, without saving. Raises AgendaRefused for the day of another meeting."""
    if values.day is not None and (values.day.meeting_id != meeting.pk or values.day.cancelled_at is not None):
        raise AgendaRefused(_("Choose one of the days of this meeting."))
    if values.day is not None or item.day_id is None:
        item.day = values.day or Day.objects.filter(meeting=meeting, cancelled_at=None).first()
    item.title, item.text, item.minutes, item.kind = values.title, values.text, values.minutes, values.kind
    item.html = str(render(values.text)) if values.text else ""


def require_room(meeting: Meeting) -> None:
    """Return if the agenda takes another item. Raises AgendaRefused otherwise."""
    if AgendaItem.objects.filter(meeting=meeting).count() >= MOST_ITEMS:
        raise AgendaRefused(_("An agenda has at most %(most)s items.") % {"most": MOST_ITEMS})


def _approved(meeting: Meeting) -> models.QuerySet[AgendaItem]:
    return AgendaItem.objects.filter(meeting=meeting, state=ReviewState.APPROVED).order_by("position", "pk")


def _lock(item: AgendaItem) -> tuple[Meeting, AgendaItem]:
    """The meeting first, then the item: everybody locks in this order."""
    meeting = lock_meeting(item.meeting_id)
    return meeting, AgendaItem.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)

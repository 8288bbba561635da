"""One item of an agenda for programs: what it says, its place, its links and its speakers."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from ict4society.foundation.actors import Actor
from ict4society.foundation.api import idempotency_key, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.meetings.actions.items import (
    LINKABLE,
    add_speaker,
    edit_item,
    link_item,
    move_item,
    remove_item,
    remove_speaker,
    unlink_item,
)
from ict4society.meetings.api.agenda import item_form, one_item, show_agenda, visible_items
from ict4society.meetings.api.meetings import find
from ict4society.meetings.api.shapes import LARGEST_ID, ItemEditIn, ItemOut, LinkShape, MoveIn, SpeakerIn
from ict4society.meetings.forms.agenda import LinkForm, SpeakerForm
from ict4society.meetings.models import AgendaItem, Speaker
from ict4society.meetings.queries.linkable import linkable

router = Router()


class LinkableOut(LinkShape):
    """Something that an item can be about."""

    title: str
    url: str


class LinkableQuery(Schema):
    """What is looked for."""

    q: str = Field("", max_length=100, description="Words of its title; empty for the latest.")


def find_item(request: HttpRequest, item_id: int) -> AgendaItem:
    """The item if the caller may see it; 404 otherwise. Its meeting is at hand."""
    item: AgendaItem = get_visible(visible_items(request), pk=item_id)
    item.meeting = find(request, item.meeting_id)
    return item


def _prepared(request: HttpRequest, item_id: int) -> AgendaItem:
    """The item for those who prepare the agenda; 403 for others."""
    item = find_item(request, item_id)
    require(request.user, "meetings.edit_agenda", item.meeting)
    return item


@router.get("/items/{item_id}", auth=read_scope(optional=True), response=ItemOut)
def show_item(request: HttpRequest, item_id: int) -> ItemOut:
    """One item with its links and speakers."""
    return one_item(request, item_id)


@router.put("/items/{item_id}", auth=write_scope(), response=ItemOut)
def update_item(request: HttpRequest, item_id: int, body: ItemEditIn) -> ItemOut:
    """Change an item (who runs the meeting). 409 when it moved on since the version that you name."""
    item = _prepared(request, item_id)
    values = item_form(body, item.meeting, item.day_id).item_values()
    edit_item(actor=Actor(request.user), item=item, version=body.version, values=values)
    return one_item(request, item_id)


@router.delete("/items/{item_id}", auth=write_scope(), response={204: None})
def delete_item(request: HttpRequest, item_id: int) -> Status[None]:
    """Take it off the agenda (who runs the meeting). 409 once the meeting has begun."""
    remove_item(actor=Actor(request.user), item=_prepared(request, item_id))
    return Status(204, None)


@router.post("/items/{item_id}/move", auth=write_scope(), response=list[ItemOut])
def move(request: HttpRequest, item_id: int, body: MoveIn) -> list[ItemOut]:
    """Move it up or down within its day, as far as the day goes; the agenda as it is then (who runs the meeting)."""
    item, actor = _prepared(request, item_id), Actor(request.user)

    def act() -> Ref:
        move_item(actor=actor, item=item, steps=body.steps)
        return Ref("meetings.item", item.pk)

    once(actor, idempotency_key(request), act)
    return show_agenda(request, item.meeting_id)


@router.get("/items/{item_id}/linkable", auth=read_scope(), response=list[LinkableOut])
def list_linkable(request: HttpRequest, item_id: int, query: Query[LinkableQuery]) -> list[LinkableOut]:
    """Threads, proposals, opinion rounds, consultations and their questions that it can be linked to."""
    _prepared(request, item_id)
    found = linkable(LINKABLE, query.q.replace("\0", "").strip(), request.user)
    return [LinkableOut(kind=each.ref.kind, id=each.ref.id, title=str(each.title), url=each.url) for each in found]


@router.post("/items/{item_id}/links", auth=write_scope(), response={201: ItemOut})
def link(request: HttpRequest, item_id: int, body: LinkShape) -> Status[ItemOut]:
    """Say that it is about a subject (who runs the meeting). Again changes nothing."""
    item, actor = _prepared(request, item_id), Actor(request.user)
    ref = validated(LinkForm({"ref": f"{body.kind}:{body.id}"}))["ref"]

    def act() -> Ref:
        link_item(actor=actor, item=item, ref=ref)
        return Ref("meetings.item", item.pk)

    return Status(201, one_item(request, once(actor, idempotency_key(request), act).id))


@router.delete("/items/{item_id}/links/{kind}/{int:subject_id}", auth=write_scope(), response=ItemOut)
def unlink(request: HttpRequest, item_id: int, kind: str, subject_id: int) -> ItemOut:
    """Take a link away (who runs the meeting). Again changes nothing."""
    item = _prepared(request, item_id)
    if 0 < subject_id <= LARGEST_ID:
        unlink_item(actor=Actor(request.user), item=item, ref=Ref(kind, subject_id))
    return one_item(request, item_id)


@router.post("/items/{item_id}/speakers", auth=write_scope(), response={201: ItemOut})
def add_item_speaker(request: HttpRequest, item_id: int, body: SpeakerIn) -> Status[ItemOut]:
    """Put a speaker down (who runs the meeting); the item as it is then."""
    item, actor = _prepared(request, item_id), Actor(request.user)
    member = f"/people/{body.person}/" if body.person is not None else ""
    form = SpeakerForm({**body.dict(exclude={"person"}), "member": member})
    validated(form)

    def act() -> Ref:
        add_speaker(actor=actor, item=item, **form.speaker())
        return Ref("meetings.item", item.pk)

    return Status(201, one_item(request, once(actor, idempotency_key(request), act).id))


@router.delete("/items/{item_id}/speakers/{int:speaker_id}", auth=write_scope(), response=ItemOut)
def delete_item_speaker(request: HttpRequest, item_id: int, speaker_id: int) -> ItemOut:
    """Take a speaker off (who runs the meeting)."""
    item = _prepared(request, item_id)
    speaker = get_visible(Speaker.objects.filter(item=item).select_related("item"), pk=speaker_id)
    remove_speaker(actor=Actor(request.user), speaker=speaker)
    return one_item(request, item_id)

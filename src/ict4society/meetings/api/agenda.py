"""The agenda for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status

from ict4society.discussions.api import voice_out
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import idempotency_key, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.meetings.actions.items import AgendaRefused, add_item, order_items
from ict4society.meetings.actions.review import decide_item, propose_item, withdraw_item
from ict4society.meetings.api.meetings import find
from ict4society.meetings.api.shapes import (
    LARGEST_ID,
    DecisionIn,
    ItemIn,
    ItemOut,
    ItemProposalIn,
    LinkShape,
    OrderIn,
    SpeakerOut,
)
from ict4society.meetings.forms.agenda import DecisionForm, ItemForm, ItemProposalForm
from ict4society.meetings.models import AgendaItem, Meeting
from ict4society.meetings.policies import items_visible_to
from ict4society.meetings.queries import links_of

router = Router()
PLAIN = ("kind", "title", "text", "html", "language", "state", "starts_at", "minutes", "reason", "version")


def visible_items(request: HttpRequest) -> Any:
    rows = items_visible_to(request.user).select_related("author", "on_behalf_of", "meeting")
    return rows.prefetch_related("links", "speakers__organisation", "speakers__user")


def _out(items: list[AgendaItem], user: Any) -> list[ItemOut]:
    links = links_of(items, user)
    return [
        ItemOut(
            id=item.pk,
            links=[LinkShape(kind=each.ref.kind, id=each.ref.id) for each in links[item.pk]],
            speakers=[
                SpeakerOut(
                    id=speaker.pk,
                    name=str(speaker.user or speaker.name),
                    person=speaker.user_id,
                    organisation=speaker.organisation_id,
                    organisation_name=speaker.organisation.name if speaker.organisation else speaker.affiliation,
                    role=speaker.role,
                    group=speaker.group,
                )
                for speaker in item.speakers.all()
            ],
            voice=voice_out(item),
            day=item.day_id,
            **{name: getattr(item, name) for name in PLAIN},
        )
        for item in items
    ]


def one_item(request: HttpRequest, item_id: int) -> ItemOut:
    return _out([get_visible(visible_items(request), pk=item_id)], request.user)[0]


def item_form(body: ItemIn, meeting: Meeting, day: int | None = None) -> ItemForm:
    """The page's form with this body, checked; without a day in it ``day`` is meant, and for a new item the first."""
    days = list(meeting.days.filter(cancelled_at=None).values_list("pk", flat=True))
    usual = day if day in days else next(iter(days), 0)
    chosen = usual if body.day is None else body.day
    form = ItemForm({**body.dict(), "day": str(chosen)}, meeting=meeting)
    if "day" not in form.fields and chosen not in days:
        raise AgendaRefused(_("Choose one of the days of this meeting."))
    validated(form)
    return form


@router.get("/meetings/{meeting_id}/agenda", auth=read_scope(optional=True), response=list[ItemOut])
def show_agenda(request: HttpRequest, meeting_id: int) -> list[ItemOut]:
    """The items in their order, then those that are proposed, as far as you may see them."""
    found = find(request, meeting_id)
    items = list(visible_items(request).filter(meeting=found).exclude(state="withdrawn"))
    items.sort(key=lambda item: (item.state != "approved", item.position, item.pk))
    return _out(items, request.user)


@router.post("/meetings/{meeting_id}/agenda", auth=write_scope(), response={201: ItemOut})
def create_item(request: HttpRequest, meeting_id: int, body: ItemIn) -> Status[ItemOut]:
    """Add an item (who runs the meeting)."""
    found = find(request, meeting_id)
    require(request.user, "meetings.edit_agenda", found)
    form, actor = item_form(body, found), Actor(request.user)

    def act() -> Ref:
        return Ref("meetings.item", add_item(actor=actor, meeting=found, values=form.item_values()).pk)

    return Status(201, one_item(request, once(actor, idempotency_key(request), act).id))


@router.put("/meetings/{meeting_id}/agenda/order", auth=write_scope(), response=list[ItemOut])
def order_agenda(request: HttpRequest, meeting_id: int, body: OrderIn) -> list[ItemOut]:
    """Bring items into this order, day by day (who runs the meeting)."""
    keys = [key for key in body.order if 0 < key <= LARGEST_ID]
    order_items(actor=Actor(request.user), meeting=find(request, meeting_id), order=keys)
    return show_agenda(request, meeting_id)


@router.post("/meetings/{meeting_id}/agenda/proposals", auth=write_scope(), response={201: ItemOut})
def create_proposal(request: HttpRequest, meeting_id: int, body: ItemProposalIn) -> Status[ItemOut]:
    """Ask the chair for an item."""
    found = find(request, meeting_id)
    link = f"{body.about.kind}:{body.about.id}" if body.about else ""
    data = {**body.dict(), "acting_as": body.organisation or "", "link": link}
    form = ItemProposalForm(data, user=request.user)
    validated(form)

    def act() -> Ref:
        values, ref = form.item_values(), form.cleaned_data["link"]
        return Ref("meetings.item", propose_item(actor=form.actor(), meeting=found, values=values, link=ref).pk)

    return Status(201, one_item(request, once(form.actor(), idempotency_key(request), act).id))


@router.post("/items/{item_id}/decision", auth=write_scope(), response=ItemOut)
def decide(request: HttpRequest, item_id: int, body: DecisionIn) -> ItemOut:
    """Approve a proposed item or decline it with a reason (who runs the meeting)."""
    item = get_visible(visible_items(request), pk=item_id)
    form = DecisionForm(body.dict())
    validated(form)
    decide_item(actor=Actor(request.user), item=item, approve=form.approves, reason=form.cleaned_data["reason"])
    return one_item(request, item_id)


@router.delete("/items/{item_id}/proposal", auth=write_scope(), response=ItemOut)
def withdraw(request: HttpRequest, item_id: int) -> ItemOut:
    """Take your own proposed item back."""
    withdraw_item(actor=Actor(request.user), item=get_visible(visible_items(request), pk=item_id))
    return one_item(request, item_id)

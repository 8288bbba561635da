"""The agenda editor: add, change, move and remove items, their links and speakers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent, typed
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.meetings.actions.items import StaleItem, add_item, edit_item, move_item, order_items, remove_item
from ict4society.meetings.forms.agenda import ItemForm
from ict4society.meetings.models import AgendaItem, Meeting
from ict4society.meetings.policies import items_visible_to
from ict4society.meetings.queries import timetable
from ict4society.meetings.views.meeting import find_meeting
from ict4society.meetings.when import clock, span

METHODS = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(METHODS)
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The items of each day in their order. Posted: a whole order (dragged), or one step of one item (buttons)."""
    found = find_meeting(request, pk)
    require(request.user, "meetings.edit_agenda", found)
    if request.method == "POST":
        _move(request, found)
        return HttpResponseRedirect(reverse("meetings:agenda", args=[found.pk]), status=303)
    days = []
    for day, slots in timetable(found, request.user):
        items = [
            {
                "id": slot.item.pk,
                "label": f"{_clock(slot.item.starts_at, found)} {slot.item.title} ({slot.item.minutes} {_('min')})",
                "url": reverse("meetings:item", args=[slot.item.pk]),
            }
            for slot in slots
        ]
        over = any(slot.overruns for slot in slots)
        days.append({"words": span(day.starts_at, day.ends_at, found.zone), "items_": items, "over": over, "day": day})
    return page(request, "meetings/agenda.html", {"meeting": found, "days": days})


def _clock(moment: Any, meeting: Meeting) -> str:
    return clock(moment.astimezone(meeting.zone)) if moment else ""


def _move(request: HttpRequest, meeting: Meeting) -> None:
    actor = Actor(request.user)
    one, _colon, way = request.POST.get("move", "").partition(":")
    try:
        if way in ("up", "down") and _is_key(one):
            item = AgendaItem.objects.filter(meeting=meeting, pk=int(one)).first()
            if item is not None:
                move_item(actor=actor, item=item, steps=-1 if way == "up" else 1)
        else:
            order = [int(pk) for pk in request.POST.getlist("order") if _is_key(pk)]
            order_items(actor=actor, meeting=meeting, order=order)
    except Refused as refused:
        messages.error(request, str(refused))


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


@signed_in
@require_http_methods(METHODS)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new item at the end of its day."""
    found = find_meeting(request, pk)
    require(request.user, "meetings.edit_agenda", found)
    if request.method != "POST":
        unsent = take_unsent(request)
        form = ItemForm(meeting=found, initial=typed(unsent) if unsent else {"language": found.language})
        return page(request, "meetings/item_add.html", {"meeting": found, "form": form})
    form = ItemForm(request.POST, meeting=found)
    status = 422
    if form.is_valid():
        actor = Actor(request.user)

        def act() -> Ref:
            return Ref("meetings.item", add_item(actor=actor, meeting=found, values=form.item_values()).pk)

        try:
            ref = once(actor, request.POST.get("idempotency_key"), act)
        except (Refused, Forbidden) as refused:
            form.add_form_error(str(refused))
            status = refused.status
        else:
            return HttpResponseRedirect(reverse("meetings:item", args=[ref.id]), status=303)
    return page(request, "meetings/item_add.html", {"meeting": found, "form": form}, status=status)


def find_item(request: HttpRequest, item_id: int) -> AgendaItem:
    """The item if the reader may see it; 404 otherwise. Its meeting is at hand."""
    rows = items_visible_to(request.user).select_related("author", "on_behalf_of")
    item = get_visible(rows.prefetch_related("links", "speakers__organisation", "speakers__user"), pk=item_id)
    item.meeting = find_meeting(request, item.meeting_id)
    return item


@signed_in
@require_http_methods(METHODS)
def edit(request: HttpRequest, item_id: int) -> HttpResponse:
    """Change what an item says. Where somebody else was faster, both texts and the form on the newest version."""
    item = find_item(request, item_id)
    require(request.user, "meetings.edit_agenda", item.meeting)
    if request.method != "POST":
        unsent = take_unsent(request)
        form = ItemForm(meeting=item.meeting, initial=typed(unsent) if unsent else ItemForm.initial_of(item))
        return _edit_page(request, item, form)
    form = ItemForm(request.POST, meeting=item.meeting)
    if not form.is_valid():
        return _edit_page(request, item, form, status=422)
    version = form.cleaned_data["version"] or 0
    try:
        edit_item(actor=Actor(request.user), item=item, version=version, values=form.item_values())
    except StaleItem as stale:
        data = request.POST.copy()
        data["version"] = str(stale.current.version)
        rebased = ItemForm(data, meeting=item.meeting)
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        both = {
            "mine": f"{form.cleaned_data['title']}\n\n{form.cleaned_data['text']}",
            "theirs": f"{stale.current.title}\n\n{stale.current.text}",
        }
        return _edit_page(request, item, rebased, status=stale.status, both=both)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _edit_page(request, item, form, status=refused.status)
    messages.success(request, _("The item was saved."))
    return HttpResponseRedirect(reverse("meetings:item", args=[item.pk]), status=303)


def _edit_page(
    request: HttpRequest, item: AgendaItem, form: ItemForm, *, status: int = 200, both: dict[str, str] | None = None
) -> HttpResponse:
    context = {"item": item, "meeting": item.meeting, "form": form, "both": both}
    return page(request, "meetings/item_edit.html", context, status=status)


@signed_in
@require_http_methods(METHODS)
def remove(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take it off the agenda. Read, it leads to the item."""
    item = find_item(request, item_id)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("meetings:item", args=[item.pk]))
    try:
        remove_item(actor=Actor(request.user), item=item)
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("meetings:item", args=[item.pk]), status=303)
    messages.success(request, _("The item is off the agenda."))
    return HttpResponseRedirect(reverse("meetings:agenda", args=[item.meeting_id]), status=303)

"""Propose items and hand in slides or papers; the chair decides."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.files.store import FileRefused, store_upload
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent, typed
from ict4society.foundation.subjects import Ref, Subject, resolve_one
from ict4society.foundation.ui.pages import page
from ict4society.meetings.actions.items import LINKABLE
from ict4society.meetings.actions.review import (
    decide_item,
    decide_material,
    propose_item,
    propose_material,
    withdraw_item,
    withdraw_material,
)
from ict4society.meetings.forms.agenda import DecisionForm, ItemProposalForm, MaterialForm
from ict4society.meetings.models import AgendaItem, Material, Meeting
from ict4society.meetings.policies import materials_visible_to
from ict4society.meetings.queries import links_of, upcoming_meetings
from ict4society.meetings.states import UPCOMING, ReviewState
from ict4society.meetings.views.agenda import find_item
from ict4society.meetings.views.meeting import find_meeting
from ict4society.meetings.views.shown import rows

METHODS = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(["GET", "HEAD"])
def choose_meeting(request: HttpRequest) -> HttpResponse:
    """From a thread (``kind`` and ``id``): for which of the next meetings?"""
    about = _about(request)
    found = upcoming_meetings(request.user).filter(state__in=UPCOMING)[:20]
    context = {"about": about, "rows": rows(found, request.user)}
    return page(request, "meetings/propose_where.html", context)


def _about(request: HttpRequest) -> Subject | None:
    """The subject that the address names, if the reader may see it and an item can be about it."""
    kind, number = request.GET.get("kind", ""), request.GET.get("id", "")
    if kind not in LINKABLE:
        return None
    try:
        return resolve_one(Ref.parse(f"{kind}:{number}"), request.user)
    except ValueError:
        return None


@signed_in
@require_http_methods(METHODS)
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the chair for an item."""
    found = find_meeting(request, pk)
    if request.method != "POST":
        require(request.user, "meetings.propose_item", found, _("Items can be proposed until the meeting begins."))
        unsent = take_unsent(request)
        about = _about(request)
        initial: dict[str, Any] = {"language": found.language}
        if about is not None:
            initial |= {"title": about.title[:160], "link": about.ref, "language": about.language or found.language}
        form = ItemProposalForm(user=request.user, initial=typed(unsent) if unsent else initial)
        return _propose_page(request, found, form)
    form = ItemProposalForm(request.POST, user=request.user)
    if not form.is_valid():
        return _propose_page(request, found, form, status=422)

    def act() -> Ref:
        item = propose_item(
            actor=form.actor(), meeting=found, values=form.item_values(), link=form.cleaned_data["link"]
        )
        return Ref("meetings.item", item.pk)

    try:
        once(form.actor(), request.POST.get("idempotency_key"), act)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _propose_page(request, found, form, status=refused.status)
    messages.success(request, _("Your item is proposed. You are told what the chair decides."))
    return HttpResponseRedirect(reverse("meetings:meeting", args=[found.pk], fragment="proposed"), status=303)


def _propose_page(request: HttpRequest, meeting: Meeting, form: ItemProposalForm, *, status: int = 200) -> HttpResponse:
    value = form["link"].value()
    about = None
    with suppress(ValueError):
        about = resolve_one(value if isinstance(value, Ref) else Ref.parse(value or ""), request.user)
    context = {"meeting": meeting, "form": form, "about": about}
    return page(request, "meetings/propose.html", context, status=status)


@signed_in
@require_http_methods(METHODS)
def decide(request: HttpRequest, item_id: int) -> HttpResponse:
    """Approve or decline a proposed item."""
    item = find_item(request, item_id)
    require(request.user, "meetings.decide_proposed", item.meeting)
    links = links_of([item], request.user)[item.pk]
    return _decide(request, item, decide_item, "item", {"links": links})


@signed_in
@require_http_methods(METHODS)
def withdraw(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take one's own proposed item back. Read, it leads to the meeting."""
    item = find_item(request, item_id)
    if request.method == "POST":
        try:
            withdraw_item(actor=Actor(request.user), item=item)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Your proposal was taken back."))
    return HttpResponseRedirect(reverse("meetings:meeting", args=[item.meeting_id]), status=303)


@signed_in
@require_http_methods(METHODS)
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in slides or a paper."""
    found = find_meeting(request, pk)
    require(request.user, "meetings.propose_material", found)
    items = list(AgendaItem.objects.filter(meeting=found, state=ReviewState.APPROVED, kind="item"))
    if request.method != "POST":
        unsent = take_unsent(request)
        form = MaterialForm(user=request.user, items=items, initial=typed(unsent) if unsent else typed(request.GET))
        return page(request, "meetings/material_add.html", {"meeting": found, "form": form})
    form = MaterialForm(request.POST, request.FILES, user=request.user, items=items)
    status = 422
    if form.is_valid():
        data = form.cleaned_data

        def act() -> Ref:
            material = propose_material(
                actor=form.actor(),
                meeting=found,
                title=data["title"],
                file=store_upload(data["file"], owner=request.user),
                language=data["language"],
                item=form.chosen_item,
            )
            return Ref("meetings.material", material.pk)

        try:
            ref = once(form.actor(), request.POST.get("idempotency_key"), act)
        except (Refused, Forbidden, FileRefused) as refused:
            form.add_form_error(str(refused))
            status = getattr(refused, "status", 422 if isinstance(refused, FileRefused) else 403)
        else:
            shown = Material.objects.filter(pk=ref.id, state=ReviewState.APPROVED).exists()
            messages.success(request, _("It is there.") if shown else _("Handed in: the chair decides about it."))
            return HttpResponseRedirect(reverse("meetings:meeting", args=[found.pk], fragment="materials"), status=303)
    return page(request, "meetings/material_add.html", {"meeting": found, "form": form}, status=status)


@signed_in
@require_http_methods(METHODS)
def decide_paper(request: HttpRequest, material_id: int) -> HttpResponse:
    """Approve or decline slides or a paper."""
    material = _material(request, material_id)
    require(request.user, "meetings.decide_proposed", material.meeting)
    return _decide(request, material, decide_material, "material", {"links": []})


@signed_in
@require_http_methods(METHODS)
def withdraw_paper(request: HttpRequest, material_id: int) -> HttpResponse:
    """Take slides or a paper back. Read, it leads to the meeting."""
    material = _material(request, material_id)
    if request.method == "POST":
        withdraw_material(actor=Actor(request.user), material=material)
        messages.success(request, _("It was taken back."))
    return HttpResponseRedirect(
        reverse("meetings:meeting", args=[material.meeting_id], fragment="materials"), status=303
    )


def _material(request: HttpRequest, material_id: int) -> Material:
    rows = materials_visible_to(request.user).select_related("author", "on_behalf_of", "item")
    material = get_visible(rows, pk=material_id)
    material.meeting = find_meeting(request, material.meeting_id)
    return material


def _decide(
    request: HttpRequest, proposed: AgendaItem | Material, action: Any, name: str, more: dict[str, Any]
) -> HttpResponse:
    status = 200
    if request.method != "POST":
        unsent = take_unsent(request)
        form = DecisionForm(initial=typed(unsent) if unsent else None)
    else:
        form = DecisionForm(request.POST)
        status = 422
        if form.is_valid():
            decision = {"approve": form.approves, "reason": form.cleaned_data["reason"]}
            try:
                action(actor=Actor(request.user), **{name: proposed}, **decision)
            except (Refused, Forbidden) as refused:
                form.add_form_error(str(refused))
                status = refused.status
            else:
                messages.success(request, _("Decided. Who proposed it is told."))
                return HttpResponseRedirect(reverse("meetings:meeting", args=[proposed.meeting_id]), status=303)
    context = {"proposed": proposed, "meeting": proposed.meeting, "form": form, **more}
    return page(request, "meetings/decide.html", context, status=status)

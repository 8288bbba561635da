"""Add, order, remark and remove elements of a dossier."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ict4society.dossiers.actions.items import (
    add_elements,
    move_element,
    order_elements,
    remark_element,
    remove_element,
)
from ict4society.dossiers.actions.refusals import DossierRefused, StaleDossier
from ict4society.dossiers.forms import AddElementsForm
from ict4society.dossiers.models import Dossier
from ict4society.dossiers.views.compose import compose_page, composed, remark_form
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import allowed


@allowed("dossiers.create_dossier")
@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Append the chosen elements."""
    found = composed(request, slug)
    form = AddElementsForm(request.POST)
    if not form.is_valid():
        return compose_page(request, found, status=422, refusal=" ".join(map(str, form.errors.get("elements", []))))
    try:
        add_elements(actor=Actor(request.user), dossier=found, elements=form.cleaned_data["elements"])
    except DossierRefused as refused:
        return compose_page(request, found, status=422, refusal=str(refused))
    return _back(found)


@allowed("dossiers.create_dossier")
@require_POST
def order(request: HttpRequest, slug: str) -> HttpResponse:
    """A whole new order (``order``, dragged), or one step (``move``: ``12:up``, by button, without script)."""
    found = composed(request, slug)
    actor = Actor(request.user)
    moved, _colon, direction = request.POST.get("move", "").partition(":")
    given = request.POST.getlist("order")
    try:
        if _is_key(moved) and direction in ("up", "down"):
            if all(_is_key(one) for one in given) and given:
                order_elements(actor=actor, dossier=found, order=[int(one) for one in given])
            move_element(actor=actor, dossier=found, element_id=int(moved), up=direction == "up")
        elif all(_is_key(one) for one in given):
            order_elements(actor=actor, dossier=found, order=[int(one) for one in given])
    except StaleDossier as stale:
        return compose_page(request, found, status=409, refusal=str(stale))
    return _back(found)


@allowed("dossiers.create_dossier")
@require_POST
def remove(request: HttpRequest, slug: str, element_id: int) -> HttpResponse:
    """Take an element out; once more changes nothing."""
    found = composed(request, slug)
    remove_element(actor=Actor(request.user), dossier=found, element_id=element_id)
    return _back(found)


@allowed("dossiers.create_dossier")
@require_POST
def remark(request: HttpRequest, slug: str, element_id: int) -> HttpResponse:
    """Say something about an element in this dossier."""
    found = composed(request, slug)
    form = remark_form(element_id, request.POST)
    if not form.is_valid():
        return compose_page(request, found, status=422, remarks={element_id: form})
    try:
        remark_element(
            actor=Actor(request.user), dossier=found, element_id=element_id, remark=form.cleaned_data["remark"]
        )
    except DossierRefused as refused:
        return compose_page(request, found, status=422, refusal=str(refused))
    return _back(found)


def _back(found: Dossier) -> HttpResponse:
    return redirect("dossiers:compose", slug=found.slug)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18

"""Publish and withdraw an element; confirm that changed sources were looked at."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import allowed, get_visible
from ict4society.knowledge_map.actions.publish import publish_element, withdraw_element
from ict4society.knowledge_map.actions.refusals import ElementRefused, StaleElement
from ict4society.knowledge_map.actions.review import review_sources
from ict4society.knowledge_map.forms import ReasonForm
from ict4society.knowledge_map.policies import elements_visible_to
from ict4society.knowledge_map.views.element import element_page


@allowed("knowledge_map.create_element")
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on the map; the page says what is missing."""
    found = get_visible(elements_visible_to(request.user), pk=pk)
    try:
        publish_element(actor=Actor(request.user), element=found)
    except ElementRefused as refused:
        return element_page(request, found, status=422, refusal=str(refused))
    return redirect("knowledge_map:element", pk=found.pk)


@allowed("knowledge_map.create_element")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it from the map, with a reason."""
    found = get_visible(elements_visible_to(request.user), pk=pk)
    form = ReasonForm(request.POST, auto_id="withdraw_%s")
    if not form.is_valid():
        return element_page(request, found, status=422, withdrawal=form)
    try:
        withdraw_element(actor=Actor(request.user), element=found, reason=form.cleaned_data["reason"])
    except ElementRefused as refused:
        return element_page(request, found, status=422, refusal=str(refused))
    return redirect("knowledge_map:element", pk=found.pk)


@allowed("knowledge_map.create_element")
@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The facilitator has looked at what the page showed as changed (``seen``: until when)."""
    found = get_visible(elements_visible_to(request.user), pk=pk)
    try:
        review_sources(actor=Actor(request.user), element=found, seen=_seen(request.POST.get("seen", "")))
    except StaleElement as stale:
        return element_page(request, stale.current, status=409, refusal=str(stale))
    return redirect("knowledge_map:element", pk=found.pk)


def _seen(raw: str) -> datetime:
    """The moment that the form carried; the beginning of time when it is unreadable, so that nothing is overlooked."""
    beginning = datetime(1970, 1, 1, tzinfo=timezone.get_current_timezone())
    try:
        moment = parse_datetime(raw)
    except ValueError:
        return beginning
    return moment if moment is not None and timezone.is_aware(moment) else beginning

"""Places of an element."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import allowed, get_visible
from ict4society.knowledge_map.actions.place import place_element, unplace_element
from ict4society.knowledge_map.actions.refusals import ElementRefused
from ict4society.knowledge_map.forms import PlaceForm
from ict4society.knowledge_map.models import Placement
from ict4society.knowledge_map.policies import elements_visible_to
from ict4society.knowledge_map.views.element import element_page


@allowed("knowledge_map.create_element")
@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Place the element in a cell."""
    found = get_visible(elements_visible_to(request.user), pk=pk)
    form = PlaceForm(request.POST, user=request.user)
    if not form.is_valid():
        return element_page(request, found, status=422, place=form)
    place_element(actor=Actor(request.user), element=found, **form.cleaned_data)
    return redirect("knowledge_map:element", pk=found.pk)


@allowed("knowledge_map.create_element")
@require_POST
def unplace(request: HttpRequest, pk: int, placement_id: int) -> HttpResponse:
    """Take the element out of a cell."""
    found = get_visible(elements_visible_to(request.user), pk=pk)
    placement = Placement.objects.filter(element=found, pk=placement_id).select_related("topic").first()
    if placement is not None:  # two tabs: someone was quicker, and it is as they wanted
        try:
            unplace_element(actor=Actor(request.user), placement=placement)
        except ElementRefused as refused:
            return element_page(request, found, status=422, refusal=str(refused))
    return redirect("knowledge_map:element", pk=found.pk)

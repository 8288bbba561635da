"""Write an element, and edit it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import allowed, get_visible, require
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.knowledge_map.actions.create import create_element
from ict4society.knowledge_map.actions.edit import edit_element
from ict4society.knowledge_map.actions.place import place_element
from ict4society.knowledge_map.actions.refusals import StaleElement
from ict4society.knowledge_map.forms import ElementForm, PlaceForm
from ict4society.knowledge_map.models import Element
from ict4society.knowledge_map.policies import elements_visible_to


@allowed("knowledge_map.create_element")
@require_http_methods(["GET", "HEAD", "POST"])
def new_element(request: HttpRequest) -> HttpResponse:
    """A draft; with ``?topic=&dimension=`` (ids) it is placed in that cell at once."""
    place = PlaceForm(request.GET, user=request.user, prefix=None) if "topic" in request.GET else None
    cell = place.cleaned_data if place is not None and place.is_valid() else None
    if request.method != "POST":
        form = ElementForm(take_unsent(request) or None)
        return page(request, "knowledge_map/new.html", {"form": form, "cell": cell})
    form = ElementForm(request.POST)
    if not form.is_valid():
        return page(request, "knowledge_map/new.html", {"form": form, "cell": cell}, status=422)
    actor = Actor(request.user)

    def create() -> Ref:
        made = create_element(actor=actor, **_said(form))
        if cell:
            place_element(actor=actor, element=made, topic=cell["topic"], dimension=cell["dimension"])
        return Ref("knowledge_map.element", made.pk)

    with transaction.atomic():
        ref = once(actor, request.POST.get("idempotency_key"), create)
    return redirect("knowledge_map:element", pk=ref.id)


@allowed("knowledge_map.create_element")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an element says; if someone else did so meanwhile, both texts are shown and nothing is lost."""
    found = get_visible(elements_visible_to(request.user), pk=pk)
    require(request.user, "knowledge_map.edit_element", found)
    if request.method != "POST":
        initial = {name: getattr(found, name) for name in ("kind", "title", "text", "language", "revision")}
        form = ElementForm(take_unsent(request) or None, initial=initial)
        return page(request, "knowledge_map/edit.html", {"form": form, "element": found, "theirs": None})
    form = ElementForm(request.POST)
    if not form.is_valid():
        return page(request, "knowledge_map/edit.html", {"form": form, "element": found, "theirs": None}, status=422)
    said = _said(form)
    said["language"] = said["language"] or found.language
    try:
        edit_element(actor=Actor(request.user), element=found, revision=form.cleaned_data["revision"] or 0, **said)
    except StaleElement as stale:
        return _stale(request, form, stale.current, str(stale))
    return redirect("knowledge_map:element", pk=found.pk)


def _stale(request: HttpRequest, form: ElementForm, current: Element, message: str) -> HttpResponse:
    """The form with what was typed, beside what the element says now; saving again is then deliberate."""
    typed = request.POST.copy()
    typed["revision"] = str(current.revision)
    again = ElementForm(typed)
    again.is_valid()
    again.add_form_error(message)
    context = {"form": again, "element": current, "theirs": whole_text(current.title, current.text)}
    context["mine"] = whole_text(form.cleaned_data["title"], form.cleaned_data["text"])
    return page(request, "knowledge_map/edit.html", context, status=409)


def whole_text(title: str, text: str) -> str:
    """Claim and explanation in one, for comparing."""
    return f"{title}\n\n{text}".strip()


def _said(form: ElementForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("kind", "title", "text", "language")}

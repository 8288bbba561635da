"""Begin a dossier, change its texts, choose its elements."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.dossiers.actions.compose import create_dossier, edit_dossier
from ict4society.dossiers.actions.publish import what_is_missing
from ict4society.dossiers.actions.refusals import StaleDossier
from ict4society.dossiers.forms import AddElementsForm, DossierForm, RemarkForm
from ict4society.dossiers.models import Dossier
from ict4society.dossiers.policies import dossiers_visible_to
from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import allowed, get_visible, require
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.knowledge_map.models import Element
from ict4society.knowledge_map.policies import elements_visible_to
from ict4society.knowledge_map.queries.elements import narrowed, on_the_map

OFFERED = 40


@allowed("dossiers.create_dossier")
@require_http_methods(["GET", "HEAD", "POST"])
def new_dossier(request: HttpRequest) -> HttpResponse:
    """A dossier begins with its title and what it is about."""
    if request.method != "POST":
        return page(request, "dossiers/new.html", {"form": DossierForm(take_unsent(request) or None)})
    form = DossierForm(request.POST)
    if not form.is_valid():
        return page(request, "dossiers/new.html", {"form": form}, status=422)
    actor = Actor(request.user)
    with transaction.atomic():
        ref = once(
            actor,
            request.POST.get("idempotency_key"),
            lambda: Ref("dossiers.dossier", create_dossier(actor=actor, **_said(form)).pk),
        )
    return redirect("dossiers:compose", slug=Dossier.objects.get(pk=ref.id).slug)


@allowed("dossiers.create_dossier")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change its texts; if someone else did so meanwhile, both are shown and nothing is lost."""
    found = composed(request, slug)
    if request.method != "POST":
        initial = {name: getattr(found, name) for name in ("title", "summary", "recipient", "language", "revision")}
        form = DossierForm(take_unsent(request) or None, initial=initial)
        return page(request, "dossiers/edit.html", {"form": form, "dossier": found, "theirs": None})
    form = DossierForm(request.POST)
    if not form.is_valid():
        return page(request, "dossiers/edit.html", {"form": form, "dossier": found, "theirs": None}, status=422)
    try:
        revision = form.cleaned_data["revision"] or 0
        edit_dossier(actor=Actor(request.user), dossier=found, revision=revision, **_said(form))
    except StaleDossier as stale:
        return _stale(request, form, stale)
    return redirect("dossiers:compose", slug=slug)


@allowed("dossiers.create_dossier")
@require_safe
def compose(request: HttpRequest, slug: str) -> HttpResponse:
    """Its elements in their order, with remarks, and further ones to add."""
    return compose_page(request, composed(request, slug))


def compose_page(request: HttpRequest, found: Dossier, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a composition; ``forms`` (``adding``, ``refusal``, ``remarks``) are what came back with errors."""
    items = list(found.items.select_related("element").order_by("position", "pk"))
    words = request.GET.get("q", "")[:100]
    published = on_the_map(elements_visible_to(request.user))
    offered = narrowed(published, words=words).exclude(pk__in=[item.element_id for item in items])
    listed = list(offered.order_by("-published_at", "-pk")[: OFFERED + 1])
    remarks: dict[int, RemarkForm] = forms.get("remarks") or {}
    context = {
        "dossier": found,
        "items": [
            (item, remarks.get(item.element_id) or remark_form(item.element_id, initial={"remark": item.remark}))
            for item in items
        ],
        "sortable": [{"id": i.element_id, "label": i.element.title, "url": _address(i.element)} for i in items],
        "adding": forms.get("adding") or AddElementsForm(offered=listed[:OFFERED]),
        "more": len(listed) > OFFERED,
        "offered": listed[:OFFERED],
        "words": words,
        "missing": what_is_missing(found),
        "refusal": forms.get("refusal", ""),
    }
    return page(request, "dossiers/compose.html", context, status=status)


def composed(request: HttpRequest, slug: str) -> Dossier:
    """The dossier, if this person may compose it. Raises Http404, Forbidden."""
    found = get_visible(dossiers_visible_to(request.user), slug=slug)
    require(request.user, "dossiers.edit_dossier", found)
    return found


def remark_form(element_id: int, *args: Any, **kwargs: Any) -> RemarkForm:
    """The form of the remark on one element; several stand on one page."""
    return RemarkForm(*args, auto_id=f"remark-{element_id}-%s", **kwargs)


def _address(element: Element) -> str:
    return reverse("knowledge_map:element", args=[element.pk])


def _stale(request: HttpRequest, form: DossierForm, stale: StaleDossier) -> HttpResponse:
    typed = request.POST.copy()
    typed["revision"] = str(stale.current.revision)
    again = DossierForm(typed)
    again.is_valid()
    again.add_form_error(str(stale))
    context = {
        "form": again,
        "dossier": stale.current,
        "theirs": f"{stale.current.title}\n\n{stale.current.summary}",
        "mine": f"{form.cleaned_data['title']}\n\n{form.cleaned_data['summary']}",
    }
    return page(request, "dossiers/edit.html", context, status=409)


def _said(form: DossierForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("title", "summary", "recipient", "language")}

"""Cite evidence, and take it away."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import PassageNotFound, citable_passage
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Refused, allowed, get_visible, require
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Passage, Ref, Subject, resolve_one
from ict4society.foundation.ui.pages import page
from ict4society.knowledge_map.actions.cite_evidence import add_evidence, remove_evidence
from ict4society.knowledge_map.actions.create import create_element
from ict4society.knowledge_map.actions.refusals import EvidenceRefused
from ict4society.knowledge_map.forms import EvidenceForm, ReasonForm
from ict4society.knowledge_map.models import Evidence
from ict4society.knowledge_map.policies import elements_visible_to


@allowed("knowledge_map.create_element")
@require_http_methods(["GET", "HEAD", "POST"])
def new_evidence(request: HttpRequest) -> HttpResponse:
    """``?source=KIND:ID&revision=R&exact=…&start=…``: the passage, chosen in the shown text, becomes evidence."""
    asked = request.POST if request.method == "POST" else (take_unsent(request) or request.GET)
    ref, passage, subject = _source(request, asked)
    if request.method != "POST":
        initial = {
            "source": ref,
            "revision": passage.revision,
            "start": asked.get("start", ""),
            "exact": asked.get("exact") or asked.get("passage", ""),
            "stance": asked.get("stance", "supports"),
            "note": asked.get("note", ""),
            "element": asked.get("element", ""),
            "kind": asked.get("kind", ""),
            "title": asked.get("title", ""),
        }
        form = EvidenceForm(initial=initial, user=request.user)
        return _form_page(request, form, ref, passage, subject)
    form = EvidenceForm(request.POST, user=request.user)
    if not form.is_valid():
        return _form_page(request, form, ref, passage, subject, status=422)
    actor = Actor(request.user)
    try:
        with transaction.atomic():
            made = once(actor, request.POST.get("idempotency_key"), lambda: _add(actor, ref, form.cleaned_data))
    except PassageNotFound as missing:
        form.add_error("exact", str(missing))
        return _form_page(request, form, ref, passage, subject, status=422)
    except Refused as refused:
        form.add_form_error(str(refused))
        return _form_page(request, form, ref, passage, subject, status=422)
    return redirect("knowledge_map:element", pk=made.id)


@allowed("knowledge_map.create_element")
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take evidence away, with a reason that everyone can read."""
    standing = Evidence.objects.filter(removed_at=None, element__in=elements_visible_to(request.user)).select_related(
        "element", "citation"
    )
    evidence = get_visible(standing, pk=pk)
    require(request.user, "knowledge_map.edit_element", evidence.element)
    form = ReasonForm(request.POST if request.method == "POST" else take_unsent(request) or None)
    context = {"form": form, "evidence": evidence, "element": evidence.element}
    if request.method != "POST":
        return page(request, "knowledge_map/remove_evidence.html", context)
    if not form.is_valid():
        return page(request, "knowledge_map/remove_evidence.html", context, status=422)
    try:
        remove_evidence(actor=Actor(request.user), evidence=evidence, reason=form.cleaned_data["reason"])
    except EvidenceRefused as refused:
        form.add_form_error(str(refused))
        return page(request, "knowledge_map/remove_evidence.html", context, status=422)
    return redirect("knowledge_map:element", pk=evidence.element_id)


def _source(request: HttpRequest, asked: QueryDict) -> tuple[Ref, Passage, Subject]:
    """The source that the address or the form names, in the named revision (the current one by default)."""
    number = asked.get("revision", "")
    revision = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None
    try:
        ref = Ref.parse(asked.get("source", ""))
        passage = citable_passage(ref, request.user, revision)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    subject = resolve_one(ref, request.user)
    if subject is None:
        raise Http404
    return ref, passage, subject


def _add(actor: Actor, source: Ref, said: dict[str, Any]) -> Ref:
    element = said["element"] or create_element(actor=actor, kind=said["kind"], title=said["title"])
    add_evidence(
        actor=actor,
        element=element,
        source=source,
        exact=said["exact"],
        stance=said["stance"],
        revision=said["revision"],
        start=said["start"],
        note=said["note"],
    )
    return Ref("knowledge_map.element", element.pk)


def _form_page(
    request: HttpRequest, form: EvidenceForm, ref: Ref, passage: Passage, subject: Subject, *, status: int = 200
) -> HttpResponse:
    here = {"source": str(ref), "revision": passage.revision}
    chosen = form["element"].value()
    if chosen and str(chosen).isdigit():
        here["element"] = str(chosen)
    context = {
        "form": form,
        "passage": passage,
        "source": subject,
        "lines": passage.text.split("\n"),
        "cite_url": reverse("knowledge_map:new_evidence", query=here),
    }
    return page(request, "knowledge_map/new_evidence.html", context, status=status)

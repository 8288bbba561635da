"""Preview a dossier, and publish it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.dossiers.actions.publish import publish_dossier, what_is_missing
from ict4society.dossiers.actions.refusals import DossierRefused
from ict4society.dossiers.forms import PublishForm
from ict4society.dossiers.models import Dossier
from ict4society.dossiers.presentation import presented
from ict4society.dossiers.record import build_record
from ict4society.dossiers.standing import Standing
from ict4society.dossiers.views.compose import composed
from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import allowed
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.richtext import render
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page


@allowed("dossiers.create_dossier")
@require_safe
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """What would be published now."""
    found = composed(request, slug)
    record = build_record(found, number=found.latest_version + 1, issued=timezone.now())
    elements = {element["identifier"] for element in record["elements"]}
    context = {
        "dossier": found,
        "shown": presented(record),
        "markdown": render,
        "standing": Standing(),  # it would be published now
        "present": elements,
        "missing": what_is_missing(found),
        "number": found.latest_version + 1,
    }
    return page(request, "dossiers/preview.html", context)


@allowed("dossiers.create_dossier")
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Confirm, with a note on what is new."""
    found = composed(request, slug)
    if request.method != "POST":
        return _page(request, found, PublishForm(take_unsent(request) or None))
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    actor, note = Actor(request.user), form.cleaned_data["note"]

    def publication() -> Ref:
        return Ref("dossiers.version", publish_dossier(actor=actor, dossier=found, note=note).number)

    try:
        published = once(actor, request.POST.get("idempotency_key"), publication)
    except DossierRefused as refused:
        form.add_form_error(str(refused))
        return _page(request, found, form, status=422)
    return redirect("dossiers:version", slug=slug, number=published.id)


def _page(request: HttpRequest, found: Dossier, form: PublishForm, *, status: int = 200) -> HttpResponse:
    context = {
        "dossier": found,
        "form": form,
        "number": found.latest_version + 1,
        "missing": what_is_missing(found),
        "elements": found.items.count(),
    }
    return page(request, "dossiers/publish.html", context, status=status)

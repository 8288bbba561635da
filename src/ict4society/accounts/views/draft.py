"""Drafts: kept by scripts (PUT) and by "Save draft" buttons (POST), listed, discarded."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ict4society.accounts.actions.draft import discard_draft, save_draft
from ict4society.accounts.queries import draft_for, drafts_of
from ict4society.accounts.refused import AccountRefused
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import get_visible, signed_in
from ict4society.foundation.policy.unsent import fill_form, keep_unsent
from ict4society.foundation.ui.pages import page

CONTROL_FIELDS = {
    *("csrfmiddlewaretoken", "idempotency_key", "preview_field", "draft_address", "draft_place", "password", "code")
}


@signed_in
@require_safe
def list_drafts(request: HttpRequest) -> HttpResponse:
    """What the person is writing, with the way back to each form."""
    return page(request, "accounts/drafts.html", {"drafts": list(drafts_of(request.user))})


@signed_in
@require_http_methods(["GET", "HEAD", "PUT", "POST", "DELETE"])
def draft(request: HttpRequest, place: str) -> HttpResponse:
    """GET answers with the fields as JSON, PUT and POST keep them, DELETE forgets them."""
    if request.method == "DELETE":
        discard_draft(request.user, place)
        return HttpResponse(status=204)
    if request.method in {"GET", "HEAD"}:
        fields = draft_for(request.user, place)
        return JsonResponse({"fields": fields or {}})
    address = _address(request)
    try:
        save_draft(actor=Actor(request.user), place=place, fields=_fields(request), address=address)
    except AccountRefused as refused:
        if request.method == "PUT":
            return JsonResponse({"detail": str(refused)}, status=422)
        messages.error(request, str(refused))
        return redirect(_address(request) or "accounts:drafts")
    if request.method == "PUT":
        return HttpResponse(status=204)
    keep_unsent(request, path=urlsplit(address).path)  # the form that is shown next is filled with it
    messages.success(request, _("Your draft has been saved. You find it again among your drafts."))
    return redirect(address or "accounts:drafts")


@signed_in
@require_POST
def resume(request: HttpRequest, place: str) -> HttpResponse:
    """Go on writing: to the draft's form, filled with it."""
    kept = get_visible(drafts_of(request.user), place=place)
    fill_form(request, urlsplit(kept.address).path, kept.fields)
    return redirect(kept.address or "accounts:drafts")


@signed_in
@require_POST
def discard(request: HttpRequest, place: str) -> HttpResponse:
    """Forget one draft."""
    discard_draft(request.user, place)
    messages.success(request, _("The draft has been discarded."))
    return redirect("accounts:drafts")


def _fields(request: HttpRequest) -> dict[str, Any]:
    """The form's fields: of a JSON body ``{"fields": {…}}``, else of the submitted form."""
    if request.content_type == "application/json":
        try:
            body = json.loads(request.body)
            fields = body["fields"]
            valid = isinstance(fields, dict) and all(isinstance(v, str | list) for v in fields.values())
        except (ValueError, KeyError, TypeError):
            valid = False
        if not valid:
            raise AccountRefused(_("A draft is an object “fields” with a text for each field."))
        return {str(name): value for name, value in fields.items() if name not in CONTROL_FIELDS}
    form = request.POST if request.method == "POST" else QueryDict(request.body, encoding="utf-8")
    kept = (name for name in form if name not in CONTROL_FIELDS)
    return {name: values[0] if len(values := form.getlist(name)) == 1 else values for name in kept}


def _address(request: HttpRequest) -> str:
    """The page of the form, where the browser says it: only an address of this site."""
    named = (
        request.headers.get("X-Draft-Address")
        or request.POST.get("draft_address")
        or request.headers.get("Referer", "")
    )
    if not url_has_allowed_host_and_scheme(named, allowed_hosts={request.get_host()}):
        return ""
    parts = urlsplit(named)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path

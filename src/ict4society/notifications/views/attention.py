"""The buttons with which a person follows or mutes a thing: on a page of their own, and as a part of other pages."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import signed_in
from ict4society.foundation.subjects import Ref, Subject, resolve_one
from ict4society.foundation.ui.pages import page, wants_fragment
from ict4society.notifications.actions.follow import is_followable, set_attention
from ict4society.notifications.forms import AttentionForm
from ict4society.notifications.models.subscription import Attention
from ict4society.notifications.queries import attention_to


@require_http_methods(["GET", "HEAD"])
@signed_in
def attention(request: HttpRequest, kind: str, object_id: int) -> HttpResponse:
    """Whether the reader follows this, with the buttons to change it."""
    return _show(request, _followable(request, Ref(kind, object_id)))


@require_POST
@signed_in
def change_attention(request: HttpRequest) -> HttpResponse:
    """Follow, mute or neither; then back to where the buttons were."""
    form = AttentionForm(request.POST)
    if not form.is_valid():
        raise Http404
    ref, wanted = form.cleaned_data["ref"], form.cleaned_data["attention"]
    subject = _followable(request, ref) if wanted is not None else resolve_one(ref, request.user)
    set_attention(actor=Actor(request.user), ref=ref, attention=wanted)
    if wants_fragment(request) and subject is not None:
        return _show(request, subject)
    messages.success(request, _told(wanted))
    address = form.cleaned_data["next"] or (
        subject.url if subject is not None else reverse("notifications:preferences")
    )
    return redirect(address)


def _told(wanted: Attention | None) -> str:
    if wanted == Attention.FOLLOWING:
        return _("You follow this: you will be told what happens in it.")
    if wanted == Attention.MUTED:
        return _("Muted: you will not be told of this any more.")
    return _("You neither follow this nor have you muted it.")


def _followable(request: HttpRequest, ref: Ref) -> Subject:
    subject = resolve_one(ref, request.user) if is_followable(ref.kind) else None
    if subject is None:
        raise Http404
    return subject


def _show(request: HttpRequest, subject: Subject) -> HttpResponse:
    context = {"subject": subject, "attention": attention_to(request.user, subject.ref)}
    return page(request, "notifications/attention.html", context, fragment="buttons")

"""The list of notifications."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import get_visible, signed_in
from ict4society.foundation.subjects import Ref, resolve_one
from ict4society.foundation.ui.pages import page
from ict4society.notifications.actions.read import mark_all_read, mark_read
from ict4society.notifications.policies import notifications_visible_to
from ict4society.notifications.queries import entries

PAGE = 25


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Newest first, with marks at what is new."""
    raw = request.GET.get("before", "")
    before = int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= 18 else None
    unread_only = request.GET.get("show") == "unread"
    found = entries(request.user, before=before, limit=PAGE + 1, unread_only=unread_only)
    shown = found[:PAGE]
    query = {"before": shown[-1].id, **({"show": "unread"} if unread_only else {})} if len(found) > PAGE else None
    context = {
        "entries": shown,
        "unread_only": unread_only,
        "next_page": reverse("notifications:index", query=query) if query else "",
        "first_page": reverse("notifications:index") if before else "",
    }
    return page(request, "notifications/index.html", context)


@require_safe
@signed_in
def follow_link(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Open what a notification is about; it counts as read from then on."""
    row = get_visible(notifications_visible_to(request.user), pk=notification_id)
    mark_read(actor=Actor(request.user), notification=row)
    subject = resolve_one(Ref(row.subject_kind, row.subject_id), request.user)
    return redirect(subject.url if subject is not None else reverse("notifications:index"))


@require_POST
@signed_in
def read_one(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Mark one as read."""
    row = get_visible(notifications_visible_to(request.user), pk=notification_id)
    mark_read(actor=Actor(request.user), notification=row)
    return redirect(reverse("notifications:index"))


@require_POST
@signed_in
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    mark_all_read(actor=Actor(request.user))
    return redirect(reverse("notifications:index"))

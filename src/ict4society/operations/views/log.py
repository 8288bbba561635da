"""The audit log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import allowed
from ict4society.foundation.ui.pages import page
from ict4society.operations.forms import LogForm
from ict4society.operations.queries import log as read_log

PAGE = 50


@require_safe
@allowed("operations.view_log")
def log(request: HttpRequest) -> HttpResponse:
    """What happened, who did it, with the values before and after; latest first."""
    form = LogForm(request.GET)
    raw = request.GET.get("before", "")
    before = int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= 18 else None
    found = read_log(form.filters(), request.user, before=before, limit=PAGE + 1)
    asked = {name: value for name in form.fields if (value := request.GET.get(name, ""))}
    more = {**asked, "before": found[PAGE - 1].id} if len(found) > PAGE else None
    context = {
        "form": form,
        "entries": found[:PAGE],
        "next_page": reverse("operations:log", query=more) if more else "",
        "first_page": reverse("operations:log", query=asked) if before else "",
    }
    return page(request, "operations/log.html", context, fragment="entries", status=200 if form.is_valid() else 422)

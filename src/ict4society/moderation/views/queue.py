"""What waits for a decision."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import allowed
from ict4society.foundation.ui.pages import page
from ict4society.moderation.queries import open_cases

PAGE = 25
LAST_PAGE = 400


@require_safe
@allowed("moderation.view_queue")
def queue(request: HttpRequest) -> HttpResponse:
    """The oldest first."""
    raw = request.GET.get("page", "1")
    number = min(int(raw), LAST_PAGE) if raw.isascii() and raw.isdigit() and len(raw) < 6 and int(raw) else 1
    cases = open_cases(request.user, limit=PAGE + 1, offset=(number - 1) * PAGE)
    context = {
        "cases": cases[:PAGE],
        "next_page": reverse("moderation:queue", query={"page": number + 1}) if len(cases) > PAGE else "",
        "previous_page": reverse("moderation:queue", query={"page": number - 1}) if number > 1 else "",
    }
    return page(request, "moderation/queue.html", context)

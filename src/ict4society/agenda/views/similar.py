"""What is similar to a title that somebody types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.agenda.queries import similar_proposals
from ict4society.discussions.queries import similar_threads
from ict4society.foundation.policy import signed_in
from ict4society.foundation.ui.pages import page


@signed_in
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Proposals and threads with a similar title: a part of the form's page, or a page of its own."""
    title = request.GET.get("title", "").replace("\0", "").strip()[:160]
    context = {
        "title": title,
        "similar": similar_proposals(title, request.user) if title else [],
        "threads": similar_threads(title) if title else [],
    }
    return page(request, "agenda/similar.html", context, fragment="similar")

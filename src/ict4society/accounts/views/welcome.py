"""The first steps after joining."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import signed_in
from ict4society.foundation.ui.pages import page


@signed_in
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Follow topics, found or join an organisation, say who you are, make the account safe."""
    request.session.pop("welcome", None)
    return page(request, "accounts/welcome.html")

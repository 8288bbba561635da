"""The enterprise side: where what enterprises do is reported, compared, reviewed and found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page
from ict4society.home.enterprise_side import enterprise_side

TAGS = ("home", "reporting", "organisations", "commitments", "practices", "partnerships", "solutions", "benchmark")


@require_safe
@public
def enterprises(request: HttpRequest) -> HttpResponse:
    """Six parts, each with what is newest in it."""
    return page(request, "home/enterprises.html", {"parts": enterprise_side(request.user)}, tags=TAGS)

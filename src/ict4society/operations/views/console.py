"""The first page of the console."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import allowed
from ict4society.foundation.ui.pages import page
from ict4society.operations.queries import overview


@require_safe
@allowed("operations.view_console")
def console(request: HttpRequest) -> HttpResponse:
    """How the instance is, and the ways to everything that operators do."""
    return page(request, "operations/console.html", {"overview": overview()})

"""Choosing light, dark or the system's own appearance; works without script."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ict4society.foundation.policy import public
from ict4society.foundation.ui.page_globals import THEMES
from ict4society.foundation.ui.views.preference import remember


@public
@csrf_exempt
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme in the cookie `theme`."""
    theme = request.POST.get("theme")
    return remember(request, "theme", theme) if theme in THEMES else HttpResponseBadRequest()

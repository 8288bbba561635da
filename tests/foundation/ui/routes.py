"""Only the look's own routes and an empty page: these tests stand without any feature."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page
from ict4society.foundation.ui.views.preview import preview


@public
def empty(request: HttpRequest) -> HttpResponse:
    return page(request, "base.html", tags=["empty"])


@public
def preview_for_anyone(request: HttpRequest) -> HttpResponse:
    """The preview without its policy: there are no accounts here."""
    return preview(request)


urlpatterns = [
    path("preview/", preview_for_anyone),
    path("", include("ict4society.foundation.ui.urls")),
    path("empty/", empty),
]
handler404 = "ict4society.foundation.ui.views.errors.page_not_found"
handler500 = "ict4society.foundation.ui.views.errors.server_error"

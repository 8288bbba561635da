"""Routes of the server."""

from __future__ import annotations

from django.urls import path

from ict4society.foundation.server.views.health import livez, readyz

app_name = "server"
urlpatterns = [
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
]

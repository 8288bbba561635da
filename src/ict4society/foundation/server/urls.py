"""Routes of the server."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "server"
urlpatterns: list[URLPattern] = []

"""Routes of open_data."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "open_data"
urlpatterns: list[URLPattern] = []

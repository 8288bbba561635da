"""Routes of deliberation."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "deliberation"
urlpatterns: list[URLPattern] = []

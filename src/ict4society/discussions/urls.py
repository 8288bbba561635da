"""Routes of discussions."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "discussions"
urlpatterns: list[URLPattern] = []

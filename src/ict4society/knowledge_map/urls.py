"""Routes of knowledge_map."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "knowledge_map"
urlpatterns: list[URLPattern] = []

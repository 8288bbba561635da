"""Routes of search_pages."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "search_pages"
urlpatterns: list[URLPattern] = []

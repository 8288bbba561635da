"""Routes of search_pages."""

from __future__ import annotations

from django.urls import path

from ict4society.search_pages.views.search import search

app_name = "search_pages"
urlpatterns = [
    path("", search, name="search"),
]

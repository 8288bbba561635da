"""Routes of open_data."""

from __future__ import annotations

from django.urls import path

from ict4society.open_data.views.index import index

app_name = "open_data"
urlpatterns = [
    path("", index, name="index"),
]

"""Routes of citations."""

from __future__ import annotations

from django.urls import path

from ict4society.foundation.citations.views.trail import what_became

app_name = "citations"
urlpatterns = [
    path("<str:kind>/<int:object_id>/", what_became, name="trail"),
]

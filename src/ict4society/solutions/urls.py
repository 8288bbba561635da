"""Routes of solutions."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "solutions"
urlpatterns: list[URLPattern] = []

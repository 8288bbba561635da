"""Routes of the mailer."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "mailer"
urlpatterns: list[URLPattern] = []

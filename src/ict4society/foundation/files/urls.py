"""Routes of files."""

from __future__ import annotations

from django.urls import path

from ict4society.foundation.files.views.download import download

app_name = "files"
urlpatterns = [path("<uuid:key>/<str:name>", download, name="download")]

"""Routes of operations."""

from __future__ import annotations

from django.urls import path

from ict4society.operations.views.console import console
from ict4society.operations.views.jobs import jobs, retry
from ict4society.operations.views.log import log

app_name = "operations"
urlpatterns = [
    path("", console, name="console"),
    path("jobs/", jobs, name="jobs"),
    path("jobs/<int:job_id>/retry/", retry, name="retry"),
    path("log/", log, name="log"),
]

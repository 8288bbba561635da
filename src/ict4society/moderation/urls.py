"""Routes of moderation."""

from __future__ import annotations

from django.urls import path

from ict4society.moderation.views.case import case, flag_case
from ict4society.moderation.views.decisions import decision, decisions
from ict4society.moderation.views.flag import flag
from ict4society.moderation.views.queue import queue

app_name = "moderation"
urlpatterns = [
    path("", queue, name="queue"),
    path("flag/<str:kind>/<int:object_id>/", flag, name="flag"),
    path("flags/<int:flag_id>/", flag_case, name="flag_case"),
    path("cases/<str:kind>/<int:object_id>/", case, name="case"),
    path("decisions/", decisions, name="decisions"),
    path("decisions/<int:decision_id>/", decision, name="decision"),
]

"""The root of all addresses: each feature's nouns in one line."""

from __future__ import annotations

from django.urls import include, path

from config.api import api
from ict4society.dossiers.views.download import signing_key

urlpatterns = [
    path("", include("ict4society.home.urls")),
    path("", include("ict4society.foundation.ui.urls")),
    path("", include("ict4society.foundation.server.urls")),
    path("files/", include("ict4society.foundation.files.urls")),
    path("mailbox/", include("ict4society.foundation.mailer.urls")),
    path("accounts/", include("ict4society.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("organisations/", include("ict4society.organisations.urls")),
    path("topics/", include("ict4society.topics.urls")),
    path("agenda/", include("ict4society.agenda.urls")),
    path("discussions/", include("ict4society.discussions.urls")),
    path("rounds/", include("ict4society.deliberation.urls")),
    path("meetings/", include("ict4society.meetings.urls")),
    path("room/", include("ict4society.room.urls")),
    path("minutes/", include("ict4society.minutes.urls")),
    path("consultations/", include("ict4society.consultations.urls")),
    path("reporting/", include("ict4society.reporting.urls")),
    path("commitments/", include("ict4society.commitments.urls")),
    path("practices/", include("ict4society.practices.urls")),
    path("partnerships/", include("ict4society.partnerships.urls")),
    path("solutions/", include("ict4society.solutions.urls")),
    path("benchmark/", include("ict4society.benchmark.urls")),
    path("map/", include("ict4society.knowledge_map.urls")),
    path("dossiers/", include("ict4society.dossiers.urls")),
    path(".well-known/ict4society-signing-key", signing_key, name="signing_key"),
    path("trail/", include("ict4society.foundation.citations.urls")),
    path("notifications/", include("ict4society.notifications.urls")),
    path("moderation/", include("ict4society.moderation.urls")),
    path("search/", include("ict4society.search_pages.urls")),
    path("data/", include("ict4society.open_data.urls")),
    path("operations/", include("ict4society.operations.urls")),
    path("api/v1/", api.urls),
]
handler400 = "ict4society.foundation.ui.views.errors.bad_request"
handler403 = "ict4society.foundation.ui.views.errors.permission_denied"
handler404 = "ict4society.foundation.ui.views.errors.page_not_found"
handler500 = "ict4society.foundation.ui.views.errors.server_error"

"""Routes of notifications."""

from __future__ import annotations

from django.urls import path

from ict4society.notifications.views.attention import attention, change_attention
from ict4society.notifications.views.index import follow_link, index, read_all, read_one
from ict4society.notifications.views.preferences import preferences
from ict4society.notifications.views.unsubscribe import unsubscribe

app_name = "notifications"
urlpatterns = [
    path("", index, name="index"),
    path("read/", read_all, name="read_all"),
    path("preferences/", preferences, name="preferences"),
    path("attention/", change_attention, name="change_attention"),
    path("attention/<str:kind>/<int:object_id>/", attention, name="attention"),
    path("unsubscribe/<str:token>/", unsubscribe, name="unsubscribe"),
    path("<int:notification_id>/", follow_link, name="notification"),
    path("<int:notification_id>/read/", read_one, name="read"),
]

"""Routes of topics."""

from __future__ import annotations

from django.urls import path

from ict4society.topics.views import facilitation, follow, index, topic

app_name = "topics"
urlpatterns = [
    path("", index.index, name="index"),
    path("followed/", follow.followed, name="followed"),
    path("facilitators/", facilitation.facilitators, name="facilitators"),
    path("facilitators/<int:facilitation_id>/dismissal/", facilitation.dismiss, name="dismiss"),
    path("<slug:slug>/", topic.show_topic, name="topic"),
    path("<slug:slug>/follow/", follow.follow, name="follow"),
    path("<slug:slug>/unfollow/", follow.unfollow, name="unfollow"),
]

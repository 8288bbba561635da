"""Routes of the room of a meeting."""

from __future__ import annotations

from django.urls import path

from ict4society.room.views import control, room, turn

app_name = "room"
urlpatterns = [
    path("<int:pk>/", room.room, name="room"),
    path("<int:pk>/live/", room.live, name="live"),
    path("<int:pk>/screen/", room.screen, name="screen"),
    path("<int:pk>/ask/", room.ask, name="ask"),
    path("<int:pk>/statements/<int:number>/vote/", room.vote, name="vote"),
    path("<int:pk>/control/", control.control, name="control"),
    path("questions/<int:pk>/like/", room.like, name="like"),
    path("questions/<int:pk>/move/", control.move, name="move"),
    path("questions/<int:pk>/statement/", turn.turn, name="turn"),
]

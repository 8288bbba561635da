"""Routes of practices."""

from __future__ import annotations

from django.urls import path

from ict4society.practices.feeds import practice_feed
from ict4society.practices.views.adopt import adopt
from ict4society.practices.views.criteria import criteria
from ict4society.practices.views.edit import edit, history
from ict4society.practices.views.files import files, remove
from ict4society.practices.views.index import index
from ict4society.practices.views.practice import practice
from ict4society.practices.views.review import review
from ict4society.practices.views.submit import submit, withdraw
from ict4society.practices.views.write import write

app_name = "practices"
urlpatterns = [
    path("", index, name="index"),
    path("feed/", practice_feed, name="feed"),
    path("criteria/", criteria, name="criteria"),
    path("new/", write, name="write"),
    path("<int:pk>/", practice, name="practice"),
    path("<int:pk>/edit/", edit, name="edit"),
    path("<int:pk>/history/", history, name="history"),
    path("<int:pk>/files/", files, name="files"),
    path("<int:pk>/files/<uuid:key>/remove/", remove, name="remove_file"),
    path("<int:pk>/submit/", submit, name="submit"),
    path("<int:pk>/withdraw/", withdraw, name="withdraw"),
    path("<int:pk>/review/", review, name="review"),
    path("<int:pk>/adopt/", adopt, name="adopt"),
]

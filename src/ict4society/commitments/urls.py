"""Routes of commitments."""

from __future__ import annotations

from django.urls import path

from ict4society.commitments import feeds
from ict4society.commitments.views.assess import assess
from ict4society.commitments.views.commit import commit, publish
from ict4society.commitments.views.commitment import commitment
from ict4society.commitments.views.discuss import discuss
from ict4society.commitments.views.edit import edit
from ict4society.commitments.views.history import history
from ict4society.commitments.views.index import index
from ict4society.commitments.views.joint import edit_joint_text, joint, joints_index, new_joint
from ict4society.commitments.views.report import report
from ict4society.commitments.views.withdraw import withdraw

app_name = "commitments"
urlpatterns = [
    path("", index, name="index"),
    path("feed/", feeds.ledger_feed, name="feed"),
    path("new/", commit, name="commit"),
    path("joint/", joints_index, name="joints"),
    path("joint/new/", new_joint, name="new_joint"),
    path("joint/<int:pk>/", joint, name="joint"),
    path("joint/<int:pk>/edit/", edit_joint_text, name="edit_joint"),
    path("<int:pk>/", commitment, name="commitment"),
    path("<int:pk>/publish/", publish, name="publish"),
    path("<int:pk>/edit/", edit, name="edit"),
    path("<int:pk>/progress/", report, name="report"),
    path("<int:pk>/assess/", assess, name="assess"),
    path("<int:pk>/withdraw/", withdraw, name="withdraw"),
    path("<int:pk>/discuss/", discuss, name="discuss"),
    path("<int:pk>/history/", history, name="history"),
]

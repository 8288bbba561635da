"""Routes of minutes."""

from __future__ import annotations

from django.urls import path

from ict4society.minutes.views import correct, download, read, take

app_name = "minutes"
urlpatterns = [
    path("", read.index, name="index"),
    path("actions/", read.my_actions, name="my_actions"),
    path("<int:pk>/", read.minutes, name="minutes"),
    path("<int:pk>/take/", take.take, name="take"),
    path("<int:pk>/stage/", correct.stage, name="stage"),
    path("<int:pk>/minutes.pdf", download.as_pdf, name="pdf"),
    path("<int:pk>/minutes.md", download.as_markdown, name="markdown"),
    path("<int:pk>/minutes.json", download.as_json, name="json"),
    path("lines/<int:pk>/", read.line, name="line"),
    path("lines/<int:pk>/edit/", take.edit, name="edit"),
    path("lines/<int:pk>/strike/", take.strike, name="strike"),
    path("lines/<int:pk>/done/", correct.done, name="done"),
    path("lines/<int:pk>/correct/", correct.correct, name="correct"),
    path("corrections/<int:pk>/decide/", correct.decide, name="decide"),
    path("corrections/<int:pk>/withdraw/", correct.withdraw, name="withdraw"),
]

"""Routes of solutions."""

from __future__ import annotations

from django.urls import path

from ict4society.solutions.views.compare import compare
from ict4society.solutions.views.index import index
from ict4society.solutions.views.publish import publish, withdraw
from ict4society.solutions.views.solution import history, solution
from ict4society.solutions.views.use import use
from ict4society.solutions.views.write import edit, sectors, write

app_name = "solutions"
urlpatterns = [
    path("", index, name="index"),
    path("compare/", compare, name="compare"),
    path("new/", write, name="write"),
    path("sectors/", sectors, name="sectors"),
    path("<int:pk>/", solution, name="solution"),
    path("<int:pk>/edit/", edit, name="edit"),
    path("<int:pk>/history/", history, name="history"),
    path("<int:pk>/publish/", publish, name="publish"),
    path("<int:pk>/withdraw/", withdraw, name="withdraw"),
    path("<int:pk>/use/", use, name="use"),
]

"""Routes of partnerships."""

from __future__ import annotations

from django.urls import path

from ict4society.partnerships.views.call import call, history
from ict4society.partnerships.views.course import begin, close, open_draft, withdraw
from ict4society.partnerships.views.index import index
from ict4society.partnerships.views.interest import answer, interest, take_back
from ict4society.partnerships.views.plan import agreements, milestone, milestones, publish
from ict4society.partnerships.views.write import edit, write

app_name = "partnerships"
urlpatterns = [
    path("", index, name="index"),
    path("new/", write, name="write"),
    path("<int:pk>/", call, name="call"),
    path("<int:pk>/edit/", edit, name="edit"),
    path("<int:pk>/history/", history, name="history"),
    path("<int:pk>/open/", open_draft, name="open"),
    path("<int:pk>/withdraw/", withdraw, name="withdraw"),
    path("<int:pk>/begin/", begin, name="begin"),
    path("<int:pk>/close/", close, name="close"),
    path("<int:pk>/interest/", interest, name="interest"),
    path("<int:pk>/interests/<int:number>/", answer, name="answer"),
    path("<int:pk>/interests/<int:number>/take-back/", take_back, name="take_back"),
    path("<int:pk>/milestones/", milestones, name="milestones"),
    path("<int:pk>/milestones/<int:number>/", milestone, name="milestone"),
    path("<int:pk>/agreements/", agreements, name="agreements"),
    path("<int:pk>/agreements/<int:number>/publish/", publish, name="publish"),
]

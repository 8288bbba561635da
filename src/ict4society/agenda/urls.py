"""Routes of the agenda."""

from __future__ import annotations

from django.urls import path

from ict4society.agenda import feeds
from ict4society.agenda.views.decide import accept, decline, reopen
from ict4society.agenda.views.edit import edit
from ict4society.agenda.views.history import history
from ict4society.agenda.views.index import index
from ict4society.agenda.views.merge import merge
from ict4society.agenda.views.open import open_draft
from ict4society.agenda.views.proposal import proposal
from ict4society.agenda.views.propose import propose
from ict4society.agenda.views.similar import similar
from ict4society.agenda.views.support import support, take_back
from ict4society.agenda.views.withdraw import withdraw

app_name = "agenda"
urlpatterns = [
    path("", index, name="index"),
    path("feed/", feeds.agenda_feed, name="feed"),
    path("propose/", propose, name="propose"),
    path("similar/", similar, name="similar"),
    path("proposals/<int:pk>/", proposal, name="proposal"),
    path("proposals/<int:pk>/open/", open_draft, name="open"),
    path("proposals/<int:pk>/edit/", edit, name="edit"),
    path("proposals/<int:pk>/history/", history, name="history"),
    path("proposals/<int:pk>/withdraw/", withdraw, name="withdraw"),
    path("proposals/<int:pk>/support/", support, name="support"),
    path("proposals/<int:pk>/support/take-back/", take_back, name="take_back"),
    path("proposals/<int:pk>/accept/", accept, name="accept"),
    path("proposals/<int:pk>/decline/", decline, name="decline"),
    path("proposals/<int:pk>/merge/", merge, name="merge"),
    path("proposals/<int:pk>/reopen/", reopen, name="reopen"),
]

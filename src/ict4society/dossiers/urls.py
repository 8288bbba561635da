"""Routes of dossiers."""

from __future__ import annotations

from django.urls import path

from ict4society.dossiers import feeds
from ict4society.dossiers.views.compose import compose, edit, new_dossier
from ict4society.dossiers.views.download import html, jsonld, signing_key
from ict4society.dossiers.views.index import index
from ict4society.dossiers.views.items import add, order, remark, remove
from ict4society.dossiers.views.principles import principles
from ict4society.dossiers.views.publication import preview, publish
from ict4society.dossiers.views.uptake import new_uptake
from ict4society.dossiers.views.version import compare, dossier, version
from ict4society.dossiers.views.vocabulary import vocabulary

app_name = "dossiers"
urlpatterns = [
    path("", index, name="index"),
    path("feed/", feeds.feed, name="feed"),
    path("new/", new_dossier, name="new_dossier"),
    path("vocabulary/", vocabulary, name="vocabulary"),
    path("signing-key/", signing_key, name="signing_key"),
    path("<slug:slug>/", dossier, name="dossier"),
    path("<slug:slug>/edit/", edit, name="edit"),
    path("<slug:slug>/compose/", compose, name="compose"),
    path("<slug:slug>/elements/add/", add, name="add"),
    path("<slug:slug>/elements/order/", order, name="order"),
    path("<slug:slug>/elements/<int:element_id>/remove/", remove, name="remove"),
    path("<slug:slug>/elements/<int:element_id>/remark/", remark, name="remark"),
    path("<slug:slug>/principles/", principles, name="principles"),
    path("<slug:slug>/preview/", preview, name="preview"),
    path("<slug:slug>/publish/", publish, name="publish"),
    path("<slug:slug>/uptake/new/", new_uptake, name="new_uptake"),
    path("<slug:slug>/compare/", compare, name="compare"),
    path("<slug:slug>/v<int:number>/", version, name="version"),
    path("<slug:slug>/v<int:number>.jsonld", jsonld, name="jsonld"),
    path("<slug:slug>/v<int:number>.html", html, name="html"),
]

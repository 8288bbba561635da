"""Routes of deliberation."""

from __future__ import annotations

from django.urls import path

from ict4society.deliberation.views import (
    draw,
    edit,
    index,
    opinion_map,
    propose,
    results,
    review,
    round,
    state,
    statement,
    vote,
)

app_name = "deliberation"
urlpatterns = [
    path("", index.index, name="index"),
    path("new/", edit.new, name="new"),
    path("draw/", draw.draw, name="draw"),
    path("<slug:slug>/", round.show, name="round"),
    path("<slug:slug>/edit/", edit.edit, name="edit"),
    path("<slug:slug>/open/", state.open_, name="open"),
    path("<slug:slug>/close/", state.close, name="close"),
    path("<slug:slug>/results/", results.show, name="results"),
    path("<slug:slug>/results.json", results.as_json, name="results_json"),
    path("<slug:slug>/results.csv", results.as_csv, name="results_csv"),
    path("<slug:slug>/opinion-map/", opinion_map.show, name="opinion_map"),
    path("<slug:slug>/statements/new/", propose.propose, name="propose"),
    path("<slug:slug>/statements/<int:number>/", statement.show, name="statement"),
    path("<slug:slug>/statements/<int:number>/vote/", vote.vote, name="vote"),
    path("<slug:slug>/statements/<int:number>/accept/", review.accept, name="accept"),
    path("<slug:slug>/statements/<int:number>/reject/", review.reject, name="reject"),
]

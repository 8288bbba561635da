"""Routes of the map."""

from __future__ import annotations

from django.urls import path

from ict4society.knowledge_map.views.cell import cell
from ict4society.knowledge_map.views.element import element, history
from ict4society.knowledge_map.views.elements import elements
from ict4society.knowledge_map.views.evidence import new_evidence, remove
from ict4society.knowledge_map.views.index import index
from ict4society.knowledge_map.views.places import place, unplace
from ict4society.knowledge_map.views.publication import publish, review, withdraw
from ict4society.knowledge_map.views.source import source
from ict4society.knowledge_map.views.write import edit, new_element

app_name = "knowledge_map"
urlpatterns = [
    path("", index, name="index"),
    path("elements/", elements, name="elements"),
    path("elements/new/", new_element, name="new_element"),
    path("elements/<int:pk>/", element, name="element"),
    path("elements/<int:pk>/edit/", edit, name="edit"),
    path("elements/<int:pk>/history/", history, name="history"),
    path("elements/<int:pk>/places/", place, name="place"),
    path("elements/<int:pk>/places/<int:placement_id>/remove/", unplace, name="unplace"),
    path("elements/<int:pk>/publish/", publish, name="publish"),
    path("elements/<int:pk>/withdraw/", withdraw, name="withdraw"),
    path("elements/<int:pk>/review/", review, name="review"),
    path("evidence/new/", new_evidence, name="new_evidence"),
    path("evidence/<int:pk>/remove/", remove, name="remove_evidence"),
    path("sources/", source, name="source"),
    path("cells/<slug:topic>/<slug:dimension>/", cell, name="cell"),
]

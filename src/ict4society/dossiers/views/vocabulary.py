"""The words of our JSON-LD, explained."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.dossiers.vocabulary import CLASSES, PROPERTIES, namespace
from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page


@public
@require_safe
def vocabulary(request: HttpRequest) -> HttpResponse:
    """Every class and property that a dossier uses and that no published vocabulary has."""
    context = {"classes": CLASSES, "properties": PROPERTIES, "namespace": namespace()}
    return page(request, "dossiers/vocabulary.html", context, tags=("vocabulary",))

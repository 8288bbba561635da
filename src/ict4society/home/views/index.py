"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.dossiers.queries import uptake_label
from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page
from ict4society.home.chain import CHAIN
from ict4society.home.queries import HomePage, home_page

TAGS = ("home", "agenda", "threads", "rounds", "map", "dossiers", "topics", "meetings", "consultations")


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """What the community is for, what it is doing now, and what became of it."""
    shown = home_page(request.user)
    context = {
        "shown": shown,
        "columns": [{"label": str(dimension)} for dimension in shown.map.dimensions],
        "rows": map_rows(shown),
        "uptake_label": uptake_label,
        "chain": CHAIN,
    }
    return page(request, "home/index.html", context, tags=TAGS)


def map_rows(shown: HomePage) -> list[dict[str, object]]:
    """The map in small for the ``MapGrid``: areas down, dimensions across; a blank cell leads there all the same."""
    return [
        {
            "label": str(row.topic),
            "url": reverse("topics:topic", args=[row.topic.slug]),
            "depth": 0,
            "cells": [
                {
                    "count": cell.count,
                    "url": reverse("knowledge_map:cell", args=[cell.topic.slug, cell.dimension.slug]),
                    "note": ", ".join(f"{label} ({number})" for label, number in cell.labels) or _("nothing yet"),
                }
                for cell in row.cells
            ],
        }
        for row in shown.map.rows
    ]

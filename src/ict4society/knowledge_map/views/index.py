"""The map."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ict4society.deliberation.consensus.verdict import Verdict
from ict4society.foundation.policy import can, public
from ict4society.foundation.ui.pages import page
from ict4society.knowledge_map.queries.map_table import Cell, MapTable, Row, map_table
from ict4society.knowledge_map.states import ElementKind


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Topics down, dimensions across; areas open to their issues; narrowed by kind and by the verdict of evidence."""
    kind = request.GET.get("kind", "")
    verdict = request.GET.get("verdict", "")
    kind = kind if kind in ElementKind.values else ""
    verdict = verdict if verdict in [known.value for known in Verdict] else ""
    opened = set(request.GET.getlist("open"))
    table = map_table(opened, kind=kind, verdict=verdict)
    writes = can(request.user, "knowledge_map.create_element")
    context = {
        "table": table,
        "columns": [{"label": str(dimension)} for dimension in table.dimensions],
        "rows": [_row(row, opened, {"kind": kind, "verdict": verdict}, writes) for row in table.rows],
        "kinds": ElementKind.choices,
        "verdicts": [known.value for known in Verdict],
        "kind": kind,
        "verdict": verdict,
        "opened": sorted(opened),
        "all_open": _all_open(table),
        "may_write": writes,
    }
    return page(request, "knowledge_map/index.html", context, tags=("map", "topics"), fragment="grid")


def _row(row: Row, opened: set[str], chosen: dict[str, str], writes: bool) -> dict[str, Any]:
    """A row for the component: an area's name opens or closes it."""
    kept = {name: value for name, value in chosen.items() if value}
    url = reverse("knowledge_map:elements", query={**kept, "topic": row.topic.slug})
    label = str(row.topic)
    if row.issues:
        label = ngettext("%(topic)s · %(num)s issue", "%(topic)s · %(num)s issues", row.issues) % {
            "topic": row.topic,
            "num": row.issues,
        }
        now_open = (opened - {"all"}) ^ {row.topic.slug} if "all" not in opened else set()
        url = reverse("knowledge_map:index", query={**kept, "open": sorted(now_open)}, fragment="map")
    return {
        "label": label,
        "depth": row.depth,
        "url": url,
        "cells": [_cell(cell, kept, writes) for cell in row.cells],
    }


def _cell(cell: Cell, kept: dict[str, str], writes: bool) -> dict[str, Any]:
    place = [cell.topic.slug, cell.dimension.slug]
    shown: dict[str, Any] = {
        "count": cell.count,
        "note": ", ".join(f"{label} ({count})" for label, count in cell.labels),
    }
    if cell.count:
        shown["url"] = reverse("knowledge_map:cell", args=place, query=kept or None)
    elif writes:
        query = {"topic": cell.topic.pk, "dimension": cell.dimension.pk}
        shown["url"] = reverse("knowledge_map:new_element", query=query)
        shown["note"] = _("blank")
    return shown


def _all_open(table: MapTable) -> bool:
    return all(row.expanded for row in table.rows if row.depth == 0 and row.issues)

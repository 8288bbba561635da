"""A peer group: its figures, indicator by indicator."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.benchmark.drawing import described, distribution_chart
from ict4society.benchmark.groups import Group
from ict4society.benchmark.models import Snapshot
from ict4society.benchmark.parameters import Parameters
from ict4society.benchmark.queries import (
    distributions,
    distributions_at,
    groups_of,
    measured_indicators,
    newest_keys,
    positions,
)
from ict4society.benchmark.views.index import find_snapshot
from ict4society.benchmark.written import HEAD, NAMES, row_of
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.tables import csv_response
from ict4society.foundation.ui.pages import page
from ict4society.organisations.models import Organisation
from ict4society.organisations.queries import active_mandates
from ict4society.reporting.models import Indicator


def parsed_group(key: str) -> Group:
    """The peer group of an address; any other text is nothing."""
    try:
        return Group.parse(key)
    except ValueError as error:
        raise Http404 from error


@public
@require_safe
def group(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """Every indicator with the median of its newest year."""
    found, asked = find_snapshot(request, number), parsed_group(key)
    measured = measured_indicators(found)
    shown = distributions_at(found, asked, newest_keys(found))
    rows = [(each, row_of(each, year, shown[each.pk, year])) for each, year, _n in measured if (each.pk, year) in shown]
    context = {"snapshot": found, "group": asked, "ladder": asked.ladder[1:], "rows": rows}
    return page(request, "benchmark/group.html", context, tags=("benchmark",))


@public
@require_safe
def group_csv(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """The figures of all indicators and years of a group as a table."""
    found, asked = find_snapshot(request, number), parsed_group(key)
    measured = measured_indicators(found)
    shown = distributions(found, asked, [each.pk for each, _year, _n in measured])
    names = {each.pk: each for each, _year, _n in measured}
    head = ["snapshot", "figures_of_snapshot", "indicator", "unit", "year", "group", "n", "peers", "not_applicable"]
    head += ["estimated", *NAMES, "median_low", "median_high", "median_coverage", "total", "withheld"]
    rows = []
    for (indicator_id, year), each in sorted(shown.items()):
        cell, indicator = each.cell, names[indicator_id]
        unit = "fraction" if indicator.value_type == "percent" else indicator.unit
        start = [found.number, cell.computed_in, indicator.key, unit, year, cell.group.key, cell.n, cell.peers]
        figures = [getattr(cell, name) for name in NAMES]
        bounds: list[float | None] = [*(cell.p50_interval or (None, None, None))]
        rows.append([*start, cell.not_applicable, cell.estimated, *figures, *bounds, cell.total, cell.withheld])
    response = csv_response(f"benchmark-{found.number}-{asked.key}.csv", head, rows)
    response.page_tags = ("benchmark",)  # type: ignore[attr-defined]
    return response


@public
@require_safe
def indicator(request: HttpRequest, number: int, key: str, pk: int) -> HttpResponse:
    """The distribution of an indicator over the years, and one's own position for those who speak for a member."""
    found, asked = find_snapshot(request, number), parsed_group(key)
    wanted = get_visible(Indicator.objects.select_related("topic", "version__standard"), pk=pk)
    shown = distributions(found, asked, [wanted.pk])
    if not shown:
        raise Http404
    organisation = _own(request, found, asked)
    own = positions(organisation, shown) if organisation else {}
    rows = [
        row_of(wanted, year, shown[each, year], own.get((each, year)))
        for each, year in sorted(shown, key=lambda each: -each[1])
    ]
    context: dict[str, Any] = {
        "snapshot": found,
        "parameters": Parameters.of(found.parameters),
        "group": asked,
        "ladder": asked.ladder[1:],
        "indicator": wanted,
        "organisation": organisation,
        "rows": rows,
        "head": HEAD,
        "quantile_head": [(each, "number") for each in HEAD],
        "chart": distribution_chart(wanted, shown, own),
        "chart_words": described(bool(own)),
        "cells": {row.year: row.cell.pk for row in rows if not row.cell.withheld},
    }
    return page(request, "benchmark/indicator.html", context, tags=("benchmark",))


def _own(request: HttpRequest, found: Snapshot, asked: Group) -> Organisation | None:
    """The reader's organisation that was in this group, or in a part of it."""
    if not request.user.is_authenticated:
        return None
    mandates = active_mandates(request.user)
    groups = groups_of(found, [each.organisation_id for each in mandates])
    for mandate in mandates:
        mine = groups.get(mandate.organisation_id)
        if mine and asked in mine.ladder and can(request.user, "benchmark.view_position", mandate.organisation):
            return mandate.organisation
    return None

"""The distribution of a group over the years as a chart."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ict4society.benchmark.queries import CellKey, OwnPosition, Shown
from ict4society.foundation.charts import chart_svg
from ict4society.reporting.models import Indicator


def distribution_spec(
    indicator: Indicator, shown: dict[CellKey, Shown], own: dict[CellKey, OwnPosition]
) -> dict[str, Any] | None:
    """A bar from P25 to P75, a line from P10 to P90, a tick at the median, a diamond for oneself; None without any."""
    factor = 100 if indicator.value_type == "percent" else 1
    rows: list[dict[str, Any]] = []
    for key in sorted(shown):
        cell = shown[key].cell
        if cell.p50 is None:
            continue
        names = {"p10": cell.p10, "p25": cell.p25, "p50": cell.p50, "p75": cell.p75, "p90": cell.p90}
        row = {name: value * factor for name, value in names.items() if value is not None}
        if key in own:
            row["own"] = own[key].value * factor
        rows.append({"year": str(key[1]), **row})
    if not rows:
        return None
    unit = "%" if factor == 100 else indicator.unit
    x = {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}
    return {
        "height": 240,
        "width": {"step": max(24, min(60, 340 // len(rows)))},
        "data": {"values": rows},
        "encoding": {"x": x},
        "layer": [
            {
                "transform": [{"filter": "isValid(datum.p10)"}],
                "mark": {"type": "rule"},
                "encoding": {"y": _axis("p10", unit), "y2": {"field": "p90"}},
            },
            {
                "transform": [{"filter": "isValid(datum.p25)"}],
                "mark": {"type": "bar", "size": 16, "opacity": 0.45},
                "encoding": {"y": _axis("p25", unit), "y2": {"field": "p75"}},
            },
            {
                "mark": {"type": "tick", "size": 26, "thickness": 3, "color": "currentColor"},
                "encoding": {"y": _axis("p50", unit)},
            },
            {
                "transform": [{"filter": "isValid(datum.own)"}],
                "mark": {"type": "point", "shape": "diamond", "size": 90, "filled": True, "color": "var(--disagree)"},
                "encoding": {"y": _axis("own", unit)},
            },
        ],
    }


def _axis(name: str, unit: str) -> dict[str, Any]:
    return {"field": name, "type": "quantitative", "title": unit or None, "scale": {"zero": False}}


def distribution_chart(indicator: Indicator, shown: dict[CellKey, Shown], own: dict[CellKey, OwnPosition]) -> str:
    """The chart as SVG; empty without figures."""
    spec = distribution_spec(indicator, shown, own)
    return str(chart_svg(spec, title=indicator.label(), description=described(bool(own)))) if spec else ""


def described(with_own: bool) -> str:
    """What the chart shows, in words."""
    parts = _("For each year the median as a tick, the middle half as a bar, and the middle four fifths as a line.")
    return f"{parts} {_('The diamond is your own value.')}" if with_own else parts

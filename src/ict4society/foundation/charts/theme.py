"""The look of charts: the roles of the page's theme as CSS variables, and what they are on paper."""

from __future__ import annotations

from typing import Any

PAPER = {
    "currentColor": "#191d26",
    "var(--mark-1)": "#0e47cb",
    "var(--mark-2)": "#008463",
    "var(--mark-3)": "#b8560a",
    "var(--ecl-color-primary-60)": "#6e91e0",
    "var(--ecl-color-dark-60)": "#6d717b",
    "var(--danger)": "#b8002f",
    "var(--agree)": "#2a5fd6",
    "var(--disagree)": "#c2410c",
    "var(--pass)": "#c8cedb",
    "var(--quiet)": "#515560",
    "var(--line)": "#dbe2ef",
    "var(--line-strong)": "#7d8088",
    "var(--ground)": "#ffffff",
}
"""Every colour that a specification may name, with its value by day."""

CATEGORIES = [
    "var(--mark-1)",
    "var(--mark-3)",
    "var(--mark-2)",
    "var(--ecl-color-dark-60)",
    "var(--ecl-color-primary-60)",
    "var(--danger)",
]

CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": "sans-serif",
    "padding": 4,
    "view": {"stroke": None, "continuousWidth": 380, "continuousHeight": 220, "discreteWidth": 360},
    "range": {"category": CATEGORIES},
    "axis": {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "gridColor": "var(--line)",
        "domainColor": "var(--line-strong)",
        "tickColor": "var(--line-strong)",
        "labelLimit": 220,
    },
    "axisX": {"labelAngle": 0, "grid": False},
    "legend": {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "orient": "bottom",
        "columns": 1,
        "labelLimit": 320,
    },
    "title": {"color": "currentColor", "fontSize": 14},
    "header": {"labelColor": "currentColor", "titleColor": "currentColor", "labelFontSize": 13},
    "text": {"color": "currentColor", "fontSize": 13},
    "rule": {"color": "currentColor"},
    "mark": {"color": "var(--mark-1)"},
    "line": {"strokeWidth": 2.5, "point": {"filled": True, "size": 55}},
}

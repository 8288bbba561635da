"""Charts on the page: themed, described, without style, script or a way out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import translation

from ict4society.foundation.charts import ChartRefused, chart_svg, draw, print_svg

ROWS = [{"year": 2020 + n, "value": 1000.5 * n, "group": group} for n in range(3) for group in ("A", "<b>&")]
SPEC: dict[str, Any] = {
    "data": {"values": ROWS},
    "mark": {"type": "line", "clip": True},
    "encoding": {
        "x": {"field": "year", "type": "ordinal"},
        "y": {"field": "value", "type": "quantitative"},
        "color": {"field": "group", "type": "nominal"},
    },
}


def test_a_chart_is_one_described_picture_in_the_colours_of_the_theme() -> None:
    svg = chart_svg(SPEC, title="Energy <of> services", description="It rose.")
    assert 'role="img"' in svg
    assert re.search(
        r'<title id="(chart-\w+)-title">Energy &lt;of&gt; services</title><desc id="\1-desc">It rose.</desc>', svg
    )
    assert {"var(--mark-1)", "var(--mark-3)", "currentColor"} <= set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
    assert not re.search(r"#[0-9a-f]{3,6}\b(?!-)|style=|<script|<style|<a |href|font-family|on\w+=", svg)
    assert "&lt;b&gt;" in svg
    ids = re.findall(r'id="([^"]+)"', svg)
    assert len(ids) == len(set(ids)) > 2
    assert all(f'id="{target}"' in svg for target in re.findall(r"url\(#([^)]+)\)", svg))


def test_paper_has_fixed_colours() -> None:
    svg = print_svg(SPEC, title="Energy", description="It rose.")
    assert "var(" not in svg
    assert "currentColor" not in svg
    assert "#0e47cb" in svg


def test_numbers_are_written_in_the_readers_language() -> None:
    with translation.override("de"):
        assert "1.000" in chart_svg(SPEC, title="Energie", description="")
    with translation.override("en"):
        assert "1,000" in chart_svg(SPEC, title="Energy", description="")


def test_what_was_drawn_is_remembered_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(draw, "_draw", lambda spec, title, *rest: drawn.append(title) or title)
    monkeypatch.setattr(draw, "REMEMBERED", 2)
    monkeypatch.setattr(draw, "_drawings", type(draw._drawings)())
    for title in ("one", "one", "two", "three", "one"):
        chart_svg(SPEC, title=title, description="")
    assert drawn == ["one", "two", "three", "one"]
    assert len(draw._drawings) == 2


@pytest.mark.parametrize(
    "spec",
    [
        {**SPEC, "data": {"url": "https://example.org/data.json"}},
        {**SPEC, "mark": "image"},
        {**SPEC, "encoding": {**SPEC["encoding"], "href": {"field": "group"}}},
        {**SPEC, "mark": "no such mark"},
        {"layer": [{"data": {"values": [{"url": "a value is no address"}]}, "mark": 5}]},
    ],
)
def test_what_fetches_or_is_no_chart_is_refused(spec: dict[str, Any]) -> None:
    with pytest.raises(ChartRefused):
        chart_svg(spec, title="x", description="x")

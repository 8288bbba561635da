"""A PDF that assistive technology can read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from ict4society.foundation.charts import print_svg
from ict4society.foundation.pdf import PdfFailed, pdf_response, render, render_pdf

TEMPLATE = """
#import "/base.typ": facts, grid-table, paragraphs, picture
#let body(data) = [
  = #data.heading
  #facts(data.facts)
  #paragraphs(data.text)
  == Numbers
  #grid-table(caption: "Energy by year", head: ("Year", "kWh"), rows: data.rows, numbers: (1,))
  #picture(data.chart, alt: "It rose.")
]
"""


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "body.typ"
    path.write_text(TEMPLATE)
    monkeypatch.setattr(render, "_source", lambda name: path)
    return path


def data(**changed: Any) -> dict[str, Any]:
    spec = {"data": {"values": [{"year": 2024, "kwh": 3}]}, "mark": "bar", "encoding": {"y": {"field": "kwh"}}}
    made = {
        "heading": "Bericht über Energie — Ενέργεια, енергия",
        "facts": [["Organisation", 'Nordlys #evil "quoted" \\ $x$ *bold*'], ["Year", 2024]],
        "text": "First paragraph.\n\n= no heading\n#import no code",
        "rows": [["2023", "1 000"], ["2024", "2 000"]],
        "chart": print_svg(spec, title="Energy", description="It rose."),
    }
    return made | changed


def test_it_is_tagged_titled_and_in_its_language(template: Path) -> None:
    raw = render_pdf("x/typst/x.typ", data(), title="Bericht 2024", language="de")
    reader = PdfReader(io.BytesIO(raw))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "de"
    assert reader.metadata.title == "Bericht 2024"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    text = reader.pages[0].extract_text()
    for words in ("Bericht über Energie — Ενέργεια, енергия", '#evil "quoted"', "$x$", "= no heading", "2 000"):
        assert words in text
    assert pdf_response(raw, "report.pdf")["Content-Disposition"] == 'attachment; filename="report.pdf"'


def test_characters_without_a_font_do_not_stop_it(template: Path) -> None:
    strange = "a 😀 \U00012000 \x01 \ue000 é"
    raw = render_pdf("x/typst/x.typ", data(text=strange), title=strange, language="fr")
    text = PdfReader(io.BytesIO(raw)).pages[0].extract_text()
    assert "a □" in text or "a 😀" in text
    assert "□" in text


def test_a_wrong_template_is_our_fault_and_says_so(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template.write_text("#let body(data) = data.unknown")
    with pytest.raises(PdfFailed, match="unknown"):
        render_pdf("x/typst/x.typ", {}, title="x", language="en")
    monkeypatch.undo()
    with pytest.raises(PdfFailed, match="no such template"):
        render_pdf("agenda/typst/none.typ", {}, title="x", language="en")

"""The worked examples of docs/formulas.md print what the document says."""

from __future__ import annotations

import doctest
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "formulas.md"


def examples(markdown: str) -> str:
    """The interactive examples; all other lines are empty, so that a failure names the line of the document."""
    kept, inside = [], False
    for line in markdown.splitlines():
        if line.startswith("```"):
            inside = line == "```pycon"
            line = ""
        kept.append(line if inside else "")
    return "\n".join(kept) + "\n"


def test_the_examples_print_what_the_document_says() -> None:
    text = examples(DOCUMENT.read_text(encoding="utf-8"))
    test = doctest.DocTestParser().get_doctest(text, {}, DOCUMENT.name, str(DOCUMENT), 0)
    assert len(test.examples) >= 30
    report: list[str] = []
    outcome = doctest.DocTestRunner().run(test, out=report.append)
    assert outcome.failed == 0, "".join(report)

"""Whatever is written comes out as harmless HTML, and its words are the words that citations count in."""

from __future__ import annotations

import json
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ict4society.foundation.richtext import plain, render
from ict4society.foundation.richtext.markdown import ATTRIBUTES, TAGS
from tests.data import DATA, needs_data

SCHEMES = ("http://", "https://", "mailto:")


class Inspector(HTMLParser):
    """Reads HTML as a browser does and keeps what a browser would act upon."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def is_harmless(html: str) -> None:
    for tag, attributes in Inspector(html).tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set()) | {"rel"}
        address = attributes.get("href")
        if address is not None:
            assert ":" not in address.split("/")[0] or address.lower().startswith(SCHEMES), address
            assert "nofollow" in attributes["rel"]


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def hostile() -> list[str]:
    if not DATA.is_dir():
        return []
    naughty = json.loads((DATA / "hostile" / "blns" / "blns.json").read_text())
    tests = [path.read_text().split("\n--\n")[0] for path in sorted((DATA / "hostile" / "xss-bleach").glob("*.test"))]
    return [*naughty, *tests]


@needs_data
@pytest.mark.parametrize("text", hostile())
def test_attacks_of_the_corpora_are_harmless(text):
    is_harmless(render(text))
    plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](vbscript:x)",
        "![x](javascript:alert(1))",
        "![x](https://tracker.example/p.gif)",
        "[![alt](https://a.example/x.png)](https://b.example)",
        '<img src=x onerror="alert(1)">',
        "<a href='//evil.example'>x</a>",
        '[x](https://e.example "onmouseover=alert(1)")',
        "&lt;script&gt;",
        "[a]: javascript:alert(1)\n[a]",
        "| a |\n|---|\n| <iframe src=x> |",
    ],
)
def test_known_tricks_are_harmless(text):
    html = render(text)
    is_harmless(html)
    assert "<img" not in html


ANYTHING = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200)
MARKUP = st.text(alphabet="*_`[]()!<>#|-~\n ab1.", max_size=120)


@given(ANYTHING | MARKUP)
@settings(max_examples=300, deadline=None)
def test_anything_is_harmless_and_plain_has_its_words(text):
    html = render(text)
    is_harmless(html)
    assert squeeze("".join(Inspector(html).words)) == squeeze(plain(text))


def test_what_markdown_is_for():
    html = render("# Title\n\nSome *stress* and **more**, ~~gone~~.\n\n1. one\n2. two\n\n> quoted\n\n```\ncode\n```\n")
    for part in (
        "<h3>Title</h3>",
        "<em>stress</em>",
        "<strong>more</strong>",
        "<s>gone</s>",
        "<ol>",
        "<blockquote>",
        "<pre>",
    ):
        assert part in html
    assert '<a href="https://x.example/y.png"' in render("![a picture](https://x.example/y.png)")


def test_plain_text_separates_blocks_and_folds_space():
    assert plain("# A\n\nb\nc  d\n\n- e\n- f &amp; g") == "A\nb c d\ne\nf & g"
    assert plain("![alt](x) `code` <b>") == "alt code <b>"


@pytest.mark.parametrize("text", ["> " * 5000, "[" * 10_000, "*a " * 6000, "`" * 9999, "<" * 20_000, "- " * 8000])
def test_no_text_takes_long(text):
    began = time.monotonic()
    render(text[:20_000])
    plain(text[:20_000])
    assert time.monotonic() - began < 2

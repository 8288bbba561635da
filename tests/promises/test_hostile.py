"""Every form with what nobody should send: no fault of ours, and what was typed comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from itertools import cycle, islice
from random import Random
from typing import Any

import pytest
from django.http import HttpResponseBase
from lxml import html

from tests.data import DATA, needs_data
from tests.promises.requests import Visits
from tests.promises.shown import Shown, shown_forms
from tests.promises.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow, needs_data]
SEED = 2
EACH = 3
"""Texts of the corpora that each form is sent in all its fields; each field is sent one more alone."""
MOST = 1_200
"""Requests: with more forms than that allows, a fixed sample of them is sent."""
WRITTEN = {"textarea", "text", "search", "email", "url"}
BUTTONS = {"ui:theme", "ui:language"}
"""They send a choice without a form to show again: 400 is the answer to another one."""
Body = dict[str, Any]
LONG = "promise " * 12_500
"""100 kB."""
ALWAYS = {
    "empty": "",
    "over-long": LONG,
    "NUL": "before\x00after",
    "bidi": "left \u202eright\u202c end",
    "zero-width": "pay\u200bload \ufeff here",
    "4-byte": "𝕿𝖍𝖊 👩‍👩‍👧‍👦 𓀀",
    "lone surrogate, as a client would escape it": "&#xD800; \\ud800",
    "markup": "</textarea><script>alert(1)</script><img src=x onerror=alert(1)>",
    "Markdown": "[x](javascript:alert(1)) ![x](data:text/html,<script>) <b onclick=x>b</b>",
    "template": "{{ 7*7 }} {% debug %} ${7*7} %(name)s %n",
}
NOT_TEXT = [
    "a\x00b",
    LONG[:5000],
    "abc",
    "-1",
    "1e400",
    "99999999999999999999999",
    "9" * 5000,
    "NaN",
    "0x10",
    "1;DROP",
    "2024-99-99",
    "\u0663",
    "[]",
]
"""For fields that hold numbers, days or one of several choices."""
BARE = ("<script>alert", "<img src=x onerror")


def test_no_form_breaks_and_none_loses_what_was_typed(world: World) -> None:
    """Each text field with the corpora and the classics, each other field with what is none of its values."""
    visits, faults = Visits(world), []
    attempts = _attempts(shown_forms(world, visits))
    assert len(attempts) > 1000
    if len(attempts) > MOST:
        attempts = Random(SEED).sample(attempts, MOST)
    for shown, what, changes in attempts:
        body = changes if what == "nothing" else {**shown.body, **changes}
        answer = visits.post(shown.role, shown.target.address, body)
        if fault := _fault(answer, shown, changes):
            faults.append(f"{shown.target.name} as {shown.role}, {what}: {fault}")
    assert faults == [], f"{len(faults)} faults\n" + "\n".join(faults)


def _attempts(forms: list[Shown]) -> list[tuple[Shown, str, Body]]:
    """What is sent: all fields of a form at once, for all values; then each field alone, for some, in turn."""
    found: list[tuple[Shown, str, Body]] = []
    texts, classics, odd = _corpora(), cycle(ALWAYS.items()), cycle(NOT_TEXT)
    for shown in forms:
        written = [name for name in shown.form.values if shown.form.texts.get(name) in WRITTEN]
        others = [name for name in shown.form.values if name not in written]
        twice = {name: [value, value] for name, value in shown.body.items() if isinstance(value, str)}
        found += [(shown, "nothing", {}), (shown, "twice", twice), (shown, "unknown", {"is_operator": "on"})]
        if written:
            found += [(shown, what, dict.fromkeys(written, value)) for what, value in ALWAYS.items()]
            found += [(shown, "corpus", dict.fromkeys(written, next(texts))) for _number in range(EACH)]
        found += [(shown, f"all {value!r}", dict.fromkeys(others, value)) for value in islice(odd, 3) if others]
        for name in written:
            found += [(shown, f"{name}: {what}", {name: value}) for what, value in islice(classics, 3)]
            found += [(shown, f"{name}: corpus", {name: next(texts)})]
        found += [(shown, f"{name}: {value!r}", {name: value}) for name in others for value in islice(odd, 2)]
    return found


def _fault(answer: HttpResponseBase, shown: Shown, changes: Body) -> str:
    if answer.status_code >= 500:
        return str(answer.status_code)
    if answer.status_code == 400 and shown.target.name not in BUTTONS:
        return "400: not a form error"
    if answer.streaming or "html" not in answer.get("Content-Type", "") or answer.status_code not in {200, 422}:
        return ""
    page = answer.content.decode()
    if any(bare in page for value in changes.values() for bare in BARE if bare in value):
        return "markup comes back as markup"
    for name, value in changes.items():
        written = shown.form.texts.get(name) in {"textarea", "text"} and isinstance(value, str) and value.strip()
        if written and not _comes_back(page, name, value):
            return f"{answer.status_code}, and what was typed as {name} is lost"
    return ""


def _comes_back(page: str, name: str, value: str) -> bool:
    """In the same field again, as a browser would send it (line ends and NUL aside)."""
    root = html.document_fromstring(page)
    shown = [
        element.text or "" if element.tag == "textarea" else element.get("value") or ""
        for element in root.xpath("//textarea[@name=$name] | //input[@name=$name]", name=name)
    ]
    return any(_same(text) == _same(value) for text in shown)


def _same(text: str) -> str:
    return "".join(unescape(text).replace("\x00", "").replace("\ufffd", "").split())


def _corpora() -> Iterator[str]:
    """The naughty strings and the attacks on sanitisers, in one fixed order, without end."""
    naughty: list[Any] = json.loads((DATA / "hostile" / "blns" / "blns.json").read_text(encoding="utf-8"))
    attacks = [path.read_text(encoding="utf-8") for path in sorted((DATA / "hostile" / "xss-bleach").glob("*.test"))]
    texts = [*naughty, *attacks]
    Random(SEED).shuffle(texts)
    while True:
        yield from texts

"""Draw a Vega-Lite specification, remembered by its content."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ict4society.foundation.charts.clean import SVG, clean_svg
from ict4society.foundation.charts.theme import CONFIG, PAPER

REMEMBERED = 256
LARGEST = 4_000_000
"""Characters of a specification with its data."""
LOCALES: dict[str, Any] = {"en": "en-GB", "fr": "fr-FR", "de": "de-DE"}
FETCHING = frozenset({"url", "href", "image"})
"""Keys and marks with which a specification would fetch something or lead away."""


class ChartRefused(ValueError):
    """The specification cannot be drawn: it fetches something, is far too large, or is no Vega-Lite."""


def chart_svg(spec: dict[str, Any], *, title: str, description: str, name: str = "") -> SafeString:
    """The chart as inline SVG whose colours follow the page's theme, light or dark.

    ``description`` says what there is to see; the page shows the numbers as a table besides. Numbers are written in the
    reader's language. A chart that stands on a page twice needs a ``name`` of its own. Raises ChartRefused.
    """
    return mark_safe(_remembered(spec, title, description, name))  # noqa: S308 — cleaned by `clean_svg`


def print_svg(spec: dict[str, Any], *, title: str, description: str) -> str:
    """The chart as an SVG document with fixed colours, for paper. Raises ChartRefused."""
    drawn = _remembered(spec, title, description, "")
    for role, value in PAPER.items():
        drawn = drawn.replace(f'"{role}"', f'"{value}"')
    return drawn


_drawings: OrderedDict[str, str] = OrderedDict()
_lock = threading.Lock()


def _remembered(spec: dict[str, Any], title: str, description: str, name: str) -> str:
    _refuse_fetching(spec)
    written = json.dumps(spec, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    if len(written) > LARGEST:
        raise ChartRefused("The chart has too much data: give it summaries.")
    language = (get_language() or "en")[:2]
    key = hashlib.sha256("\x00".join((written, str(title), str(description), name, language)).encode()).hexdigest()
    with _lock:
        if key in _drawings:
            _drawings.move_to_end(key)
            return _drawings[key]
    drawn = _draw(json.loads(written), str(title), str(description), name or f"chart-{key[:12]}", language)
    with _lock:
        _drawings[key] = drawn
        while len(_drawings) > REMEMBERED:
            _drawings.popitem(last=False)
    return drawn


def _draw(spec: dict[str, Any], title: str, description: str, name: str, language: str) -> str:
    # Imported here: it brings a JavaScript engine, which only those processes should carry that draw.
    import vl_convert

    try:
        raw = vl_convert.vegalite_to_svg(
            {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", **spec},
            config=CONFIG,
            allowed_base_urls=[],
            format_locale=LOCALES.get(language, "en-GB"),
            time_format_locale=LOCALES.get(language, "en-GB"),
        )
        root = clean_svg(raw, name=name, title=title, description=description)
    except ValueError as error:
        raise ChartRefused(f"The chart cannot be drawn: {error}") from error
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode")


def _refuse_fetching(spec: dict[str, Any]) -> None:
    for key, value in _pairs(spec):
        if key in FETCHING or (key in ("mark", "type") and value == "image"):
            raise ChartRefused(f"A chart of ours fetches nothing and links nowhere: {key!r}.")


def _pairs(node: Any, *, inside_data: bool = False) -> Iterator[tuple[str, Any]]:
    """Every key of the specification with its value, but not those of the rows of data."""
    if isinstance(node, dict):
        for key, value in node.items():
            if not inside_data or key != "values":
                yield key, value
                yield from _pairs(value, inside_data=key == "data")
    elif isinstance(node, list):
        for each in node:
            yield from _pairs(each)

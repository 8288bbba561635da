"""The site's icons: our own drawings on a 24 × 24 grid, strokes of 1.75, drawn in the colour of the text."""

import json
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

# What stands inside each <svg>; a class "solid" on a shape fills it instead of stroking it.
DRAWINGS: dict[str, str] = json.loads((Path(__file__).parent / "icons.json").read_text(encoding="utf-8"))
SIZES = {"s": 16, "m": 20, "l": 28, "xl": 40}


@lru_cache(maxsize=2048)
def icon(name: str, label: str = "", size: str = "m") -> Markup:
    """The drawing as inline SVG: decorative, or with a `label` an image of that name. `KeyError` if unknown."""
    pixels = SIZES[size]
    meaning = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    shell = Markup(
        '<svg class="icon icon--{}" viewBox="0 0 24 24" width="{}" height="{}" focusable="false" {}>{}</svg>'
    )
    shapes = Markup(DRAWINGS[name])  # noqa: S704 — our own constants
    return shell.format(size, pixels, pixels, meaning, shapes)


def icon_names() -> list[str]:
    """All drawings, for the page of specimens."""
    return sorted(DRAWINGS)

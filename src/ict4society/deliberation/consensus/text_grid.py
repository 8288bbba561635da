"""Plain-text columns for a terminal: widths in cells (East Asian characters take two), no control characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_GAP = "  "


def printable(text: str) -> str:
    """`text` on one line, without control and format characters (a statement must not move the cursor)."""
    kept = (" " if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp", "Cs"} else c for c in text)
    return " ".join("".join(kept).split())


def cells(text: str) -> int:
    """How many terminal cells `text` takes."""
    return sum(_cells_of(character) for character in text)


def shorten(text: str, width: int) -> str:
    """`text` cut to `width` cells, the cut marked by an ellipsis."""
    if cells(text) <= width:
        return text
    kept, used = [], 1
    for character in text:
        used += _cells_of(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def grid(header: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Lines of a table with a ruled header; columns in `right` are aligned to the right."""
    widths = [max(cells(row[column]) for row in [header, *rows]) for column in range(len(header))]

    def line(row: Sequence[str]) -> str:
        padded = []
        for column, (text, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - cells(text))
            padded.append(blank + text if column in right else text + blank)
        return _GAP.join(padded).rstrip()

    return [line(header), _GAP.join("─" * width for width in widths), *map(line, rows)]


def _cells_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

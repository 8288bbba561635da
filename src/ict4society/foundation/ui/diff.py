"""What two texts have in common and where they differ, word by word, for a stale edit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 3_000  # above this the comparison goes by lines: comparing words takes quadratic time


@dataclass(frozen=True)
class Piece:
    """A run of text; `changed` when the other text does not have it here."""

    text: str
    changed: bool


def compare(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """The pieces of both texts; joined, each side is its text again, without loss."""
    a, b = _words(left), _words(right)
    if max(len(a), len(b)) > MOST_WORDS:
        a, b = left.splitlines(keepends=True), right.splitlines(keepends=True)
    mine: list[Piece] = []
    theirs: list[Piece] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        _append(mine, a[a1:a2], kind != "equal")
        _append(theirs, b[b1:b2], kind != "equal")
    return mine, theirs


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def _append(pieces: list[Piece], words: Sequence[str], changed: bool) -> None:
    if words:
        pieces.append(Piece("".join(words), changed))

"""Where cited words went: the passage of an older text, found again in the newer one."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

MOST_WORDS = 4_000
"""Comparing words takes quadratic time; a longer text is not searched."""
_WORD = re.compile(r"\S+")


def passage_now(then_text: str, start: int, end: int, now_text: str) -> str | None:
    """What stands now where the characters ``start`` to ``end`` of the older text stood; None when nothing does.

    The words themselves if they still stand in the newer text, else what a comparison by words puts in their place.
    """
    exact = then_text[start:end]
    if exact and exact in now_text:
        return exact
    then, now = list(_WORD.finditer(then_text)), list(_WORD.finditer(now_text))
    if not then or not now or max(len(then), len(now)) > MOST_WORDS:
        return None
    first = next((i for i, word in enumerate(then) if word.end() > start), len(then))
    last = next((i for i, word in enumerate(then) if word.start() >= end), len(then))
    begin, stop = _mapped([word.group() for word in then], [word.group() for word in now], first, last)
    return now_text[now[begin].start() : now[stop - 1].end()] if begin < stop else None


def _mapped(then: list[str], now: list[str], first: int, last: int) -> tuple[int, int]:
    """The range of words of ``now`` that stand for ``then[first:last]``."""
    touched = [
        (max(j1, j1 + first - i1) if tag == "equal" else j1, min(j2, j1 + last - i1) if tag == "equal" else j2)
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, then, now, autojunk=False).get_opcodes()
        if i1 < last and i2 > first
    ]
    return (touched[0][0], touched[-1][1]) if touched else (0, 0)

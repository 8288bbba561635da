"""Keys that stay with their paragraphs over versions and languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from ict4society.consultations.states import ParagraphKind
from ict4society.consultations.text.blocks import Block

PREFIXES = {
    ParagraphKind.HEADING: "h",
    ParagraphKind.PARAGRAPH: "p",
    ParagraphKind.LIST: "p",
    ParagraphKind.FOOTNOTE: "fn",
}
SAME = 0.5
"""From this similarity on (difflib's ratio of words), a changed paragraph counts as the same one."""


@dataclass(frozen=True, slots=True)
class Known:
    """A paragraph of the text against which keys are given."""

    key: str
    kind: str
    words: str


def keys_for_version(blocks: Sequence[Block], before: Sequence[Known], taken: Iterable[str]) -> list[Block]:
    """A later version in the same language: what is the same or similar keeps its key, what is new gets a new one.

    ``taken`` are the keys that any version of the consultation has used: none is given twice.
    """
    old = [(known.kind, _folded(known.words)) for known in before]
    new = [(block.kind, _folded(block.text)) for block in blocks]
    keys: list[str] = [""] * len(blocks)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                keys[j] = before[i].key
        elif tag == "replace":
            start = i1
            for j in range(j1, j2):
                for i in range(start, min(i2, start + 20)):
                    if old[i][0] == new[j][0] and _similar(old[i][1], new[j][1]):
                        keys[j], start = before[i].key, i + 1
                        break
    return _with_new_keys(blocks, keys, taken)


def keys_for_language(
    blocks: Sequence[Block], other: Sequence[Known], taken: Iterable[str]
) -> tuple[list[Block], list[str]]:
    """The same version in another language: paragraphs align by their order. What does not align is told."""
    old, new = [known.kind for known in other], [block.kind for block in blocks]
    keys: list[str] = [""] * len(blocks)
    first = ""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                keys[j] = other[i].key
        elif not first:
            first = blocks[min(j1, len(blocks) - 1)].label or other[min(i1, len(other) - 1)].key
    said = []
    if first:
        message = _("The languages do not have the same paragraphs: %(here)d here, %(there)d there; first at %(at)s.")
        said.append(message % {"here": len(blocks), "there": len(other), "at": first})
    return _with_new_keys(blocks, keys, taken), said


def _with_new_keys(blocks: Sequence[Block], keys: list[str], taken: Iterable[str]) -> list[Block]:
    highest: dict[str, int] = {}
    for key in (*taken, *keys):
        if found := re.fullmatch(r"([a-z]+)(\d+)", key):
            highest[found[1]] = max(highest.get(found[1], 0), int(found[2]))
    done = []
    for block, key in zip(blocks, keys, strict=True):
        if not key:
            prefix = PREFIXES[ParagraphKind(block.kind)]
            highest[prefix] = highest.get(prefix, 0) + 1
            key = f"{prefix}{highest[prefix]}"
        done.append(block.keyed(key))
    return done


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[\\*_`\[\]]", "", text).split())


def _similar(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.real_quick_ratio() >= SAME and matcher.quick_ratio() >= SAME and matcher.ratio() >= SAME

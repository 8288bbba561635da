"""How the codes of NACE Rev. 2.1 lie within one another: section, division, group, class."""

from __future__ import annotations

from itertools import pairwise

_SECTIONS = "ABCDEFGHIJKLMNOPQRSTUV"
_FIRST_DIVISIONS = (1, 5, 10, 35, 36, 41, 46, 49, 55, 58, 61, 64, 68, 69, 77, 84, 85, 86, 90, 94, 97, 99, 100)
_SECTION_OF = {
    f"{division:02}": section
    for section, (first, after) in zip(_SECTIONS, pairwise(_FIRST_DIVISIONS), strict=True)
    for division in range(first, after)
}


def lineage(code: str) -> tuple[str, ...]:
    """A code of Rev. 2.1 and those that it lies in, itself first.

    >>> lineage("62.10"), lineage("62"), lineage("K"), lineage("")
    (('62.10', '62.1', '62', 'K'), ('62', 'K'), ('K',), ())
    """
    longer = [code[:length] for length in (5, 4) if "." in code and len(code) >= length]
    division = code[:2]
    within = [division, _SECTION_OF[division]] if division in _SECTION_OF else []
    return tuple(dict.fromkeys([*longer, *within])) or ((code,) if code else ())


def covers(codes: set[str], wanted: str) -> bool:
    """Whether something for these codes is for the wanted one: it is one of them, lies in one, or one lies in it.

    >>> covers({"62.10"}, "K"), covers({"K"}, "62.10"), covers({"62.20"}, "62.1"), covers({"01"}, "K")
    (True, True, False, False)
    """
    return bool(codes & set(lineage(wanted))) or any(wanted in lineage(code) for code in codes)

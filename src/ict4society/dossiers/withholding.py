"""A version without the words that may no longer be shown: withdrawn by their author, or hidden by moderation, since.

The stored version keeps them, and its signature. What leaves the site is a copy without them, which says so, names the
signature of the whole version, and is signed in its turn: a file that was downloaded before can still be compared.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from ict4society.dossiers.standing import Standing
from ict4society.dossiers.verification import WITHHELD

GONE = "withdrawn"


def public_record(record: dict[str, Any], standing: Standing) -> dict[str, Any]:
    """The record as everyone may read it now: a copy without withheld words, or itself while there are none."""
    if not standing.withholds:
        return record
    copy = deepcopy(record)
    for element in copy["elements"]:
        if element["identifier"] in standing.hidden:
            element["title"] = ""
            element.pop("text", None)
            element.pop("remark", None)
        for piece in element["evidence"]:
            if piece["identifier"] in standing.silenced:
                _silence(piece)
            if piece["identifier"] in standing.silenced_below and "drawnFrom" in piece:
                _silence(piece["drawnFrom"])
    copy[WITHHELD] = {
        "evidence": sorted(standing.silenced | standing.silenced_below),
        "elements": sorted(standing.hidden),
    }
    return copy


def _silence(quotation: dict[str, Any]) -> None:
    """Take the words, who said them and what was noted about them; where they stood remains."""
    quotation["state"] = GONE
    for name in ("speaker", "note"):
        quotation.pop(name, None)
    selector = quotation["target"]["selector"][0]
    selector |= dict.fromkeys(("exact", "prefix", "suffix"), "")
    quotation["target"].pop("sourceTitle", None)
    if "assessment" in quotation:
        quotation["assessment"]["statement"] = ""

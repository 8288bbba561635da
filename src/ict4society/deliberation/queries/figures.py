"""The stored figures of a statement as a page shows them, groups under their readers' names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ict4society.deliberation.consensus import UNDECLARED_NAME, Verdict
from ict4society.deliberation.queries.groups import group_label


@dataclass(frozen=True)
class Figures:
    """One statement of a result. ``bars`` are the declared groups, for ``ConsensusBars`` and the table of counts."""

    key: str
    rank: int
    verdict: str
    meaning: str | Promise
    overall: dict[str, Any]
    bars: list[dict[str, Any]]
    undeclared: dict[str, Any] | None
    """The counts of participants who declared no group: shown apart, never eligible."""
    weakest: str | Promise | None
    lower_bound: float | None
    eligible: int
    robustness: str


def figures(row: dict[str, Any]) -> Figures:
    """Read what ``consensus.result_to_json`` wrote about a statement."""
    groups = dict(row["groups"])
    undeclared = groups.pop(UNDECLARED_NAME, None)
    bars = [{**counts, "name": str(group_label(name))} for name, counts in groups.items()]
    bars.sort(key=lambda bar: (not bar["eligible"], bar["name"]))
    weakest = row["weakest_group"]
    return Figures(
        key=row["id"],
        rank=row["rank"],
        verdict=row["verdict"],
        meaning=Verdict(row["verdict"]).meaning,
        overall=row["overall"],
        bars=bars,
        undeclared=undeclared if undeclared is not None and undeclared["n"] else None,
        weakest=None if weakest is None else group_label(weakest),
        lower_bound=row["min_wilson_lower"],
        eligible=sum(bool(bar["eligible"]) for bar in bars),
        robustness=_robustness(row.get("leave_one_out")),
    )


def _robustness(check: dict[str, Any] | None) -> str:
    """What leaving out one organisation would do to the verdict, in one sentence."""
    if check is None:
        return ""
    if check["robust"]:
        return _("The verdict stays the same whichever single organisation is left out.")
    units = sum(change["units"] for change in check["changes"])
    verdicts = sorted({str(Verdict(change["verdict"]).label) for change in check["changes"]})
    return ngettext(
        "The verdict hangs on a single organisation: without any of %(number)d it would be “%(verdicts)s”.",
        "The verdict hangs on a single organisation: without any one of %(number)d it would be “%(verdicts)s”.",
        units,
    ) % {"number": units, "verdicts": "”, “".join(verdicts)}

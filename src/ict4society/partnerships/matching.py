"""Who fits a call, and why: pure. Every reason is said; the order follows from the reasons alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

POINTS = {"need": 3, "offer": 3, "topic": 2, "area": 1, "group": 1, "country": 1, "language": 1}
"""How much each reason counts for the order; what is needed and offered counts most."""
DECISIVE = frozenset({"need", "offer", "topic", "area"})
"""Without one of these nothing fits: a common language alone is no reason."""


@dataclass(frozen=True)
class Profile:
    """What is known of a call, or of an organisation that looks for one. Codes and ids."""

    topics: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()
    needs: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()
    country: str = ""
    group: str = ""
    languages: frozenset[str] = frozenset()
    wanted_groups: frozenset[str] = frozenset()
    wanted_countries: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reason:
    """Why two fit: the kind, and what they have in common."""

    kind: str
    common: frozenset[str] = field(default_factory=frozenset)


def fits(seeker: Profile, call: Profile) -> list[Reason]:
    """Why a call fits the seeker, most telling first; nothing when it does not, or when it looks for others only."""
    if call.wanted_groups and seeker.group and seeker.group not in call.wanted_groups:
        return []
    if call.wanted_countries and seeker.country and seeker.country not in call.wanted_countries:
        return []
    topics, areas = call.topics & seeker.topics, call.areas & seeker.areas
    found = [
        Reason("need", call.needs & seeker.offers),
        Reason("offer", call.offers & seeker.needs),
        Reason("topic", frozenset(map(str, topics))),
        Reason("area", frozenset() if topics else frozenset(map(str, areas))),
        Reason("group", call.wanted_groups & {seeker.group}),
        Reason("country", call.wanted_countries & {seeker.country}),
        Reason("language", call.languages & seeker.languages),
    ]
    reasons = [reason for reason in found if reason.common]
    return reasons if any(reason.kind in DECISIVE for reason in reasons) else []


def score(reasons: Iterable[Reason]) -> int:
    """The sum of the points of the reasons; each need met and each offer wanted counts for itself."""
    return sum(POINTS[each.kind] * (len(each.common) if each.kind in ("need", "offer") else 1) for each in reasons)

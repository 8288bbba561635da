"""Who took part in a consultation, beside who is in the community."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Count, Q

from ict4society.accounts.models import User
from ict4society.consultations.models import Consultation, Contribution
from ict4society.consultations.outcome_figures import LEAST, Row, protect, share_interval
from ict4society.consultations.states import Visibility
from ict4society.organisations.models import Mandate, Organisation
from ict4society.organisations.states import StakeholderGroup

BY = ("group", "country", "size_class", "language")
"""What participation is counted by."""


def participation(consultation: Consultation) -> dict[str, Any]:
    """Contributions that count: in all, by channel and visibility, and by each of ``BY`` with its share.

    Beside them the community, where there is one: an imported consultation was held elsewhere.
    """
    rows = Contribution.objects.counted().filter(consultation=consultation).order_by()
    confidential = Count("pk", filter=Q(visibility=Visibility.CONFIDENTIAL))
    organisations = Count("pk", filter=Q(on_behalf_of__isnull=False))
    found = list(
        rows.values(*BY, "channel", "visibility").annotate(n=Count("pk"), hidden=confidential, acting=organisations)
    )
    total = sum(row["n"] for row in found)
    community = {} if consultation.import_source else community_counts()
    return {
        "total": total,
        "on_behalf": sum(row["acting"] for row in found),
        "channel": _sums(found, "channel"),
        "visibility": _sums(found, "visibility"),
        "least": LEAST,
        **{name: _table(found, name, total, community.get(name, {})) for name in BY},
    }


def _sums(found: list[dict[str, Any]], name: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for row in found:
        counts[row[name]] += row["n"]
    return dict(counts)


def _table(found: list[dict[str, Any]], name: str, total: int, community: dict[str, int]) -> list[dict[str, Any]]:
    """One row for each value, the largest first, small ones with confidential contributions taken together."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for each in found:
        counts[each[name]][0] += each["n"]
        counts[each[name]][1] += each["hidden"]
    if name == "group":
        for key in StakeholderGroup.values:  # a group of which nobody came is told, too
            counts[key]
    rows = protect([Row(key, n, hidden) for key, (n, hidden) in counts.items()])
    everybody = sum(community.values())
    table = []
    for row in sorted(rows, key=lambda row: (bool(row.members), row.key == "", -row.n, row.key)):
        low, high = share_interval(row.n, total)
        line: dict[str, Any] = {"key": row.key, "n": row.n, "share": _share(row.n, total), "low": low, "high": high}
        if row.members:
            line["members"] = list(row.members)
        if everybody:
            inside = sum(community.get(key, 0) for key in row.members or (row.key,))
            line |= {"community": inside, "community_share": _share(inside, everybody)}
        table.append(line)
    return table


def _share(n: int, total: int) -> float:
    return n / total if total else 0.0


def community_counts() -> dict[str, dict[str, int]]:
    """The community in the units of a consultation: each organisation, and each person without a mandate (citizens)."""
    organisations = Organisation.objects.filter(hidden_at=None).order_by()
    speaking = Mandate.objects.active().values("user_id")
    citizens = User.objects.filter(is_active=True).exclude(pk__in=speaking).order_by()
    found: dict[str, dict[str, int]] = {}
    for name in BY:
        counts = Counter(dict(organisations.values_list(name).annotate(n=Count("pk"))))
        if name == "group":
            counts[StakeholderGroup.CITIZENS.value] += citizens.count()
        elif name in ("country", "language"):
            counts.update(dict(citizens.values_list(name).annotate(n=Count("pk"))))
        found[name] = dict(counts)
    return found

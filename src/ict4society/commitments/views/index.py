"""The ledger of commitments."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ict4society.commitments.forms import LedgerForm
from ict4society.commitments.queries import LedgerFilter, drafts_of, joints, ledger, standings_of
from ict4society.commitments.states import Standing
from ict4society.foundation.policy import can, public
from ict4society.foundation.ui.pages import page
from ict4society.topics.queries import topic_tree

PER_PAGE = 20
TONES = {
    "no_data": "neutral",
    "on_track": "success",
    "behind": "warning",
    "rebased": "info",
    "due": "info",
    "met": "success",
    "missed": "error",
    "withdrawn": "neutral",
}
SYMBOLS = {"withdrawn": "withdrawn", "rebased": "changed", "due": "clock", "on_track": "arrow-up", "no_data": "minus"}


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every commitment with how it stands; by topic, standing and words."""
    wanted = LedgerForm(request.GET)
    wanted.is_valid()
    chosen = {name: wanted.cleaned_data.get(name) or "" for name in ("topic", "standing", "q")}
    tree = topic_tree()
    topic = {each.slug: each for area in tree for each in (area, *area.issues.all())}.get(chosen["topic"])
    base = ledger(request.user, LedgerFilter(topic=topic, text=chosen["q"]))
    counts = standings_of(base)
    rows = base.filter(standing=chosen["standing"]) if chosen["standing"] else base
    total = counts.get(chosen["standing"], 0) if chosen["standing"] else sum(counts.values())
    pages = max(1, -(-total // PER_PAGE))
    number = min(wanted.cleaned_data.get("page") or 1, pages)
    context: dict[str, Any] = {
        "rows": list(rows[(number - 1) * PER_PAGE : number * PER_PAGE]),
        "drafts": list(drafts_of(request.user)[:10]) if request.user.is_authenticated else [],
        "joints": list(joints(request.user).order_by("-pk")[:5]),
        "total": total,
        "counts": [(standing, standing.label, counts.get(standing, 0)) for standing in Standing],
        "tree": tree,
        "topic": topic,
        "chosen": chosen,
        "page": number,
        "pages": pages,
        "previous": _address(chosen, number - 1) if number > 1 else "",
        "next": _address(chosen, number + 1) if number < pages else "",
        "may_commit": can(request.user, "commitments.add_commitment"),
        "tones": TONES,
        "symbols": SYMBOLS,
    }
    return page(request, "commitments/index.html", context, tags=("commitments",), fragment="list")


def _address(chosen: dict[str, str], number: int) -> str:
    query = {name: value for name, value in chosen.items() if value} | {"page": str(number)}
    return reverse("commitments:index", query=query)

"""The community's agenda, and what is proposed for it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ict4society.agenda.actions.show import record_exposures
from ict4society.agenda.budget import COUNTED, SUPPORTS_PER_QUARTER, Budget, end_of, period_of
from ict4society.agenda.forms import AgendaFilter
from ict4society.agenda.models import Proposal, Support
from ict4society.agenda.queries import on_agenda, proposals
from ict4society.agenda.scoring import FORMULA, PlaceReason
from ict4society.agenda.standings import PARAMETERS, Standing, placed
from ict4society.agenda.states import ProposalState
from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page
from ict4society.organisations.states import StakeholderGroup
from ict4society.topics.models import Topic
from ict4society.topics.queries import topic_tree

PER_PAGE = 20
ON_AGENDA_SHOWN = 6


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is on the agenda, then the proposals: the open ones by score, others by date; by topic and state."""
    wanted = AgendaFilter(request.GET)
    wanted.is_valid()
    chosen = {name: wanted.cleaned_data.get(name) or "" for name in ("topic", "state", "sort")}
    state = chosen["state"] or ProposalState.OPEN.value
    tree = topic_tree()
    topic = {each.slug: each for area in tree for each in (area, *area.issues.all())}.get(chosen["topic"])
    number = wanted.cleaned_data.get("page") or 1
    by_score = state == ProposalState.OPEN and chosen["sort"] != "recent"
    listing = _ranked(request, topic, number) if by_score else _recent(request, topic, state, number)
    record_exposures(request.user, [row["proposal"].pk for row in listing["rows"]] if state == "open" else [])
    context: dict[str, Any] = {
        **listing,
        "tree": tree,
        "topic": topic,
        "state": state,
        "by_score": by_score,
        "states": [choice for choice in ProposalState.choices if choice[0] != ProposalState.DRAFT],
        "group_names": dict(StakeholderGroup.choices),
        "parameters": PARAMETERS,
        "formula": FORMULA,
        "previous": _address(chosen, listing["page"] - 1) if listing["page"] > 1 else "",
        "next": _address(chosen, listing["page"] + 1) if listing["page"] < listing["pages"] else "",
        "sorts": [("score", _("Support across the groups")), ("recent", _("Newest"))],
        **_own(request, state),
    }
    return page(request, "agenda/index.html", context, tags=("agenda",), fragment="list")


def _ranked(request: HttpRequest, topic: Topic | None, number: int) -> dict[str, Any]:
    """The open proposals in their order; what is on the agenda and the reader's drafts come from the same queries."""
    rows = proposals(request.user, topic=topic, drafts=True)
    listed = rows.filter(state__in=(ProposalState.OPEN, ProposalState.DRAFT), hidden_at=None)
    found = list(listed.values_list("pk", "opened_at", "title", "language"))
    opened = [(pk, opened_at) for pk, opened_at, _title, _language in found if opened_at]
    places, standings = placed(opened, timezone.now())
    pages = max(1, -(-len(places) // PER_PAGE))
    number = min(number, pages)
    shown = places[(number - 1) * PER_PAGE : number * PER_PAGE]
    agenda = on_agenda(request.user, topic=topic).values("pk")[:ON_AGENDA_SHOWN]
    needed = rows.filter(Q(pk__in=[place.key for place in shown]) | Q(pk__in=agenda)).in_bulk()
    accepted = [each for each in needed.values() if each.state == ProposalState.ON_AGENDA]
    return {
        "rows": [
            _row(needed[place.key], standings.get(place.key), explored=place.reason is PlaceReason.EXPLORATION)
            for place in shown
            if place.key in needed
        ],
        "total": len(places),
        "page": number,
        "pages": pages,
        "on_agenda": sorted(accepted, key=lambda each: (each.decided_at, each.pk), reverse=True),
        "drafts": [
            {"pk": pk, "title": title, "language": code} for pk, opened_at, title, code in found if not opened_at
        ],
    }


def _recent(request: HttpRequest, topic: Topic | None, state: str, number: int) -> dict[str, Any]:
    rows = proposals(request.user, topic=topic, state=state).filter(hidden_at=None)
    total = rows.count()
    pages = max(1, -(-total // PER_PAGE))
    number = min(number, pages)
    found = [_row(each, None) for each in rows[(number - 1) * PER_PAGE : number * PER_PAGE]]
    return {"rows": found, "total": total, "page": number, "pages": pages, "on_agenda": [], "drafts": []}


def _row(proposal: Proposal, standing: Standing | None, *, explored: bool = False) -> dict[str, Any]:
    return {"proposal": proposal, "standing": standing, "explored": explored}


def _own(request: HttpRequest, state: str) -> dict[str, Any]:
    """The reader's supports and what is left of the budget, from one query."""
    if not request.user.is_authenticated or state != ProposalState.OPEN:
        return {"supported": set(), "budget": None}
    period = period_of(timezone.now())
    rows = Support.objects.filter(user_id=request.user.pk, proposal__state__in=COUNTED)
    given = list(rows.values_list("proposal_id", "period"))
    used = sum(when == period for _proposal_id, when in given)
    return {
        "supported": {proposal_id for proposal_id, _when in given},
        "budget": Budget(used=min(used, SUPPORTS_PER_QUARTER), period=period, ends=end_of(period)),
    }


def _address(chosen: dict[str, str], number: int) -> str:
    query = {name: value for name, value in chosen.items() if value} | {"page": str(number)}
    return reverse("agenda:index", query=query)

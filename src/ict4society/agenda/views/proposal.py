"""A proposal."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.accounts.models import User
from ict4society.agenda.actions.show import record_exposures
from ict4society.agenda.budget import budget_of
from ict4society.agenda.forms import SupportForm
from ict4society.agenda.models import Proposal, Support
from ict4society.agenda.policies import proposals_visible_to
from ict4society.agenda.queries import WITH_VOICES, moves_of
from ict4society.agenda.scoring import FORMULA
from ict4society.agenda.standings import PARAMETERS, standings
from ict4society.agenda.states import ProposalState
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.ui.pages import page
from ict4society.organisations.states import StakeholderGroup


@public
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Its text, who supports it, where it stands, what was decided and why."""
    rows = proposals_visible_to(request.user).select_related(*WITH_VOICES, "thread", "merged_into", "decided_by")
    found = get_visible(rows, pk=pk)
    if found.state == ProposalState.OPEN and found.hidden_at is None:
        record_exposures(request.user, [found.pk])
    return show_proposal(request, found)


def show_proposal(
    request: HttpRequest, found: Proposal, form: SupportForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The page; ``form`` is a support form that was refused."""
    signed_in = request.user.is_authenticated
    support = None
    if signed_in:
        own = Support.objects.filter(proposal_id=found.pk, user_id=request.user.pk or 0)
        support = own.select_related("on_behalf_of").first()
    may_support = can(request.user, "agenda.support_proposal", found)
    context: dict[str, Any] = {
        "proposal": found,
        "standing": standings([found.pk])[found.pk],
        "groups": dict(StakeholderGroup.choices),
        "parameters": PARAMETERS,
        "formula": FORMULA,
        "support": support,
        "form": (form or SupportForm(user=request.user)) if may_support else None,
        "budget": budget_of(request.user) if may_support else None,
        "moves": _moves(found),
        "merged_from": list(found.merged_from.filter(hidden_at=None).order_by("pk")),
        "may": {
            verb: can(request.user, f"agenda.{verb}_proposal", found)
            for verb in ("open", "edit", "withdraw", "decide", "reopen")
        },
    }
    return page(request, "agenda/proposal.html", context, tags=(f"proposal:{found.pk}",), status=status)


def _moves(found: Proposal) -> list[dict[str, Any]]:
    records = moves_of(found)
    actors = User.objects.only("name").in_bulk([record.actor_id for record in records if record.actor_id])
    return [
        {
            "verb": record.name.rpartition("_")[2],
            "actor": actors[record.actor_id].name if record.actor_id in actors else "",
            "at": record.created_at,
            "reason": record.payload.get("reason", ""),
            "supporters": record.payload.get("supporters", 0),
        }
        for record in records
    ]

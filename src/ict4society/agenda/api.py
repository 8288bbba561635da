"""The agenda for programs: proposals, support, and for facilitators their decisions."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from ict4society.agenda.actions.decide import accept_proposal, decline_proposal, reopen_proposal
from ict4society.agenda.actions.edit import edit_proposal
from ict4society.agenda.actions.merge import merge_proposal
from ict4society.agenda.actions.propose import draft_proposal, open_proposal
from ict4society.agenda.actions.support import support_proposal, take_support_back
from ict4society.agenda.actions.withdraw import withdraw_proposal
from ict4society.agenda.budget import budget_of
from ict4society.agenda.forms import ProposalEditForm, ProposalForm, ReasonForm, SupportForm
from ict4society.agenda.models import Proposal
from ict4society.agenda.policies import proposals_visible_to
from ict4society.agenda.queries import WITH_VOICES, proposals
from ict4society.agenda.standings import standings
from ict4society.discussions.api import VoiceOut, voice_out
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import (
    Page,
    PageQuery,
    idempotency_key,
    paginate,
    read_scope,
    validated,
    write_scope,
)
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import actor_for
from ict4society.topics.models import Topic

router = Router(tags=["agenda"])
LARGEST_ID = 2**63 - 1


class ProposalOut(Schema):
    """A proposal."""

    id: int
    url: str
    title: str
    text: str = Field(description="Markdown.")
    html: str
    topic: str
    language: str
    state: str
    revision: int
    reason: str = Field(description="Of the decision.")
    merged_into: int | None
    thread: int | None
    voice: VoiceOut
    opened_at: datetime | None
    decided_at: datetime | None


class StandingOut(Schema):
    """Where a proposal stands, and everything from which that was computed."""

    supporters: int
    explanation: dict[str, Any]


class BudgetOut(Schema):
    """Your supports of this quarter."""

    period: str
    total: int
    used: int
    left: int


class ProposalIn(Schema):
    """What should be discussed."""

    title: str
    topic: str = Field(max_length=80, description="Slug of the topic.")
    text: str
    language: str = Field("", description="Detected from the text when empty.")
    organisation: int | None = Field(None, description="Id of the organisation for which you speak.")
    interest: str = ""
    open: bool = Field(True, description="False keeps it as a draft that only you see.")


class ProposalEditIn(Schema):
    """What it says from now on, and on which revision that is based."""

    revision: int
    title: str
    topic: str = Field(max_length=80)
    text: str
    language: str


class SupportIn(Schema):
    """For whom you support."""

    organisation: int | None = None


class DecisionIn(Schema):
    """Why."""

    reason: str = ""


class MergeIn(DecisionIn):
    """Into which proposal, and why."""

    into: int = Field(ge=1, le=LARGEST_ID)


class ProposalQuery(PageQuery):
    """Filters of the list."""

    topic: str = Field("", max_length=80, description="Slug; an area stands for its issues too.")
    state: Literal["", "open", "on_agenda", "declined", "merged", "withdrawn"] = ""


def _proposal_out(proposal: Proposal) -> ProposalOut:
    names = ("title", "text", "html", "language", "state", "revision", "reason", "opened_at", "decided_at")
    return ProposalOut(
        id=proposal.pk,
        url=reverse("agenda:proposal", args=[proposal.pk]),
        topic=proposal.topic.slug,
        merged_into=proposal.merged_into_id,
        thread=proposal.thread_id,
        voice=voice_out(proposal),
        **{name: getattr(proposal, name) for name in names},
    )


def _proposal(request: HttpRequest, proposal_id: int) -> Proposal:
    return get_visible(proposals_visible_to(request.user).select_related(*WITH_VOICES), pk=proposal_id)


def _topic_id(slug: str) -> str:
    """The id that the form wants; nothing for an unknown slug, which the form then refuses at its field."""
    found = Topic.objects.filter(slug=slug).values_list("pk", flat=True).first()
    return str(found or "")


@router.get("/proposals", auth=read_scope(optional=True), response=Page[ProposalOut])
def list_proposals(request: HttpRequest, query: Query[ProposalQuery]) -> Page[Any]:
    """Proposals that were opened, newest first."""
    topic = get_visible(Topic.objects.all(), slug=query.topic) if query.topic else None
    rows = proposals(request.user, topic=topic, state=query.state)
    return paginate(rows, query, order=("-pk",), shape=_proposal_out)


@router.post("/proposals", auth=write_scope(), response={201: ProposalOut})
def create_proposal(request: HttpRequest, body: ProposalIn) -> Status[ProposalOut]:
    """Propose a thread: open for support at once, or as a draft."""
    data = {**body.dict(), "topic": _topic_id(body.topic), "acting_as": body.organisation or ""}
    form = ProposalForm(data, user=request.user)
    cleaned = validated(form)
    values = {name: cleaned[name] for name in ("title", "topic", "text", "language")}

    def act() -> Ref:
        made = draft_proposal(actor=form.actor(), **values)
        if body.open:
            open_proposal(actor=form.actor(), proposal=made)
        return Ref("agenda.proposal", made.pk)

    ref = once(form.actor(), idempotency_key(request), act)
    return Status(201, _proposal_out(_proposal(request, ref.id)))


@router.get("/proposals/{proposal_id}", auth=read_scope(optional=True), response=ProposalOut)
def show_proposal(request: HttpRequest, proposal_id: int) -> ProposalOut:
    """One proposal."""
    return _proposal_out(_proposal(request, proposal_id))


@router.put("/proposals/{proposal_id}", auth=write_scope(), response=ProposalOut)
def update_proposal(request: HttpRequest, proposal_id: int, body: ProposalEditIn) -> ProposalOut:
    """Edit your proposal. 409 when it moved on since the revision that you name."""
    proposal = _proposal(request, proposal_id)
    values = validated(ProposalEditForm({**body.dict(), "topic": _topic_id(body.topic)}))
    edit_proposal(actor=actor_for(request.user, proposal.on_behalf_of_id), proposal=proposal, **values)
    return _proposal_out(_proposal(request, proposal_id))


@router.get("/proposals/{proposal_id}/standing", auth=read_scope(optional=True), response=StandingOut)
def show_standing(request: HttpRequest, proposal_id: int) -> StandingOut:
    """Supporters and the agenda score, with formula, parameters and the numbers of each group."""
    standing = standings([_proposal(request, proposal_id).pk])[proposal_id]
    return StandingOut(supporters=standing.supporters, explanation=standing.explanation.to_dict())


@router.post("/proposals/{proposal_id}/open", auth=write_scope(), response=ProposalOut)
def open_draft(request: HttpRequest, proposal_id: int) -> ProposalOut:
    """Open your draft for support."""
    proposal = _proposal(request, proposal_id)
    open_proposal(actor=actor_for(request.user, proposal.on_behalf_of_id), proposal=proposal)
    return _proposal_out(_proposal(request, proposal_id))


@router.post("/proposals/{proposal_id}/withdraw", auth=write_scope(), response=ProposalOut)
def withdraw(request: HttpRequest, proposal_id: int, body: DecisionIn) -> ProposalOut:
    """Take your proposal back."""
    proposal = _proposal(request, proposal_id)
    actor = actor_for(request.user, proposal.on_behalf_of_id)
    withdraw_proposal(actor=actor, proposal=proposal, reason=_reason(body))
    return _proposal_out(_proposal(request, proposal_id))


@router.post("/proposals/{proposal_id}/support", auth=write_scope(), response=BudgetOut)
def add_support(request: HttpRequest, proposal_id: int, body: SupportIn) -> BudgetOut:
    """Support a proposal; again changes nothing."""
    proposal = _proposal(request, proposal_id)
    form = SupportForm({"acting_as": body.organisation or ""}, user=request.user)
    validated(form)
    support_proposal(actor=form.actor(), proposal=proposal)
    return _budget_out(request)


@router.delete("/proposals/{proposal_id}/support", auth=write_scope(), response=BudgetOut)
def remove_support(request: HttpRequest, proposal_id: int) -> BudgetOut:
    """Take your support back; without one, nothing changes."""
    take_support_back(actor=Actor(request.user), proposal=_proposal(request, proposal_id))
    return _budget_out(request)


@router.post("/proposals/{proposal_id}/accept", auth=write_scope(), response=ProposalOut)
def accept(request: HttpRequest, proposal_id: int, body: DecisionIn) -> ProposalOut:
    """Put it on the agenda (facilitators); ``thread`` is the new thread."""
    accept_proposal(actor=Actor(request.user), proposal=_proposal(request, proposal_id), reason=_reason(body))
    return _proposal_out(_proposal(request, proposal_id))


@router.post("/proposals/{proposal_id}/decline", auth=write_scope(), response=ProposalOut)
def decline(request: HttpRequest, proposal_id: int, body: DecisionIn) -> ProposalOut:
    """Decline it with a reason (facilitators)."""
    decline_proposal(actor=Actor(request.user), proposal=_proposal(request, proposal_id), reason=_reason(body))
    return _proposal_out(_proposal(request, proposal_id))


@router.post("/proposals/{proposal_id}/reopen", auth=write_scope(), response=ProposalOut)
def reopen(request: HttpRequest, proposal_id: int, body: DecisionIn) -> ProposalOut:
    """Open a declined one again (facilitators)."""
    reopen_proposal(actor=Actor(request.user), proposal=_proposal(request, proposal_id), reason=_reason(body))
    return _proposal_out(_proposal(request, proposal_id))


@router.post("/proposals/{proposal_id}/merge", auth=write_scope(), response=ProposalOut)
def merge(request: HttpRequest, proposal_id: int, body: MergeIn) -> ProposalOut:
    """Merge it into another, with its supports (facilitators)."""
    source, into = _proposal(request, proposal_id), get_visible(proposals(request.user), pk=body.into)
    merge_proposal(actor=Actor(request.user), proposal=source, into=into, reason=_reason(body))
    return _proposal_out(_proposal(request, proposal_id))


@router.get("/budget", auth=read_scope(), response=BudgetOut)
def show_budget(request: HttpRequest) -> BudgetOut:
    """What is left of your supports in this quarter."""
    return _budget_out(request)


def _reason(body: DecisionIn) -> str:
    return str(validated(ReasonForm({"reason": body.reason}))["reason"])


def _budget_out(request: HttpRequest) -> BudgetOut:
    budget = budget_of(request.user)
    return BudgetOut(period=budget.period, total=budget.total, used=budget.used, left=budget.left)

"""Partnerships for programs: the same rules as the pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from ict4society.discussions.api import VoiceOut, voice_out
from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import actor_for
from ict4society.partnerships.actions.course import begin_partnership, withdraw_call
from ict4society.partnerships.actions.interest import decide_interest, express_interest
from ict4society.partnerships.actions.write import draft_call, edit_call, open_call
from ict4society.partnerships.forms import (
    CallEditForm,
    CallFilterForm,
    CallForm,
    DecisionForm,
    InterestForm,
    ReasonForm,
)
from ict4society.partnerships.models import Call, Interest
from ict4society.partnerships.policies import calls_visible_to, interests_visible_to
from ict4society.partnerships.queries import WITH_VOICES, CallFilter, calls, partners_of
from ict4society.topics.models import Topic

router = Router(tags=["partnerships"])
LISTS = ("needs", "offers", "groups", "countries", "languages")


class Wishes(Schema):
    """What a call says. Codes are those of the filters."""

    title: str
    text: str = Field(description="Markdown.")
    needs: list[str]
    offers: list[str]
    groups: list[str] = Field(default_factory=list, description="Stakeholder groups; none means any.")
    countries: list[str] = Field(default_factory=list, description="ISO 3166-1 codes; none means anywhere.")
    languages: list[str]
    until: date | None = None
    language: str = ""


class CallOut(Wishes):
    """A call, and the partnership that comes of it."""

    id: int
    url: str
    topics: list[str]
    state: str
    revision: int
    outcome: str
    outcome_url: str
    voice: VoiceOut
    opened_at: datetime | None
    begun_at: datetime | None
    closed_at: datetime | None


class PartnerOut(Schema):
    """A partner."""

    organisation: str
    group: str
    brings: list[str]
    since: datetime | None


class MilestoneOut(Schema):
    """A milestone."""

    title: str
    due: date
    state: str
    note: str
    evidence_url: str


class PartnershipOut(CallOut):
    """One call with its partners and milestones."""

    partners: list[PartnerOut]
    milestones: list[MilestoneOut]


class CallText(Wishes):
    """What an organisation says."""

    topic: str = Field(max_length=80, description="Slug.")
    second_topic: str = Field("", max_length=80, description="Slug.")


class CallIn(CallText):
    """A call of your organisation."""

    organisation: int
    interest: str = ""


class CallEditIn(CallText):
    """What it says from now on, and on which revision that is based."""

    revision: int


class InterestOut(Schema):
    """An expression of interest; only the two organisations see it."""

    id: int
    message: str
    offers: list[str]
    state: str
    reason: str
    voice: VoiceOut


class InterestIn(Schema):
    """Your organisation would like to be a partner."""

    message: str
    offers: list[str] = Field(default_factory=list)
    organisation: int
    interest: str = ""


class DecisionIn(Schema):
    """Your answer."""

    decision: str = Field(description="accept or decline")
    reason: str = ""


class ReasonIn(Schema):
    """Why."""

    reason: str = ""


class CallQuery(PageQuery):
    """Filters of the list."""

    topic: str = Field("", max_length=80, description="Slug; an area stands for its issues too.")
    state: str = Field("", max_length=20)
    need: str = Field("", max_length=20)
    offer: str = Field("", max_length=20)
    group: str = Field("", max_length=20)
    country: str = Field("", max_length=2)
    language: str = Field("", max_length=12)


def _values(call: Call) -> dict[str, Any]:
    names = ("title", "text", *LISTS, "until", "language", "state", "revision", "outcome", "outcome_url")
    return {
        "id": call.pk,
        "url": call.get_absolute_url(),
        "topics": [topic.slug for topic in (call.topic, call.second_topic) if topic],
        "voice": voice_out(call),
        **{name: getattr(call, name) for name in (*names, "opened_at", "begun_at", "closed_at")},
    }


def _call_out(call: Call) -> CallOut:
    return CallOut(**_values(call))


def _partnership_out(call: Call) -> PartnershipOut:
    partners = [
        PartnerOut(organisation=str(each.on_behalf_of), group=each.group, brings=each.offers, since=each.decided_at)
        for each in partners_of(call)
    ]
    names = ("title", "due", "state", "note", "evidence_url")
    milestones = [MilestoneOut(**{name: getattr(each, name) for name in names}) for each in call.milestones.all()]
    return PartnershipOut(**_values(call), partners=partners, milestones=milestones)


def _interest_out(interest: Interest) -> InterestOut:
    names = ("message", "offers", "state", "reason")
    return InterestOut(id=interest.pk, voice=voice_out(interest), **{name: getattr(interest, name) for name in names})


def _call(request: HttpRequest, call_id: int) -> Call:
    return get_visible(calls_visible_to(request.user).select_related(*WITH_VOICES), pk=call_id)


def _form_data(body: CallText) -> dict[str, Any]:
    """What the form of the page would send."""
    slugs = Topic.objects.filter(slug__in=[body.topic, body.second_topic]).values_list("slug", "pk")
    ids = {slug: str(pk) for slug, pk in slugs}
    second = ids.get(body.second_topic, "unknown" if body.second_topic else "")
    return {**body.dict(), "topic": ids.get(body.topic, ""), "second_topic": second, "until": body.until or ""}


@router.get("/calls", auth=read_scope(optional=True), response=Page[CallOut])
def list_calls(request: HttpRequest, query: Query[CallQuery]) -> Page[Any]:
    """Calls and partnerships, newest first."""
    topic = get_visible(Topic.objects.all(), slug=query.topic) if query.topic else None
    names = ("state", "need", "offer", "group", "country", "language")
    values = validated(CallFilterForm({name: getattr(query, name) for name in names}))
    wanted = CallFilter(topic=topic, **{name: values[name] for name in names})
    return paginate(calls(request.user, wanted), query, order=("-pk",), shape=_call_out)


@router.post("/calls", auth=write_scope(), response={201: CallOut})
def create_call(request: HttpRequest, body: CallIn) -> Status[CallOut]:
    """Begin a draft on behalf of your organisation."""
    form = CallForm({**_form_data(body), "acting_as": body.organisation}, user=request.user)
    validated(form)

    def act() -> Ref:
        return Ref("partnerships.call", draft_call(actor=form.actor(), content=form.content).pk)

    ref = once(form.actor(), idempotency_key(request), act)
    return Status(201, _call_out(_call(request, ref.id)))


@router.get("/calls/{call_id}", auth=read_scope(optional=True), response=PartnershipOut)
def show_call(request: HttpRequest, call_id: int) -> PartnershipOut:
    """One call, with partners and milestones."""
    return _partnership_out(_call(request, call_id))


@router.put("/calls/{call_id}", auth=write_scope(), response=CallOut)
def update_call(request: HttpRequest, call_id: int, body: CallEditIn) -> CallOut:
    """Edit a call of your organisation. 409 when it moved on since the revision that you name."""
    call = _call(request, call_id)
    form = CallEditForm(_form_data(body))
    validated(form)
    actor = actor_for(request.user, call.on_behalf_of_id)
    edit_call(actor=actor, call=call, revision=form.cleaned_data["revision"], content=form.content)
    return _call_out(_call(request, call_id))


@router.post("/calls/{call_id}/open", auth=write_scope(), response=CallOut)
def open_draft(request: HttpRequest, call_id: int) -> CallOut:
    """Look for partners."""
    call = _call(request, call_id)
    open_call(actor=actor_for(request.user, call.on_behalf_of_id), call=call)
    return _call_out(_call(request, call_id))


@router.post("/calls/{call_id}/begin", auth=write_scope(), response=CallOut)
def begin(request: HttpRequest, call_id: int) -> CallOut:
    """Begin the partnership, with partners of two stakeholder groups or more."""
    call = _call(request, call_id)
    begin_partnership(actor=actor_for(request.user, call.on_behalf_of_id), call=call)
    return _call_out(_call(request, call_id))


@router.post("/calls/{call_id}/withdraw", auth=write_scope(), response=CallOut)
def withdraw(request: HttpRequest, call_id: int, body: ReasonIn) -> CallOut:
    """Take it back."""
    call = _call(request, call_id)
    reason = str(validated(ReasonForm(body.dict()))["reason"])
    withdraw_call(actor=actor_for(request.user, call.on_behalf_of_id), call=call, reason=reason)
    return _call_out(_call(request, call_id))


@router.get("/calls/{call_id}/interests", auth=read_scope(), response=Page[InterestOut])
def list_interests(request: HttpRequest, call_id: int, query: Query[PageQuery]) -> Page[Any]:
    """Those to, and of, your organisations."""
    rows = interests_visible_to(request.user).filter(call=_call(request, call_id))
    return paginate(rows.select_related("author", "on_behalf_of"), query, order=("pk",), shape=_interest_out)


@router.post("/calls/{call_id}/interests", auth=write_scope(), response={201: InterestOut})
def create_interest(request: HttpRequest, call_id: int, body: InterestIn) -> Status[InterestOut]:
    """Express interest on behalf of your organisation."""
    call = _call(request, call_id)
    form = InterestForm({**body.dict(), "acting_as": body.organisation}, user=request.user)
    values = validated(form)

    def act() -> Ref:
        said = {name: values[name] for name in ("message", "offers")}
        return Ref("partnerships.interest", express_interest(actor=form.actor(), call=call, **said).pk)

    ref = once(form.actor(), idempotency_key(request), act)
    return Status(201, _interest_out(get_visible(interests_visible_to(request.user), pk=ref.id)))


@router.post("/calls/{call_id}/interests/{interest_id}/answer", auth=write_scope(), response=InterestOut)
def answer(request: HttpRequest, call_id: int, interest_id: int, body: DecisionIn) -> InterestOut:
    """Accept or decline (people of the call's organisation)."""
    rows = interests_visible_to(request.user).select_related("call", "author", "on_behalf_of")
    interest = get_visible(rows, pk=interest_id, call_id=call_id)
    values = validated(DecisionForm(body.dict()))
    actor = actor_for(request.user, interest.call.on_behalf_of_id)
    accept = values["decision"] == "accept"
    return _interest_out(decide_interest(actor=actor, interest=interest, accept=accept, reason=values["reason"]))

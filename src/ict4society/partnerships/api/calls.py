"""Partnerships for programs: the same rules as the pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from ict4society.foundation.api import Page, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.policy import get_visible
from ict4society.organisations.queries import actor_for
from ict4society.partnerships.actions.course import begin_partnership, close_partnership, withdraw_call
from ict4society.partnerships.actions.write import draft_call, edit_call, open_call
from ict4society.partnerships.api.shapes import (
    CallEditIn,
    CallIn,
    CallOut,
    CallQuery,
    CallText,
    OutcomeIn,
    PartnershipOut,
    ReasonIn,
    call_out,
    partnership_out,
)
from ict4society.partnerships.forms import CallEditForm, CallFilterForm, CallForm, OutcomeForm, ReasonForm
from ict4society.partnerships.models import Call
from ict4society.partnerships.policies import calls_visible_to
from ict4society.partnerships.queries import WITH_VOICES, CallFilter, calls, partner_actor
from ict4society.topics.models import Topic
from ict4society.topics.queries import form_topics

router = Router()


def find_call(request: HttpRequest, call_id: int) -> Call:
    """The call with its voices, or 404."""
    return get_visible(calls_visible_to(request.user).select_related(*WITH_VOICES), pk=call_id)


def _form_data(body: CallText) -> dict[str, Any]:
    """What the form of the page would send."""
    topics = form_topics(topic=body.topic, second_topic=body.second_topic)
    return {**body.dict(), **topics, "until": body.until or ""}


@router.get("/calls", auth=read_scope(optional=True), response=Page[CallOut])
def list_calls(request: HttpRequest, query: Query[CallQuery]) -> Page[Any]:
    """Calls and partnerships, newest first."""
    topic = get_visible(Topic.objects.all(), slug=query.topic) if query.topic else None
    names = ("state", "need", "offer", "group", "country", "language")
    values = validated(CallFilterForm({name: getattr(query, name) for name in names}))
    wanted = CallFilter(topic=topic, **{name: values[name] for name in names})
    return paginate(calls(request.user, wanted), query, order=("-pk",), shape=call_out)


@router.post("/calls", auth=write_scope(), response={201: CallOut})
def create_call(request: HttpRequest, body: CallIn) -> Status[CallOut]:
    """Begin a draft on behalf of your organisation."""
    form = CallForm({**_form_data(body), "acting_as": body.organisation}, user=request.user)
    validated(form)
    made_id = form.once(idempotency_key(request), "partnerships.call", draft_call, content=form.content)
    return Status(201, call_out(find_call(request, made_id)))


@router.get("/calls/{call_id}", auth=read_scope(optional=True), response=PartnershipOut)
def show_call(request: HttpRequest, call_id: int) -> PartnershipOut:
    """One call, with partners and milestones."""
    return partnership_out(find_call(request, call_id))


@router.put("/calls/{call_id}", auth=write_scope(), response=CallOut)
def update_call(request: HttpRequest, call_id: int, body: CallEditIn) -> CallOut:
    """Edit a call of your organisation. 409 when it moved on since the revision that you name."""
    call = find_call(request, call_id)
    form = CallEditForm(_form_data(body))
    validated(form)
    actor = actor_for(request.user, call.on_behalf_of_id)
    edit_call(actor=actor, call=call, revision=form.cleaned_data["revision"], content=form.content)
    return call_out(find_call(request, call_id))


@router.post("/calls/{call_id}/open", auth=write_scope(), response=CallOut)
def open_draft(request: HttpRequest, call_id: int) -> CallOut:
    """Look for partners."""
    call = find_call(request, call_id)
    open_call(actor=actor_for(request.user, call.on_behalf_of_id), call=call)
    return call_out(find_call(request, call_id))


@router.post("/calls/{call_id}/begin", auth=write_scope(), response=CallOut)
def begin(request: HttpRequest, call_id: int) -> CallOut:
    """Begin the partnership, with partners of two stakeholder groups or more."""
    call = find_call(request, call_id)
    begin_partnership(actor=actor_for(request.user, call.on_behalf_of_id), call=call)
    return call_out(find_call(request, call_id))


@router.post("/calls/{call_id}/withdraw", auth=write_scope(), response=CallOut)
def withdraw(request: HttpRequest, call_id: int, body: ReasonIn) -> CallOut:
    """Take it back."""
    call = find_call(request, call_id)
    reason = str(validated(ReasonForm(body.dict()))["reason"])
    withdraw_call(actor=actor_for(request.user, call.on_behalf_of_id), call=call, reason=reason)
    return call_out(find_call(request, call_id))


@router.post("/calls/{call_id}/close", auth=write_scope(), response=PartnershipOut)
def close(request: HttpRequest, call_id: int, body: OutcomeIn) -> PartnershipOut:
    """Say what came of it (any partner): completed, or ended early."""
    call = find_call(request, call_id)
    values = validated(OutcomeForm(body.dict()))
    said = {name: values[name] for name in ("outcome", "outcome_url")}
    close_partnership(actor=partner_actor(request.user, call), call=call, completed=body.completed, **said)
    return partnership_out(find_call(request, call_id))

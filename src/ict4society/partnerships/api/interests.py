"""Expressions of interest in a call."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.policy import get_visible
from ict4society.organisations.queries import actor_for
from ict4society.partnerships.actions.interest import decide_interest, express_interest, withdraw_interest
from ict4society.partnerships.api.calls import find_call
from ict4society.partnerships.api.shapes import DecisionIn, InterestIn, InterestOut, interest_out
from ict4society.partnerships.forms import DecisionForm, InterestForm
from ict4society.partnerships.policies import interests_visible_to

router = Router()


@router.get("/calls/{call_id}/interests", auth=read_scope(), response=Page[InterestOut])
def list_interests(request: HttpRequest, call_id: int, query: Query[PageQuery]) -> Page[Any]:
    """Those to, and of, your organisations."""
    rows = interests_visible_to(request.user).filter(call=find_call(request, call_id))
    return paginate(rows.select_related("author", "on_behalf_of"), query, order=("pk",), shape=interest_out)


@router.post("/calls/{call_id}/interests", auth=write_scope(), response={201: InterestOut})
def create_interest(request: HttpRequest, call_id: int, body: InterestIn) -> Status[InterestOut]:
    """Express interest on behalf of your organisation."""
    call = find_call(request, call_id)
    form = InterestForm({**body.dict(), "acting_as": body.organisation}, user=request.user)
    values = validated(form)

    said = {name: values[name] for name in ("message", "offers")}
    made_id = form.once(idempotency_key(request), "partnerships.interest", express_interest, call=call, **said)
    return Status(201, interest_out(get_visible(interests_visible_to(request.user), pk=made_id)))


@router.post("/calls/{call_id}/interests/{interest_id}/answer", auth=write_scope(), response=InterestOut)
def answer(request: HttpRequest, call_id: int, interest_id: int, body: DecisionIn) -> InterestOut:
    """Accept or decline (people of the call's organisation)."""
    rows = interests_visible_to(request.user).select_related("call", "author", "on_behalf_of")
    interest = get_visible(rows, pk=interest_id, call_id=call_id)
    values = validated(DecisionForm(body.dict()))
    actor = actor_for(request.user, interest.call.on_behalf_of_id)
    accept = values["decision"] == "accept"
    return interest_out(decide_interest(actor=actor, interest=interest, accept=accept, reason=values["reason"]))


@router.post("/calls/{call_id}/interests/{interest_id}/withdraw", auth=write_scope(), response=InterestOut)
def take_back(request: HttpRequest, call_id: int, interest_id: int) -> InterestOut:
    """Take your own back before it is answered."""
    rows = interests_visible_to(request.user).select_related("call", "author", "on_behalf_of")
    interest = get_visible(rows, pk=interest_id, call_id=call_id)
    return interest_out(withdraw_interest(actor=actor_for(request.user, interest.on_behalf_of_id), interest=interest))

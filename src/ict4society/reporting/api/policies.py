"""Approaches to topics, and requests for data between organisations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Refused, get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.organisations.policies import organisations_visible_to
from ict4society.organisations.queries import actor_for
from ict4society.reporting.actions.policy import save_policy
from ict4society.reporting.actions.request import answer_request, request_data, withdraw_request
from ict4society.reporting.api.work_shapes import (
    AnswerIn,
    PolicyIn,
    PolicyOut,
    PolicyQuery,
    RequestIn,
    RequestOut,
    policy_out,
    request_out,
)
from ict4society.reporting.cap import CAP_REASON
from ict4society.reporting.forms import AnswerForm, RequestForm
from ict4society.reporting.models import DataRequest, Indicator
from ict4society.reporting.policies import policies_visible_to, requests_visible_to
from ict4society.reporting.policy_forms import PolicyForm
from ict4society.reporting.states import Grade, Part
from ict4society.topics.models import Topic

router = Router()
_UNTOLD = {f"{part}_grade": Grade.NO.value for part in Part.values}
"""A part that is not told is not met."""


@router.get("/policies", auth=read_scope(optional=True), response=Page[PolicyOut])
def list_policies(request: HttpRequest, query: Query[PolicyQuery]) -> Page[Any]:
    """Approaches, newest first; drafts of your own organisations too."""
    rows = policies_visible_to(request.user).select_related("topic").prefetch_related("parts")
    if query.organisation is not None:
        rows = rows.filter(organisation_id=query.organisation)
    if query.topic:
        rows = rows.filter(topic__slug=query.topic)
    return paginate(rows, query, order=("-pk",), shape=policy_out)


@router.get("/policies/{policy_id}", auth=read_scope(optional=True), response=PolicyOut)
def show_policy(request: HttpRequest, policy_id: int) -> PolicyOut:
    """One approach."""
    return policy_out(get_visible(policies_visible_to(request.user).select_related("topic"), pk=policy_id))


@router.put("/policies", auth=write_scope(), response=PolicyOut)
def write_policy(request: HttpRequest, body: PolicyIn) -> PolicyOut:
    """Write the approach to a topic (representatives). 409 when it moved on since the revision that you name."""
    organisation = get_visible(organisations_visible_to(request.user), pk=body.organisation)
    require(request.user, "reporting.write_policy", organisation)
    topic = get_visible(Topic.objects.all(), slug=body.topic)
    said = {f"{part}_{name}": text for part, each in body.parts.items() for name, text in each.dict().items()}
    form = PolicyForm({**_UNTOLD, **said, "language": body.language, "revision": body.revision or ""})
    values = validated(form)
    saved = save_policy(
        actor=actor_for(request.user, organisation.pk),
        organisation=organisation,
        topic=topic,
        parts=form.parts(),
        revision=values["revision"],
        language=values["language"],
        publish=body.publish,
    )
    return show_policy(request, saved.pk)


def _rows(request: HttpRequest) -> Any:
    return requests_visible_to(request.user).select_related("asker", "asked").prefetch_related("indicators")


def _request(request: HttpRequest, pk: int) -> DataRequest:
    found: DataRequest = get_visible(_rows(request), pk=pk)
    return found


@router.get("/requests", auth=read_scope(), response=Page[RequestOut])
def list_requests(request: HttpRequest, query: Query[PageQuery]) -> Page[Any]:
    """What your organisations ask for and are asked, newest first."""
    return paginate(_rows(request), query, order=("-pk",), shape=request_out)


@router.post("/requests", auth=write_scope(), response={201: RequestOut})
def create_request(request: HttpRequest, body: RequestIn) -> Status[RequestOut]:
    """Ask an organisation for values of a year (representatives). What exceeds the value-chain cap is marked."""
    asker = get_visible(organisations_visible_to(request.user), pk=body.asker)
    asked = get_visible(organisations_visible_to(request.user), pk=body.asked)
    require(request.user, "reporting.ask_data", asker)
    known = {each.key: each for each in Indicator.objects.filter(active=True, key__in=body.indicators)}
    if unknown := [key for key in body.indicators if key not in known]:
        raise Refused(_("There is no indicator “%(key)s”.") % {"key": unknown[0][:80]})
    choices = [(str(each.pk), each.key) for each in known.values()]
    data = {"asker": asker.pk, "year": body.year, "indicators": [pk for pk, _key in choices], "message": body.message}
    values = validated(RequestForm(data, askers=[(asker.pk, asker.name)], choices=choices))
    actor = actor_for(request.user, asker.pk)

    def act() -> Ref:
        said = {"indicators": list(known.values()), "year": values["year"], "message": values["message"]}
        return Ref("reporting.request", request_data(actor=actor, asker=asker, asked=asked, **said).pk)

    ref = once(actor, idempotency_key(request), act)
    return Status(201, request_out(_request(request, ref.id)))


@router.get("/requests/{request_id}", auth=read_scope(), response=RequestOut)
def show_request(request: HttpRequest, request_id: int) -> RequestOut:
    """One request."""
    return request_out(_request(request, request_id))


@router.post("/requests/{request_id}/answer", auth=write_scope(), response=RequestOut)
def answer(request: HttpRequest, request_id: int, body: AnswerIn) -> RequestOut:
    """Accept or decline (representatives of the organisation that was asked)."""
    found = _request(request, request_id)
    reason = validated(AnswerForm({"reason": body.reason}))["reason"]
    if body.cap and not body.accept:
        reason = f"{CAP_REASON}\n\n{reason}".strip()
    actor = actor_for(request.user, found.asked_id)
    answer_request(actor=actor, request=found, accept=body.accept, reason=reason)
    return request_out(_request(request, request_id))


@router.post("/requests/{request_id}/withdraw", auth=write_scope(), response=RequestOut)
def take_back(request: HttpRequest, request_id: int) -> RequestOut:
    """Take your own request back."""
    found = _request(request, request_id)
    withdraw_request(actor=actor_for(request.user, found.asker_id), request=found)
    return request_out(_request(request, request_id))

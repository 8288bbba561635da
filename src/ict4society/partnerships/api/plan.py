"""Milestones and agreement documents of a partnership."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Query, Router, Status, UploadedFile

from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.files.store import files_of_many
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible
from ict4society.foundation.subjects import Ref
from ict4society.partnerships.actions.plan import add_agreement, add_milestone, move_milestone, publish_agreement
from ict4society.partnerships.api.calls import find_call
from ict4society.partnerships.api.shapes import (
    AgreementOut,
    MilestoneIn,
    MilestoneMoveIn,
    MilestoneOut,
    PublicIn,
    agreement_out,
    milestone_out,
)
from ict4society.partnerships.forms import AgreementForm, MilestoneForm, MilestoneMoveForm
from ict4society.partnerships.models import Agreement, Milestone
from ict4society.partnerships.policies import agreements_visible_to
from ict4society.partnerships.queries import partner_actor

router = Router()


@router.post("/calls/{call_id}/milestones", auth=write_scope(), response={201: MilestoneOut})
def create_milestone(request: HttpRequest, call_id: int, body: MilestoneIn) -> Status[MilestoneOut]:
    """Set a milestone (any partner)."""
    call = find_call(request, call_id)
    values = validated(MilestoneForm(body.dict()))
    actor = partner_actor(request.user, call)

    def act() -> Ref:
        return Ref("partnerships.milestone", add_milestone(actor=actor, call=call, **values).pk)

    ref = once(actor, idempotency_key(request), act)
    return Status(201, milestone_out(Milestone.objects.get(pk=ref.id)))


@router.put("/calls/{call_id}/milestones/{milestone_id}", auth=write_scope(), response=MilestoneOut)
def update_milestone(request: HttpRequest, call_id: int, milestone_id: int, body: MilestoneMoveIn) -> MilestoneOut:
    """Say where it stands: planned, reached (with evidence), dropped."""
    call = find_call(request, call_id)
    milestone = get_visible(call.milestones.select_related("call"), pk=milestone_id)
    values = validated(MilestoneMoveForm(body.dict()))
    return milestone_out(move_milestone(actor=partner_actor(request.user, call), milestone=milestone, **values))


@router.get("/calls/{call_id}/agreements", auth=read_scope(optional=True), response=Page[AgreementOut])
def list_agreements(request: HttpRequest, call_id: int, query: Query[PageQuery]) -> Page[Any]:
    """Documents: partners see all, others those that are published."""
    rows = agreements_visible_to(request.user).filter(call=find_call(request, call_id))
    found = paginate(rows, query, order=("pk",))
    files = files_of_many([_ref(each.pk) for each in found.items])
    return Page(items=[agreement_out(each, files.get(_ref(each.pk), [])) for each in found.items], next=found.next)


@router.post("/calls/{call_id}/agreements", auth=write_scope(), response={201: AgreementOut})
def create_agreement(
    request: HttpRequest, call_id: int, title: Form[str], file: File[UploadedFile]
) -> Status[AgreementOut]:
    """Add a document for the partners alone (multipart)."""
    call = find_call(request, call_id)
    values = validated(AgreementForm({"title": title}, {"file": file}))
    actor = partner_actor(request.user, call)

    def act() -> Ref:
        made = add_agreement(actor=actor, call=call, title=values["title"], upload=values["file"])
        return _ref(made.pk)

    return Status(201, _out(_agreement(request, call_id, once(actor, idempotency_key(request), act).id)))


@router.post("/calls/{call_id}/agreements/{agreement_id}/publish", auth=write_scope(), response=AgreementOut)
def publish(request: HttpRequest, call_id: int, agreement_id: int, body: PublicIn) -> AgreementOut:
    """Show a document to everybody, or to the partners alone again."""
    call = find_call(request, call_id)
    agreement = _agreement(request, call_id, agreement_id)
    actor = partner_actor(request.user, call)
    return _out(publish_agreement(actor=actor, agreement=agreement, public=body.public))


def _agreement(request: HttpRequest, call_id: int, agreement_id: int) -> Agreement:
    rows = agreements_visible_to(request.user).select_related("call")
    return get_visible(rows, pk=agreement_id, call_id=call_id)


def _ref(agreement_id: int) -> Ref:
    return Ref("partnerships.agreement", agreement_id)


def _out(agreement: Agreement) -> AgreementOut:
    return agreement_out(agreement, files_of_many([_ref(agreement.pk)]).get(_ref(agreement.pk), []))

"""What was reported about a commitment, and the documents that back it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import File, Query, Router, Status, UploadedFile

from ict4society.commitments.actions.report import add_evidence, report_progress
from ict4society.commitments.api.ledger import commitment_out, find_commitment
from ict4society.commitments.api.shapes import CommitmentOut, UpdateIn, UpdateOut, update_out
from ict4society.commitments.forms import EvidenceForm, UpdateForm
from ict4society.commitments.policies import updates_visible_to
from ict4society.commitments.queries import files_of_updates
from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import actor_for

router = Router()


@router.get("/{commitment_id}/progress", auth=read_scope(optional=True), response=Page[UpdateOut])
def list_progress(request: HttpRequest, commitment_id: int, query: Query[PageQuery]) -> Page[Any]:
    """Everything that was reported, newest first; of two about one year the newer counts."""
    rows = updates_visible_to(request.user).filter(commitment=find_commitment(request, commitment_id))
    found = paginate(rows.select_related("author", "on_behalf_of"), query, order=("-pk",), shape=lambda update: update)
    files = files_of_updates(found.items)
    return Page(items=[update_out(each, files.get(each.pk, [])) for each in found.items], next=found.next)


@router.post("/{commitment_id}/progress", auth=write_scope(), response={201: CommitmentOut})
def add_progress(request: HttpRequest, commitment_id: int, body: UpdateIn) -> Status[CommitmentOut]:
    """Report progress in a year. Documents are added to it afterwards."""
    found = find_commitment(request, commitment_id)
    data = {name: "" if value is None else value for name, value in body.dict().items()}
    values = validated(UpdateForm(data, commitment=found))
    actor = actor_for(request.user, found.on_behalf_of_id)

    def act() -> Ref:
        return Ref("commitments.update", report_progress(actor=actor, commitment=found, **values).pk)

    once(actor, idempotency_key(request), act)
    return Status(201, commitment_out(find_commitment(request, commitment_id)))


@router.post("/{commitment_id}/progress/{update_id}/files", auth=write_scope(), response={201: UpdateOut})
def add_file(request: HttpRequest, commitment_id: int, update_id: int, file: File[UploadedFile]) -> Status[UpdateOut]:
    """Back an update with a document (multipart)."""
    found = find_commitment(request, commitment_id)
    rows = updates_visible_to(request.user).select_related("commitment", "author", "on_behalf_of")
    update = get_visible(rows, pk=update_id, commitment=found)
    upload = validated(EvidenceForm({}, {"file": file}))["file"]
    actor = actor_for(request.user, found.on_behalf_of_id)

    def act() -> Ref:
        return Ref("foundation.file", add_evidence(actor=actor, update=update, file=upload).pk)

    once(actor, idempotency_key(request), act)
    return Status(201, update_out(update, files_of_updates([update]).get(update.pk, [])))

"""Files that back a practice."""

from __future__ import annotations

import uuid

from django.http import HttpRequest
from ninja import File, Router, Status, UploadedFile

from ict4society.foundation.api import idempotency_key, read_scope, validated, write_scope
from ict4society.foundation.files.shapes import FileOut, file_out
from ict4society.foundation.files.store import files_of
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import actor_for
from ict4society.practices.actions.evidence import add_file, remove_file
from ict4society.practices.api.routes import find_practice
from ict4society.practices.forms import EvidenceFileForm

router = Router()


@router.get("/practices/{practice_id}/files", auth=read_scope(optional=True), response=list[FileOut])
def list_files(request: HttpRequest, practice_id: int) -> list[FileOut]:
    """The files, oldest first (a practice has at most 20)."""
    return [file_out(file) for file in files_of(Ref("practices.practice", find_practice(request, practice_id).pk))]


@router.post("/practices/{practice_id}/files", auth=write_scope(), response={201: list[FileOut]})
def create_file(request: HttpRequest, practice_id: int, file: File[UploadedFile]) -> Status[list[FileOut]]:
    """Attach a file as evidence (multipart)."""
    practice = find_practice(request, practice_id)
    upload = validated(EvidenceFileForm({}, {"file": file}))["file"]
    actor = actor_for(request.user, practice.on_behalf_of_id)

    def act() -> Ref:
        return Ref("foundation.file", add_file(actor=actor, practice=practice, upload=upload).pk)

    once(actor, idempotency_key(request), act)
    return Status(201, list_files(request, practice_id))


@router.delete("/practices/{practice_id}/files/{key}", auth=write_scope(), response={204: None})
def delete_file(request: HttpRequest, practice_id: int, key: uuid.UUID) -> Status[None]:
    """Take a file away for good; an unknown one changes nothing."""
    practice = find_practice(request, practice_id)
    remove_file(actor=actor_for(request.user, practice.on_behalf_of_id), practice=practice, key=str(key))
    return Status(204, None)

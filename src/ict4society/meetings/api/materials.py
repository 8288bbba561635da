"""Slides and papers for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from ict4society.discussions.api import VoiceOut, voice_out
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import idempotency_key, read_scope, validated, write_scope
from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.files.store import files_of_many, store_upload
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.meetings.actions.review import decide_material, propose_material, withdraw_material
from ict4society.meetings.api.meetings import find
from ict4society.meetings.api.shapes import LARGEST_ID, DecisionIn
from ict4society.meetings.forms.agenda import DecisionForm, MaterialForm
from ict4society.meetings.models import AgendaItem, Material
from ict4society.meetings.policies import materials_visible_to
from ict4society.meetings.states import ReviewState

router = Router()


class FileOut(Schema):
    """A file; it is downloaded from its address."""

    name: str
    url: str


class MaterialOut(Schema):
    """Slides or a paper."""

    id: int
    title: str
    language: str
    state: str
    reason: str
    item: int | None
    files: list[FileOut]
    voice: VoiceOut


class MaterialIn(Schema):
    """What comes with the file."""

    title: str
    language: str = "en"
    item: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of the item of the agenda.")
    organisation: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of the organisation you speak for.")
    interest: str = ""


def _rows(request: HttpRequest) -> Any:
    rows = materials_visible_to(request.user).exclude(state=ReviewState.WITHDRAWN)
    return rows.select_related("author", "on_behalf_of", "meeting")


def _out(material: Material, files: dict[Ref, list[StoredFile]]) -> MaterialOut:
    attached = files.get(Ref("meetings.material", material.pk), [])
    return MaterialOut(
        id=material.pk,
        item=material.item_id,
        files=[FileOut(name=each.name, url=each.get_absolute_url()) for each in attached],
        voice=voice_out(material),
        **{name: getattr(material, name) for name in ("title", "language", "state", "reason")},
    )


def _shaped(materials: list[Material]) -> list[MaterialOut]:
    files = files_of_many([Ref("meetings.material", each.pk) for each in materials])
    return [_out(each, files) for each in materials]


def _found(request: HttpRequest, material_id: int) -> Material:
    material: Material = get_visible(_rows(request), pk=material_id)
    material.meeting = find(request, material.meeting_id)
    return material


@router.get("/meetings/{meeting_id}/materials", auth=read_scope(optional=True), response=list[MaterialOut])
def list_materials(request: HttpRequest, meeting_id: int) -> list[MaterialOut]:
    """Slides and papers that you may see."""
    return _shaped(list(_rows(request).filter(meeting=find(request, meeting_id))))


@router.post("/meetings/{meeting_id}/materials", auth=write_scope(), response={201: MaterialOut})
def hand_in_material(
    request: HttpRequest, meeting_id: int, body: Form[MaterialIn], file: File[UploadedFile]
) -> Status[MaterialOut]:
    """Hand in slides or a paper, as ``multipart/form-data``; the chair decides."""
    found = find(request, meeting_id)
    require(request.user, "meetings.propose_material", found)
    items = list(AgendaItem.objects.filter(meeting=found, state=ReviewState.APPROVED, kind="item"))
    data = {**body.dict(), "acting_as": body.organisation or "", "item": body.item or ""}
    form = MaterialForm(data, {"file": file}, user=request.user, items=items)
    values = validated(form)

    def act() -> Ref:
        made = propose_material(
            actor=form.actor(),
            meeting=found,
            title=values["title"],
            file=store_upload(values["file"], owner=request.user),  # type: ignore[arg-type]
            language=values["language"],
            item=form.chosen_item,
        )
        return Ref("meetings.material", made.pk)

    ref = once(form.actor(), idempotency_key(request), act)
    return Status(201, _shaped([_found(request, ref.id)])[0])


@router.post("/materials/{material_id}/decision", auth=write_scope(), response=MaterialOut)
def decide_on_material(request: HttpRequest, material_id: int, body: DecisionIn) -> MaterialOut:
    """Approve slides or a paper, or decline with a reason (who runs the meeting)."""
    material = _found(request, material_id)
    require(request.user, "meetings.decide_proposed", material.meeting)
    form = DecisionForm(body.dict())
    validated(form)
    decide_material(
        actor=Actor(request.user), material=material, approve=form.approves, reason=form.cleaned_data["reason"]
    )
    return _shaped([_found(request, material_id)])[0]


@router.delete("/materials/{material_id}", auth=write_scope(), response={204: None})
def take_material_back(request: HttpRequest, material_id: int) -> Status[None]:
    """Take yours back; who runs the meeting takes any."""
    withdraw_material(actor=Actor(request.user), material=_found(request, material_id))
    return Status(204, None)

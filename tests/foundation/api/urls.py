"""A small interface over events, to try what every operation shares."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import include, path
from ninja import Query, Router, Schema, Status
from pydantic import Field

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
from ict4society.foundation.api.interface import Interface
from ict4society.foundation.api.reference import ReferencePage
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Conflict, Forbidden, Refused
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.forms import Form, TextField

router = Router(tags=["records"])
REFUSALS = {"forbidden": Forbidden, "refused": Refused, "conflict": Conflict, "missing": Http404, "mistake": KeyError}


class RecordOut(Schema):
    id: int
    name: str


class RecordIn(Schema):
    name: str = Field(..., description="What happened.")
    count: int = 0


class NameForm(Form):
    name = TextField(max_length=10)


@router.get("/", auth=read_scope(optional=True), response=Page[RecordOut])
def list_records(request: HttpRequest, page: Query[PageQuery]) -> Page:
    """Records, newest first."""
    return paginate(EventRecord.objects.all(), page, order=("-created_at", "-pk"))


@router.post("/", auth=write_scope(), response={201: RecordOut})
def add_record(request: HttpRequest, body: RecordIn) -> Status:
    """Add a record."""
    data = validated(NameForm({"name": body.name}))

    def add() -> Ref:
        return Ref("record", EventRecord.objects.create(name=data["name"], payload={}).pk)

    ref = once(Actor(request.user), idempotency_key(request), add)
    return Status(201, EventRecord.objects.get(pk=ref.id))


@router.get("/refusals/{kind}", auth=read_scope(), response=RecordOut)
def refuse(request: HttpRequest, kind: str) -> None:
    """Refuse in each way."""
    raise REFUSALS[kind]("because of that")


api = Interface(title="Test", version="1", urls_namespace="api", docs=ReferencePage())
api.add_router("/records/", router)
urlpatterns = [path("", include("config.urls")), path("api/test/", api.urls)]
urlpatterns.reverse()

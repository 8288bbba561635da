"""Registration for programs."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Status

from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.meetings.actions.check_in import check_in, undo_check_in
from ict4society.meetings.actions.register import cancel_registration, change_registration, register
from ict4society.meetings.api.meetings import find
from ict4society.meetings.api.shapes import (
    CodeIn,
    RegistrationIn,
    RegistrationOut,
    SeatsLine,
    SeatsOut,
)
from ict4society.meetings.forms.registration import CodeForm, RegistrationForm
from ict4society.meetings.models import Meeting, Registration
from ict4society.meetings.queries import questions_of, registration_of
from ict4society.meetings.seats import seats_of

router = Router()
PLAIN = ("group", "state", "attends", "language", "interpretation", "needs", "answers", "code", "queued_at")


def _out(row: Registration) -> RegistrationOut:
    return RegistrationOut(
        id=row.pk,
        person=row.user_id,
        name=str(row.user),
        organisation=row.on_behalf_of_id,
        checked_in_at=row.checked_in_at,
        **{name: getattr(row, name) for name in PLAIN},
    )


def _own(request: HttpRequest, meeting: Meeting) -> Registration:
    row = registration_of(meeting, request.user)
    if row is None:
        raise Http404
    return row


def _form(request: HttpRequest, meeting: Meeting, body: RegistrationIn) -> RegistrationForm:
    questions = questions_of(meeting)
    data: dict[str, Any] = {**body.dict(exclude={"answers"}), "acting_as": body.organisation or ""}
    data["attends"] = body.attends or ("onsite" if meeting.kind == "hybrid" else "")
    for question in questions:
        value = body.answers.get(str(question.pk))
        spoken = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else value
        data[f"question_{question.pk}"] = spoken if spoken is not None else ""
        if question.kind == "multiple" and not isinstance(spoken, list):
            data[f"question_{question.pk}"] = [spoken] if spoken else []
    form = RegistrationForm(data, user=request.user, meeting=meeting, questions=questions)
    validated(form)
    return form


@router.get("/meetings/{meeting_id}/seats", auth=read_scope(optional=True), response=SeatsOut)
def show_seats(request: HttpRequest, meeting_id: int) -> SeatsOut:
    """How the meeting fills, in all and by stakeholder group."""
    seats = seats_of(find(request, meeting_id))
    lines = [SeatsLine(**line) for line in seats.lines()]
    return SeatsOut(capacity=seats.capacity, taken=seats.taken, waiting=seats.waiting, groups=lines)


@router.get("/meetings/{meeting_id}/registration", auth=read_scope(), response=RegistrationOut)
def show_registration(request: HttpRequest, meeting_id: int) -> RegistrationOut:
    """Your own registration."""
    return _out(_own(request, find(request, meeting_id)))


@router.post("/meetings/{meeting_id}/registration", auth=write_scope(), response={201: RegistrationOut})
def create_registration(request: HttpRequest, meeting_id: int, body: RegistrationIn) -> Status[RegistrationOut]:
    """Take a seat, or a place on the waiting list; ``state`` says which. Again changes nothing."""
    found = find(request, meeting_id)
    form = _form(request, found, body)

    def act() -> Ref:
        return Ref("meetings.registration", register(actor=form.actor(), meeting=found, wishes=form.wishes()).pk)

    once(form.actor(), idempotency_key(request), act)
    return Status(201, _out(_own(request, found)))


@router.put("/meetings/{meeting_id}/registration", auth=write_scope(), response=RegistrationOut)
def update_registration(request: HttpRequest, meeting_id: int, body: RegistrationIn) -> RegistrationOut:
    """Change answers, needs and languages."""
    found = find(request, meeting_id)
    row = _own(request, found)
    form = _form(request, found, body)
    change_registration(actor=Actor(request.user), registration=row, wishes=form.wishes())
    return _out(_own(request, found))


@router.delete("/meetings/{meeting_id}/registration", auth=write_scope(), response=RegistrationOut)
def delete_registration(request: HttpRequest, meeting_id: int) -> RegistrationOut:
    """Give your seat back."""
    found = find(request, meeting_id)
    cancel_registration(actor=Actor(request.user), registration=_own(request, found))
    return _out(_own(request, found))


@router.get("/meetings/{meeting_id}/registrations", auth=read_scope(), response=Page[RegistrationOut])
def list_registrations(request: HttpRequest, meeting_id: int, query: Query[PageQuery]) -> Page[Any]:
    """Everybody who registered, in the order of the queue (who runs the meeting)."""
    found = find(request, meeting_id)
    require(request.user, "meetings.manage_registrations", found)
    rows = Registration.objects.filter(meeting=found).select_related("user")
    return paginate(rows, query, order=("queued_at", "pk"), shape=_out)


@router.post("/meetings/{meeting_id}/check-in", auth=write_scope(), response=RegistrationOut)
def check_somebody_in(request: HttpRequest, meeting_id: int, body: CodeIn) -> RegistrationOut:
    """Note that the person with this code is there (who runs the meeting). Again changes nothing."""
    code = validated(CodeForm({"code": body.code}))["code"]
    row, _fresh = check_in(actor=Actor(request.user), meeting=find(request, meeting_id), code=code)
    return _out(row)


def _somebodys(request: HttpRequest, meeting_id: int, registration_id: int) -> Registration:
    found = find(request, meeting_id)
    require(request.user, "meetings.manage_registrations", found)
    rows = Registration.objects.filter(meeting=found).select_related("user")
    return get_visible(rows, pk=registration_id)


@router.delete(
    "/meetings/{meeting_id}/registrations/{int:registration_id}", auth=write_scope(), response=RegistrationOut
)
def strike_registration(request: HttpRequest, meeting_id: int, registration_id: int) -> RegistrationOut:
    """Take somebody off the list; they are told, and the next in the queue moves up (who runs the meeting)."""
    cancel_registration(actor=Actor(request.user), registration=_somebodys(request, meeting_id, registration_id))
    return _out(_somebodys(request, meeting_id, registration_id))


@router.delete(
    "/meetings/{meeting_id}/registrations/{int:registration_id}/check-in",
    auth=write_scope(),
    response=RegistrationOut,
)
def take_check_in_back(request: HttpRequest, meeting_id: int, registration_id: int) -> RegistrationOut:
    """They are not there after all (who runs the meeting). Without a check-in nothing changes."""
    undo_check_in(actor=Actor(request.user), registration=_somebodys(request, meeting_id, registration_id))
    return _out(_somebodys(request, meeting_id, registration_id))

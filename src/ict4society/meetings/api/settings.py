"""How people register, for programs: seats, dates, the organiser's own questions, invitations."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import AwareDatetime, Field

from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.meetings.actions.invite import invite, withdraw_invitation
from ict4society.meetings.actions.registration_settings import (
    SettingsRefused,
    add_question,
    edit_question,
    order_questions,
    remove_question,
    set_registration,
)
from ict4society.meetings.api.meetings import find
from ict4society.meetings.api.shapes import LARGEST_ID, OrderIn, QuestionOut
from ict4society.meetings.forms.registration import LARGEST, InvitationForm, QuestionForm
from ict4society.meetings.models import GroupCapacity, Meeting, MeetingInvitation, RegistrationQuestion
from ict4society.meetings.queries import questions_of
from ict4society.organisations.states import StakeholderGroup

router = Router()
YEARS = (1970, 2999)
Seats = Annotated[int, Field(ge=0, le=LARGEST)]


class SettingsOut(Schema):
    """Seats, and until when."""

    capacity: int | None = Field(description="Seats in all; null for no limit.")
    limits: dict[str, int] = Field(description="Seats by stakeholder group, where that is limited.")
    invitation_only: bool
    closes_at: datetime | None = Field(description="When registration ends; null for when the meeting begins.")
    version: int


class SettingsIn(Schema):
    """All of it from now on, and on which version of the meeting that is based."""

    capacity: int | None = Field(None, ge=1, le=LARGEST)
    limits: dict[StakeholderGroup, Seats] = Field({}, description="Seats by stakeholder group, where they are limited.")
    invitation_only: bool = False
    closes_at: AwareDatetime | None = None
    version: int = Field(ge=1, le=2**31 - 1)


class QuestionEditIn(Schema):
    """The words of a question."""

    text: str
    help: str = ""
    options: list[str] = Field([], max_length=100, description="Answers to choose from.")
    required: bool = False


class QuestionIn(QuestionEditIn):
    """A question of the organisers."""

    kind: Literal["text", "yes_no", "choice", "multiple"] = "text"


class InvitationsIn(Schema):
    """Mail addresses of the invited."""

    emails: list[str] = Field(min_length=1, max_length=2000)


class InvitationOut(Schema):
    """Who was invited."""

    id: int
    email: str
    created_at: datetime


def _settings(meeting: Meeting) -> SettingsOut:
    return SettingsOut(
        capacity=meeting.capacity,
        limits=dict(GroupCapacity.objects.filter(meeting=meeting).values_list("group", "capacity")),
        invitation_only=meeting.invitation_only,
        closes_at=meeting.registration_closes_at,
        version=meeting.version,
    )


def _edited(request: HttpRequest, meeting_id: int) -> Meeting:
    found = find(request, meeting_id)
    require(request.user, "meetings.edit_meeting", found)
    return found


def _managed(request: HttpRequest, meeting_id: int) -> Meeting:
    found = find(request, meeting_id)
    require(request.user, "meetings.manage_registrations", found)
    return found


@router.get("/meetings/{meeting_id}/registration/settings", auth=read_scope(), response=SettingsOut)
def show_settings(request: HttpRequest, meeting_id: int) -> SettingsOut:
    """Seats in all and by group, until when, by invitation only (who runs the meeting)."""
    return _settings(_edited(request, meeting_id))


@router.put("/meetings/{meeting_id}/registration/settings", auth=write_scope(), response=SettingsOut)
def update_settings(request: HttpRequest, meeting_id: int, body: SettingsIn) -> SettingsOut:
    """Change them (who runs the meeting). More seats let people move up, fewer take none away. 409 when it moved on."""
    found = _edited(request, meeting_id)
    set_registration(
        actor=Actor(request.user),
        meeting=found,
        version=body.version,
        capacity=body.capacity,
        limits={str(group): number for group, number in body.limits.items()},
        invitation_only=body.invitation_only,
        closes_at=_moment(body.closes_at),
    )
    return _settings(find(request, meeting_id))


def _moment(given: datetime | None) -> datetime | None:
    """The same moment in UTC; of a year that calendars know in every zone."""
    if given is None:
        return None
    if not YEARS[0] <= given.year <= YEARS[1]:
        raise SettingsRefused(_("Such a time cannot be kept."))
    return given.astimezone(UTC)


def _question_out(question: RegistrationQuestion) -> QuestionOut:
    names = ("kind", "text", "help", "options", "required")
    return QuestionOut(id=question.pk, **{name: getattr(question, name) for name in names})


@router.get("/meetings/{meeting_id}/questions", auth=read_scope(optional=True), response=list[QuestionOut])
def list_questions(request: HttpRequest, meeting_id: int) -> list[QuestionOut]:
    """What the organisers ask when you register."""
    return [_question_out(each) for each in questions_of(find(request, meeting_id))]


@router.post("/meetings/{meeting_id}/questions", auth=write_scope(), response={201: QuestionOut})
def create_question(request: HttpRequest, meeting_id: int, body: QuestionIn) -> Status[QuestionOut]:
    """Ask something of everybody who registers (who runs the meeting)."""
    found, actor = _edited(request, meeting_id), Actor(request.user)
    values = validated(QuestionForm({**body.dict(), "options": "\n".join(body.options)}))

    def act() -> Ref:
        return Ref("meetings.question", add_question(actor=actor, meeting=found, **values).pk)

    ref = once(actor, idempotency_key(request), act)
    return Status(201, _question_out(get_visible(RegistrationQuestion.objects.filter(meeting=found), pk=ref.id)))


@router.put("/meetings/{meeting_id}/questions/order", auth=write_scope(), response=list[QuestionOut])
def order(request: HttpRequest, meeting_id: int, body: OrderIn) -> list[QuestionOut]:
    """Bring the questions into this order (who runs the meeting)."""
    keys = [key for key in body.order if 0 < key <= LARGEST_ID]
    order_questions(actor=Actor(request.user), meeting=_edited(request, meeting_id), order=keys)
    return list_questions(request, meeting_id)


def _question(request: HttpRequest, meeting_id: int, question_id: int) -> RegistrationQuestion:
    rows = RegistrationQuestion.objects.filter(meeting=_edited(request, meeting_id), removed_at=None)
    return get_visible(rows, pk=question_id)


@router.put("/meetings/{meeting_id}/questions/{int:question_id}", auth=write_scope(), response=QuestionOut)
def update_question(request: HttpRequest, meeting_id: int, question_id: int, body: QuestionEditIn) -> QuestionOut:
    """Change its words; what kind of answer it wants stays (who runs the meeting)."""
    known = _question(request, meeting_id, question_id)
    values = validated(QuestionForm({**body.dict(), "options": "\n".join(body.options)}, question=known))
    return _question_out(edit_question(actor=Actor(request.user), question=known, **values))


@router.delete("/meetings/{meeting_id}/questions/{int:question_id}", auth=write_scope(), response={204: None})
def delete_question(request: HttpRequest, meeting_id: int, question_id: int) -> Status[None]:
    """Ask it no more; answers that were given stay in the export (who runs the meeting)."""
    remove_question(actor=Actor(request.user), question=_question(request, meeting_id, question_id))
    return Status(204, None)


def _invitation(row: MeetingInvitation) -> InvitationOut:
    return InvitationOut(id=row.pk, email=row.email, created_at=row.created_at)


@router.get("/meetings/{meeting_id}/invitations", auth=read_scope(), response=Page[InvitationOut])
def list_invitations(request: HttpRequest, meeting_id: int, query: Query[PageQuery]) -> Page[Any]:
    """Who was invited, the latest first (who runs the meeting)."""
    rows = MeetingInvitation.objects.filter(meeting=_managed(request, meeting_id))
    return paginate(rows, query, order=("-pk",), shape=_invitation)


@router.post("/meetings/{meeting_id}/invitations", auth=write_scope(), response={201: list[InvitationOut]})
def create_invitations(request: HttpRequest, meeting_id: int, body: InvitationsIn) -> Status[list[InvitationOut]]:
    """Invite these addresses, each once (who runs the meeting); the answer has the invitations of all of them."""
    found, actor = _managed(request, meeting_id), Actor(request.user)
    emails = validated(InvitationForm({"emails": "\n".join(body.emails)}))["emails"]

    def act() -> Ref:
        invite(actor=actor, meeting=found, emails=emails)
        return Ref("meetings.meeting", found.pk)

    once(actor, idempotency_key(request), act)
    rows = MeetingInvitation.objects.filter(meeting=found, email__in=[email.lower() for email in emails])
    return Status(201, [_invitation(row) for row in rows])


@router.delete("/meetings/{meeting_id}/invitations/{int:invitation_id}", auth=write_scope(), response={204: None})
def delete_invitation(request: HttpRequest, meeting_id: int, invitation_id: int) -> Status[None]:
    """Take an invitation back; who has registered stays registered (who runs the meeting)."""
    rows = MeetingInvitation.objects.filter(meeting=_managed(request, meeting_id))
    withdraw_invitation(actor=Actor(request.user), invitation=get_visible(rows, pk=invitation_id))
    return Status(204, None)

"""Moderation for programs: report something, and the public log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, PageQuery, paginate, read_scope, validated, write_scope
from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.flag_subject import flag_subject
from ict4society.moderation.forms import FlagForm
from ict4society.moderation.models import Flag
from ict4society.moderation.policies import flags_visible_to
from ict4society.moderation.queries import decision_log
from ict4society.moderation.states import DecisionAction, FlagReason

router = Router(tags=["moderation"])


class DecisionOut(Schema):
    """A decision, without anybody's name or words."""

    id: int
    subject_kind: str
    action: DecisionAction
    reports: int
    reasons: list[FlagReason]
    created_at: datetime


class FlagIn(Schema):
    """What is reported, and why."""

    subject_kind: str
    subject_id: int
    reason: FlagReason
    text: str = ""


class FlagOut(Schema):
    """A report."""

    id: int
    subject_kind: str
    subject_id: int
    reason: FlagReason
    text: str
    created_at: datetime
    decided: bool


def _decision_out(row: Any) -> DecisionOut:
    return DecisionOut(
        id=row.pk,
        subject_kind=row.subject_kind,
        action=DecisionAction(row.action),
        reports=row.reports,
        reasons=[FlagReason(reason) for reason in row.flag_reasons or ()],
        created_at=row.created_at,
    )


def _flag_out(row: Flag) -> FlagOut:
    return FlagOut(
        id=row.pk,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        reason=FlagReason(row.reason),
        text=row.text,
        created_at=row.created_at,
        decided=row.decision_id is not None,
    )


@router.get("/decisions", auth=read_scope(optional=True), response=Page[DecisionOut])
def list_decisions(request: HttpRequest, page: Query[PageQuery]) -> Page:
    """Everything that moderators decided, latest first."""
    return paginate(decision_log(), page, shape=_decision_out)


@router.get("/flags", auth=read_scope(), response=Page[FlagOut])
def list_flags(request: HttpRequest, page: Query[PageQuery]) -> Page:
    """Your reports, latest first; moderators get all."""
    return paginate(flags_visible_to(request.user), page, shape=_flag_out)


@router.post("/flags", auth=write_scope(), response={201: FlagOut})
def add_flag(request: HttpRequest, body: FlagIn) -> Status:
    """Report something to the moderators. The same again returns the report that still waits."""
    data = validated(FlagForm({"reason": body.reason.value, "text": body.text}))
    made = flag_subject(
        actor=Actor(request.user),
        ref=Ref(body.subject_kind, body.subject_id),
        reason=data["reason"],
        text=data["text"],
    )
    return Status(201, _flag_out(made))

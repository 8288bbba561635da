"""Files of a contribution, and contributions that come after closing or on paper, for programs."""

from __future__ import annotations

from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from ict4society.consultations.actions.contribute import save_draft
from ict4society.consultations.actions.late import ask_late, decide_late, enter_contribution
from ict4society.consultations.actions.voices import contribution_of
from ict4society.consultations.answering.check import AnswersRefused
from ict4society.consultations.api.contributions import (
    LARGEST_ID,
    AnswerIn,
    ContributionOut,
    WholeContributionOut,
    contribution_values,
    own_contribution,
    whole_contribution_out,
)
from ict4society.consultations.api.found import the_consultation
from ict4society.consultations.api.router import router
from ict4society.consultations.forms.voice import EnteredForm, LateDecisionForm
from ict4society.consultations.policies import contributions_visible_to
from ict4society.consultations.queries.contributions import asked_to_be_taken, working_copy
from ict4society.consultations.states import Channel
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import idempotency_key, read_scope, validated, write_scope
from ict4society.foundation.files.store import examine
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import actor_for


class UploadIn(Schema):
    """Whose draft, and which one you know."""

    draft_version: int = Field(0, ge=0, le=2**31 - 1, description="The draft that you changed; 0 for a first one.")
    organisation: int | None = Field(None, ge=1, le=LARGEST_ID, description="For which organisation you speak.")


class LateIn(Schema):
    """Whether a late contribution is taken; not taking it needs a reason."""

    decision: Literal["take", "refuse"]
    reason: str = ""


class EnteredIn(Schema):
    """What somebody sent on paper or late by mail."""

    channel: Literal["paper", "late"]
    organisation: int | None = Field(None, ge=1, le=LARGEST_ID, description="One that is known here; or `name`.")
    name: str = Field("", description="The contributor's, where it is no organisation known here.")
    group: str = Field("", description="Stakeholder group; empty: not declared.")
    country: str = Field("", description="ISO 3166-1 alpha-2; empty: not declared.")
    size_class: str = ""
    language: str = Field("", max_length=12, description="Of the answers; the consultation's own when left out.")
    visibility: Literal["public", "nameless", "confidential"] = "public"
    answers: dict[str, AnswerIn] = Field(description="By key of question; files cannot be entered.", max_length=300)


@router.post("/{slug}/contribution/files/{key}", auth=write_scope(), response=WholeContributionOut)
def upload_answer(
    request: HttpRequest, slug: str, key: str, body: Form[UploadIn], file: File[UploadedFile]
) -> WholeContributionOut:
    """Answer a question with a file (``multipart/form-data``), in the draft of your voice. 409 when it moved on."""
    found = the_consultation(request, slug)
    question = found.questions.filter(key=key, kind="file").first()
    if question is None:
        raise Http404
    actor = actor_for(request.user, body.organisation)
    examine(file)
    known = contribution_of(actor, found)
    first: dict[str, Any] = {"answers": {}, "visibility": "public", "interest": ""}
    draft = working_copy(known) if known is not None else first
    save_draft(
        actor=Actor(actor.user, actor.organisation, draft["interest"]),
        consultation=found,
        version=body.draft_version,
        answers=draft["answers"],
        visibility=draft["visibility"],
        language=known.language if known is not None else found.language,
        uploads={key: file},
    )
    return own_contribution(actor, found)


@router.post("/{slug}/contribution/late", auth=write_scope(), response=WholeContributionOut)
def ask_to_be_taken(
    request: HttpRequest, slug: str, organisation: int | None = Query(None, ge=1, le=LARGEST_ID)
) -> WholeContributionOut:
    """Ask the secretariat to take your draft although the consultation has closed. Again changes nothing."""
    found = the_consultation(request, slug)
    actor = actor_for(request.user, organisation)
    contribution = contribution_of(actor, found)
    if contribution is None:
        raise Http404
    interest = working_copy(contribution)["interest"]
    ask_late(actor=Actor(actor.user, actor.organisation, interest), contribution=contribution)
    return own_contribution(actor, found)


@router.post("/{slug}/contributions", auth=write_scope(), response={201: WholeContributionOut})
def enter(request: HttpRequest, slug: str, body: EnteredIn) -> Status[WholeContributionOut]:
    """Enter a contribution that came on paper or late, marked so (the secretariat)."""
    found = the_consultation(request, slug)
    require(request.user, "consultations.enter_contribution", found)
    data = body.dict(exclude={"answers"}) | {"language": body.language or found.language}
    values = validated(EnteredForm(data, consultation=found))
    files = found.questions.filter(kind="file", key__in=body.answers).values_list("key", flat=True)
    if refused := {key: _("A file cannot be entered here.") for key in files}:
        raise AnswersRefused(refused)
    actor = Actor(request.user)

    def act() -> Ref:
        made = enter_contribution(
            actor=actor,
            consultation=found,
            channel=Channel(values["channel"]),
            values=values,
            answers={key: answer.dict() for key, answer in body.answers.items()},
            organisation=values["organisation"],
        )
        return Ref("consultations.contribution", made.pk)

    ref = once(actor, idempotency_key(request), act)
    made = get_visible(contributions_visible_to(request.user), pk=ref.id)
    return Status(201, whole_contribution_out(request.user, made))


@router.get("/{slug}/late", auth=read_scope(), response=list[ContributionOut])
def list_late(request: HttpRequest, slug: str) -> list[ContributionOut]:
    """Drafts whose authors ask for them to be taken (the secretariat)."""
    found = the_consultation(request, slug)
    require(request.user, "consultations.enter_contribution", found)
    rows = asked_to_be_taken(found)
    return [ContributionOut(**contribution_values(request.user, row)) for row in rows]


@router.post("/{slug}/late/{int:number}", auth=write_scope(), response={204: None})
def decide_on_late(request: HttpRequest, slug: str, number: int, body: LateIn) -> Status[None]:
    """Take a late contribution, marked so, or not, with a reason (the secretariat)."""
    found = the_consultation(request, slug)
    require(request.user, "consultations.enter_contribution", found)
    wanted = get_visible(asked_to_be_taken(found), number=number)
    values = validated(LateDecisionForm(body.dict()))
    decide_late(actor=Actor(request.user), contribution=wanted, take=body.decision == "take", reason=values["reason"])
    return Status(204, None)

"""Contributions with their answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Schema
from pydantic import Field

from ict4society.consultations.actions.contribute import save_draft, submit_contribution, withdraw_contribution
from ict4society.consultations.actions.voices import contribution_of
from ict4society.consultations.addresses import contribution_url
from ict4society.consultations.answering.check import AnswersRefused, cleaned_answers
from ict4society.consultations.answering.given import is_answered
from ict4society.consultations.api.found import the_consultation, the_contribution
from ict4society.consultations.api.router import router
from ict4society.consultations.forms.voice import FrameForm
from ict4society.consultations.models import Consultation, Contribution
from ict4society.consultations.policies import may_see_name, on_own_side
from ict4society.consultations.queries.contributions import answers_of, submitted_contributions, working_copy
from ict4society.consultations.states import ContributionState
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, PageQuery, paginate, read_scope, validated, write_scope
from ict4society.organisations.queries import actor_for

LARGEST_ID = 2**63 - 1


class SpeakerOut(Schema):
    """Who speaks, as far as you may know; empty where the name is withheld."""

    author: int | None
    name: str
    organisation: int | None
    organisation_name: str
    group: str
    interest: str


class AnswerOut(Schema):
    """An answer: its value by the kind of the question, and its words."""

    value: Any = None
    text: str


class ContributionOut(Schema):
    """A contribution."""

    number: int
    url: str
    speaker: SpeakerOut
    country: str
    size_class: str
    language: str
    visibility: str
    channel: str
    state: str
    revision: int
    submitted_at: datetime | None
    comments: int


class WholeContributionOut(ContributionOut):
    """With its answers by key of question; on your own side also the draft and the receipt."""

    answers: dict[str, AnswerOut]
    draft: dict[str, AnswerOut] | None = None
    draft_version: int | None = None
    receipt: str = ""


class AnswerIn(Schema):
    """A value by the kind of the question (a key; a list of keys; row to column; a number), and words."""

    value: Any = None
    text: str = Field("", max_length=20_000)


class ContributionIn(Schema):
    """What you want to say."""

    answers: dict[str, AnswerIn] = Field(description="By key of question.", max_length=300)
    visibility: Literal["public", "nameless", "confidential"] = "public"
    language: str = Field("", max_length=12)
    organisation: int | None = Field(None, ge=1, le=LARGEST_ID, description="For which organisation you speak.")
    interest: str = ""
    draft_version: int = Field(0, ge=0, le=2**31 - 1, description="The draft that you changed; 0 for a first one.")
    submit: bool = Field(False, description="Submit it at once; otherwise it is kept as a draft.")


class ContributionQuery(PageQuery):
    """Filters of the list."""

    group: str = Field("", max_length=20)


def speaker_out(user: Any, contribution: Contribution, visibility: str, group: str) -> SpeakerOut:
    """The name only where the caller may see it."""
    if not may_see_name(user, contribution, visibility):
        return SpeakerOut(author=None, name="", organisation=None, organisation_name="", group=group, interest="")
    author, organisation = contribution.author, contribution.on_behalf_of
    return SpeakerOut(
        author=contribution.author_id,
        name=author.name if author else contribution.name,
        organisation=contribution.on_behalf_of_id,
        organisation_name=organisation.name if organisation else "",
        group=group,
        interest=contribution.interest,
    )


def contribution_values(user: Any, contribution: Contribution) -> dict[str, Any]:
    """What everybody who may see a contribution reads of it."""
    names = ("number", "country", "size_class", "language", "visibility", "channel", "state", "revision")
    shared = {name: getattr(contribution, name) for name in names}
    # Comments under the name would tell whose a nameless contribution is.
    named = may_see_name(user, contribution, contribution.visibility)
    return shared | {
        "url": contribution_url(contribution),
        "speaker": speaker_out(user, contribution, contribution.visibility, contribution.group),
        "submitted_at": contribution.submitted_at,
        "comments": contribution.comment_count if named else 0,
    }


def whole_contribution_out(user: Any, contribution: Contribution) -> WholeContributionOut:
    """With its answers; on the own side also the draft and the receipt."""
    own = on_own_side(user, contribution)
    submitted = contribution.state == ContributionState.SUBMITTED
    answers = {key: AnswerOut(**given) for key, given in answers_of(contribution).items()} if submitted else {}
    private: dict[str, Any] = {}
    if own:
        private = {"draft_version": contribution.draft_version, "receipt": contribution.receipt}
        if contribution.draft_saved_at is not None:
            private["draft"] = working_copy(contribution)["answers"]
    return WholeContributionOut(**contribution_values(user, contribution), answers=answers, **private)


@router.get("/{slug}/contributions", auth=read_scope(optional=True), response=Page[ContributionOut])
def list_contributions(request: HttpRequest, slug: str, query: Query[ContributionQuery]) -> Page[Any]:
    """Those that were submitted and that you may see."""
    rows = submitted_contributions(request.user, the_consultation(request, slug))
    if query.group:
        rows = rows.filter(group=query.group)
    return paginate(
        rows, query, order=("pk",), shape=lambda row: ContributionOut(**contribution_values(request.user, row))
    )


@router.get("/{slug}/contributions/{int:number}", auth=read_scope(optional=True), response=WholeContributionOut)
def show_contribution(request: HttpRequest, slug: str, number: int) -> WholeContributionOut:
    """One contribution with its answers."""
    return whole_contribution_out(request.user, the_contribution(request, the_consultation(request, slug), number))


@router.put("/{slug}/contribution", auth=write_scope(), response=WholeContributionOut)
def put_contribution(request: HttpRequest, slug: str, body: ContributionIn) -> WholeContributionOut:
    """Save the contribution of your voice as a draft, or submit it. 409 when somebody saved it meanwhile."""
    found = the_consultation(request, slug)
    frame = validated(
        FrameForm(
            {
                "visibility": body.visibility,
                "language": body.language or found.language,
                "interest": body.interest,
                "version": body.draft_version,
            }
        )
    )
    actor = actor_for(request.user, body.organisation, interest=frame["interest"])
    answers = {key: answer.dict() for key, answer in body.answers.items()}
    _kept, errors = cleaned_answers(list(found.questions.all()), answers)
    if errors:
        raise AnswersRefused(errors)
    saved = save_draft(
        actor=actor,
        consultation=found,
        version=frame["version"],
        answers={key: given for key, given in answers.items() if is_answered(given)},
        visibility=frame["visibility"],
        language=frame["language"],
    )
    if body.submit:
        submit_contribution(actor=actor, contribution=saved, version=saved.draft_version)
    return own_contribution(actor, found)


@router.get("/{slug}/contribution", auth=read_scope(), response=WholeContributionOut)
def my_contribution(
    request: HttpRequest, slug: str, organisation: int | None = Query(None, ge=1, le=LARGEST_ID)
) -> WholeContributionOut:
    """The contribution of your voice, with its draft."""
    found = the_consultation(request, slug)
    return own_contribution(actor_for(request.user, organisation), found)


@router.delete("/{slug}/contribution", auth=write_scope(), response=WholeContributionOut)
def delete_contribution(
    request: HttpRequest, slug: str, organisation: int | None = Query(None, ge=1, le=LARGEST_ID)
) -> WholeContributionOut:
    """Withdraw it: its answers no longer count, and are kept as your draft."""
    found = the_consultation(request, slug)
    actor = actor_for(request.user, organisation)
    withdraw_contribution(actor=actor, contribution=_of(actor, found))
    return own_contribution(actor, found)


def own_contribution(actor: Actor, found: Consultation) -> WholeContributionOut:
    """The contribution of a voice with its draft, or 404."""
    contribution = _of(actor, found)
    contribution.consultation = found
    return whole_contribution_out(actor.user, contribution)


def _of(actor: Actor, found: Consultation) -> Contribution:
    contribution = contribution_of(actor, found)
    if contribution is None:
        raise Http404
    return contribution

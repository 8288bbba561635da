"""Prepare a consultation, change it, move it to its next stage (its secretariat)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema, Status
from pydantic import Field

from ict4society.accounts.models import User
from ict4society.consultations.actions.move_stage import move_stage
from ict4society.consultations.actions.set_up import (
    appoint_facilitators,
    create_consultation,
    edit_consultation,
    edit_rules,
)
from ict4society.consultations.api.consultations import ConsultationOut, consultation_out
from ict4society.consultations.api.found import the_consultation, the_managed
from ict4society.consultations.api.router import router
from ict4society.consultations.forms.outcome import RulesForm
from ict4society.consultations.forms.set_up import ConsultationForm, StageForm
from ict4society.consultations.models import Consultation
from ict4society.consultations.outcome_settings import outcome_settings
from ict4society.consultations.policies import consultations_visible_to
from ict4society.consultations.states import Stage
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import idempotency_key, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.policy import Refused, get_visible, require
from ict4society.foundation.subjects import Ref
from ict4society.topics.models import Topic

MOST_PEOPLE = 100
Id = Annotated[int, Field(ge=1, le=2**62)]


class WordsIn(Schema):
    """Title and summary in one further language."""

    title: str = ""
    summary: str = Field("", description="Markdown.")


class ConsultationIn(Schema):
    """What a consultation says of itself, and its dates."""

    title: str
    topic: str = Field("", description="Slug; only a consultation without a topic may leave it out.")
    also_topics: list[str] = Field([], max_length=50, description="Slugs of further topics.")
    summary: str = Field("", description="Markdown.")
    language: str = "en"
    languages: list[str] = Field([], max_length=30, description="In which it is held, besides `language`.")
    translations: dict[str, WordsIn] = Field({}, max_length=30, description="By language.")
    announce_at: datetime | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    responses_at: datetime | None = None
    final_expected_on: date | None = None


class ConsultationEditIn(ConsultationIn):
    """The same, and which version it changes."""

    version: int = Field(ge=0, le=2**31 - 1)


class StageIn(Schema):
    """Where it goes."""

    stage: Literal["draft", "announced", "open", "closed", "responses", "final"]
    reason: str = Field("", description="Everybody can read it.")
    closes_at: datetime | None = Field(None, description="A new closing time, where it is opened (again).")


class StaffOut(Schema):
    """Somebody who works in the secretariat."""

    id: int
    name: str


class StaffIn(Schema):
    """Everybody who works in it, besides the facilitators of its topic."""

    people: list[Id] = Field(max_length=MOST_PEOPLE, description="Ids of members.")


class RulesShape(Schema):
    """How campaigns are found, and which open answers get a response each."""

    threshold: float = Field(description="Jaccard index of runs of three words, from 0.1 to 1.")
    least_words: int = Field(description="Shortest text that is compared, in words.")
    least_texts: int = Field(description="Fewest contributors that make a campaign.")
    respond_to: list[str] = Field([], max_length=300, description="Keys of open questions.")
    version: int = Field(ge=0, le=2**31 - 1, description="Of the consultation.")


@router.post("", auth=write_scope(), response={201: ConsultationOut})
def create(request: HttpRequest, body: ConsultationIn) -> Status[ConsultationOut]:
    """Begin a consultation that only its secretariat sees (facilitators of its topic)."""
    require(request.user, "consultations.create_consultation")
    form = _form(request, body)
    also = list(validated(form)["also_topics"])
    actor = Actor(request.user)

    def act() -> Ref:
        made = create_consultation(actor=actor, values=form.values(), also_topics=also)
        return Ref("consultations.consultation", made.pk)

    ref = once(actor, idempotency_key(request), act)
    return Status(201, consultation_out(get_visible(consultations_visible_to(request.user), pk=ref.id)))


@router.put("/{slug}", auth=write_scope(), response=ConsultationOut)
def update(request: HttpRequest, slug: str, body: ConsultationEditIn) -> ConsultationOut:
    """Change it. 409 when it moved on since the version that you name."""
    found = the_managed(request, slug)
    form = _form(request, body, found)
    also = list(validated(form)["also_topics"])
    edit_consultation(
        actor=Actor(request.user), consultation=found, version=body.version, values=form.values(), also_topics=also
    )
    return consultation_out(the_consultation(request, slug))


@router.post("/{slug}/stage", auth=write_scope(), response=ConsultationOut)
def move(request: HttpRequest, slug: str, body: StageIn) -> ConsultationOut:
    """Move it to its next stage. 422 says what is missing; the stage that it is in already changes nothing."""
    found = the_managed(request, slug)
    values = validated(StageForm(body.dict()))
    values["stage"] = Stage(values["stage"])
    move_stage(actor=Actor(request.user), consultation=found, **values)
    return consultation_out(the_consultation(request, slug))


@router.get("/{slug}/staff", auth=read_scope(), response=list[StaffOut])
def list_staff(request: HttpRequest, slug: str) -> list[StaffOut]:
    """Who works in its secretariat, besides the facilitators of its topic."""
    people = the_managed(request, slug).facilitators.order_by("name", "pk")
    return [StaffOut(id=person.pk, name=person.name) for person in people]


@router.put("/{slug}/staff", auth=write_scope(), response=list[StaffOut])
def put_staff(request: HttpRequest, slug: str, body: StaffIn) -> list[StaffOut]:
    """Appoint these people and nobody else."""
    found = the_managed(request, slug)
    people = list(User.objects.filter(pk__in=set(body.people), is_active=True))
    if len(people) != len(set(body.people)):
        raise Refused(_("Some of these are no members."))
    appoint_facilitators(actor=Actor(request.user), consultation=found, people=people)
    return list_staff(request, slug)


@router.get("/{slug}/rules", auth=read_scope(), response=RulesShape)
def show_rules(request: HttpRequest, slug: str) -> RulesShape:
    """How campaigns are found, and which open answers get a response each."""
    found = the_managed(request, slug)
    return RulesShape(**outcome_settings(found.thresholds).to_dict(), version=found.version)


@router.put("/{slug}/rules", auth=write_scope(), response=RulesShape)
def put_rules(request: HttpRequest, slug: str, body: RulesShape) -> RulesShape:
    """Change them, until it is final. After closing, campaigns are looked for again."""
    found = the_managed(request, slug)
    values = validated(RulesForm(body.dict(), consultation=found))
    edit_rules(actor=Actor(request.user), consultation=found, **values)
    return show_rules(request, slug)


def _form(request: HttpRequest, body: ConsultationIn, found: Consultation | None = None) -> ConsultationForm:
    """The form of the page, with the words of every further language."""
    others = [code for code in dict.fromkeys(body.languages) if code != body.language and code in CONTENT_LANGUAGES]
    known = dict(Topic.objects.filter(slug__in={body.topic, *body.also_topics}).values_list("slug", "pk"))
    data: dict[str, Any] = body.dict(exclude={"translations"})
    data["topic"] = str(known.get(body.topic, "-")) if body.topic else ""
    data["also_topics"] = [str(known.get(slug, "-")) for slug in body.also_topics]
    for code in others:
        words = body.translations.get(code)
        data |= {f"title_{code}": words.title, f"summary_{code}": words.summary} if words is not None else {}
    return ConsultationForm(data, user=request.user, consultation=found, held=others)

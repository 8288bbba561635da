"""Solutions for programs: the same rules as the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from ict4society.discussions.api import VoiceOut, voice_out
from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.policy import get_visible
from ict4society.organisations.queries import actor_for
from ict4society.solutions.actions.use import tell_use
from ict4society.solutions.actions.write import draft_solution, edit_solution, publish_solution, withdraw_solution
from ict4society.solutions.forms import SolutionEditForm, SolutionForm, UseForm, WithdrawForm
from ict4society.solutions.models import Solution, SolutionUse
from ict4society.solutions.policies import solutions_visible_to, uses_visible_to
from ict4society.solutions.queries import FACETS, WITH_VOICES, faceted, solutions
from ict4society.solutions.states import LISTS, SINGLE
from ict4society.topics.queries import form_topics

router = Router(tags=["solutions"])
PLAIN = ("name", "summary", "description", "website", "licence_name", "source_url", "price_note", "accessibility_url")


class Facts(Schema):
    """What is said of a solution. Codes are those of the filters."""

    name: str
    summary: str
    description: str = Field(description="Markdown.")
    website: str
    functions: list[str]
    sectors: list[str] = Field(
        default_factory=list, description="Codes of NACE Rev. 2.1 of any level (K, 62, 62.1, 62.10); none means all."
    )
    standards: list[str] = Field(default_factory=list)
    deployment: list[str] = Field(default_factory=list)
    interfaces: list[str] = Field(default_factory=list)
    languages: list[str]
    licence: str
    licence_name: str = ""
    source_url: str = ""
    price_model: str
    price_note: str = ""
    accessibility: str = "unknown"
    accessibility_url: str = ""
    data_location: str = "unknown"
    language: str = ""


class SolutionOut(Facts):
    """A solution."""

    id: int
    url: str
    topics: list[str]
    open_source: bool
    state: str
    revision: int
    voice: VoiceOut
    published_at: datetime | None


class SolutionText(Facts):
    """What a provider says."""

    topic: str = Field(max_length=80, description="Slug.")
    second_topic: str = Field("", max_length=80, description="Slug.")


class SolutionIn(SolutionText):
    """A solution of your organisation."""

    organisation: int = Field(description="Id of the provider.")
    interest: str = ""


class SolutionEditIn(SolutionText):
    """What is said from now on, and on which revision that is based."""

    revision: int


class UseOut(Schema):
    """What an organisation uses it for."""

    id: int
    text: str
    since_year: int | None
    evidence_url: str
    voice: VoiceOut


class UseIn(Schema):
    """What your organisation uses it for."""

    text: str
    since_year: int | None = None
    evidence_url: str = ""
    organisation: int
    interest: str = Field("", description="What ties you to the provider.")


class ReasonIn(Schema):
    """Why."""

    reason: str = ""


class SolutionQuery(PageQuery):
    """Filters of the list; codes as in the answers."""

    topic: str = Field("", max_length=80, description="Slug; an area stands for its issues too.")
    functions: str = Field("", max_length=20)
    sectors: str = Field("", max_length=8, description="A code of NACE Rev. 2.1 of any level: what lies in it counts.")
    standards: str = Field("", max_length=20)
    deployment: str = Field("", max_length=20)
    interfaces: str = Field("", max_length=20)
    languages: str = Field("", max_length=12)
    licence: str = Field("", max_length=20)
    price_model: str = Field("", max_length=20)
    accessibility: str = Field("", max_length=20)
    data_location: str = Field("", max_length=20)


def _solution_out(solution: Solution) -> SolutionOut:
    names = (*PLAIN, *LISTS, *SINGLE, "language", "state", "revision", "published_at")
    return SolutionOut(
        id=solution.pk,
        url=solution.get_absolute_url(),
        topics=[topic.slug for topic in (solution.topic, solution.second_topic) if topic],
        open_source=solution.is_open_source,
        voice=voice_out(solution),
        **{name: getattr(solution, name) for name in names},
    )


def _use_out(use: SolutionUse) -> UseOut:
    names = ("text", "since_year", "evidence_url")
    return UseOut(id=use.pk, voice=voice_out(use), **{name: getattr(use, name) for name in names})


def _solution(request: HttpRequest, solution_id: int) -> Solution:
    return get_visible(solutions_visible_to(request.user).select_related(*WITH_VOICES), pk=solution_id)


def _form_data(body: SolutionText) -> dict[str, Any]:
    """What the form of the page would send."""
    return {**body.dict(), **form_topics(topic=body.topic, second_topic=body.second_topic)}


@router.get("/solutions", auth=read_scope(optional=True), response=Page[SolutionOut])
def list_solutions(request: HttpRequest, query: Query[SolutionQuery]) -> Page[Any]:
    """Published solutions, newest first."""
    chosen = {name: value for name in FACETS if (value := getattr(query, name))}
    rows = solutions(request.user)
    if chosen:
        rows = rows.filter(pk__in=faceted(request.user, chosen)[0])
    return paginate(rows, query, order=("-pk",), shape=_solution_out)


@router.post("/solutions", auth=write_scope(), response={201: SolutionOut})
def create_solution(request: HttpRequest, body: SolutionIn) -> Status[SolutionOut]:
    """Begin a draft on behalf of the provider."""
    form = SolutionForm({**_form_data(body), "acting_as": body.organisation}, user=request.user)
    validated(form)
    made_id = form.once(idempotency_key(request), "solutions.solution", draft_solution, content=form.content)
    return Status(201, _solution_out(_solution(request, made_id)))


@router.get("/solutions/{solution_id}", auth=read_scope(optional=True), response=SolutionOut)
def show_solution(request: HttpRequest, solution_id: int) -> SolutionOut:
    """One solution."""
    return _solution_out(_solution(request, solution_id))


@router.put("/solutions/{solution_id}", auth=write_scope(), response=SolutionOut)
def update_solution(request: HttpRequest, solution_id: int, body: SolutionEditIn) -> SolutionOut:
    """Change the description. 409 when it moved on since the revision that you name."""
    solution = _solution(request, solution_id)
    form = SolutionEditForm(_form_data(body))
    validated(form)
    actor = actor_for(request.user, solution.on_behalf_of_id)
    edit_solution(actor=actor, solution=solution, revision=form.cleaned_data["revision"], content=form.content)
    return _solution_out(_solution(request, solution_id))


@router.post("/solutions/{solution_id}/publish", auth=write_scope(), response=SolutionOut)
def publish(request: HttpRequest, solution_id: int) -> SolutionOut:
    """Show it to everybody."""
    solution = _solution(request, solution_id)
    publish_solution(actor=actor_for(request.user, solution.on_behalf_of_id), solution=solution)
    return _solution_out(_solution(request, solution_id))


@router.post("/solutions/{solution_id}/withdraw", auth=write_scope(), response=SolutionOut)
def withdraw(request: HttpRequest, solution_id: int, body: ReasonIn) -> SolutionOut:
    """Take it back."""
    solution = _solution(request, solution_id)
    reason = str(validated(WithdrawForm(body.dict()))["reason"])
    withdraw_solution(actor=actor_for(request.user, solution.on_behalf_of_id), solution=solution, reason=reason)
    return _solution_out(_solution(request, solution_id))


@router.get("/solutions/{solution_id}/uses", auth=read_scope(optional=True), response=Page[UseOut])
def list_uses(request: HttpRequest, solution_id: int, query: Query[PageQuery]) -> Page[Any]:
    """Who says that they use it."""
    rows = uses_visible_to(request.user).filter(solution=_solution(request, solution_id))
    return paginate(rows.select_related("author", "on_behalf_of"), query, order=("pk",), shape=_use_out)


@router.post("/solutions/{solution_id}/uses", auth=write_scope(), response={201: UseOut})
def create_use(request: HttpRequest, solution_id: int, body: UseIn) -> Status[UseOut]:
    """Say what your organisation uses it for; again replaces what was said before."""
    solution = _solution(request, solution_id)
    data = {**body.dict(), "acting_as": body.organisation, "since_year": body.since_year or ""}
    form = UseForm(data, user=request.user)
    values = validated(form)

    said = {name: values[name] for name in ("text", "since_year", "evidence_url")}
    made_id = form.once(idempotency_key(request), "solutions.use", tell_use, solution=solution, **said)
    return Status(201, _use_out(get_visible(uses_visible_to(request.user), pk=made_id)))

"""Practices for programs: the same rules as the pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.policy import get_visible
from ict4society.organisations.queries import actor_for
from ict4society.practices.actions.adopt import adopt_practice
from ict4society.practices.actions.draft import draft_practice, edit_practice
from ict4society.practices.actions.review import review_practice
from ict4society.practices.actions.submit import submit_practice, withdraw_practice
from ict4society.practices.api.shapes import (
    AdoptionIn,
    AdoptionOut,
    EditIn,
    PracticeIn,
    PracticeOut,
    PracticeQuery,
    ReasonIn,
    ReviewIn,
    ReviewOut,
    TextIn,
    adoption_out,
    practice_out,
    review_out,
)
from ict4society.practices.forms import AdoptionForm, PracticeEditForm, PracticeForm, ReviewForm, WithdrawForm
from ict4society.practices.models import Practice
from ict4society.practices.policies import adoptions_visible_to, practices_visible_to, reviews_visible_to
from ict4society.practices.queries import FACETS, WITH_VOICES, PracticeFilter, faceted, practices
from ict4society.topics.queries import form_topics

router = Router()


def find_practice(request: HttpRequest, practice_id: int) -> Practice:
    """The practice with its voices, or 404."""
    return get_visible(practices_visible_to(request.user).select_related(*WITH_VOICES), pk=practice_id)


def _form_data(body: TextIn) -> dict[str, Any]:
    """What the form of the page would send."""
    return {
        **body.dict(),
        **form_topics(topic=body.topic, second_topic=body.second_topic),
        "values": "\n".join(map(str, body.values)),
        "evidence": "\n".join(f"{link.url} {link.title}".replace("\n", " ") for link in body.evidence),
        "since_year": body.since_year or "",
    }


@router.get("/practices", auth=read_scope(optional=True), response=Page[PracticeOut])
def list_practices(request: HttpRequest, query: Query[PracticeQuery]) -> Page[Any]:
    """Practices that were submitted, newest first."""
    wanted = PracticeFilter(**{name: getattr(query, name) for name in FACETS})
    rows = practices(request.user).prefetch_related("evidence", "result_links")
    if wanted.chosen:
        rows = rows.filter(pk__in=faceted(request.user, wanted)[0])
    return paginate(rows, query, order=("-pk",), shape=practice_out)


@router.post("/practices", auth=write_scope(), response={201: PracticeOut})
def create_practice(request: HttpRequest, body: PracticeIn) -> Status[PracticeOut]:
    """Begin a draft on behalf of your organisation."""
    form = PracticeForm({**_form_data(body), "acting_as": body.organisation}, user=request.user)
    validated(form)
    made_id = form.once(idempotency_key(request), "practices.practice", draft_practice, content=form.content)
    return Status(201, practice_out(find_practice(request, made_id)))


@router.get("/practices/{practice_id}", auth=read_scope(optional=True), response=PracticeOut)
def show_practice(request: HttpRequest, practice_id: int) -> PracticeOut:
    """One practice."""
    return practice_out(find_practice(request, practice_id))


@router.put("/practices/{practice_id}", auth=write_scope(), response=PracticeOut)
def update_practice(request: HttpRequest, practice_id: int, body: EditIn) -> PracticeOut:
    """Edit a practice of your organisation. 409 when it moved on since the revision that you name."""
    practice = find_practice(request, practice_id)
    form = PracticeEditForm(_form_data(body))
    validated(form)
    actor = actor_for(request.user, practice.on_behalf_of_id)
    edit_practice(actor=actor, practice=practice, revision=form.cleaned_data["revision"], content=form.content)
    return practice_out(find_practice(request, practice_id))


@router.post("/practices/{practice_id}/submit", auth=write_scope(), response=PracticeOut)
def submit(request: HttpRequest, practice_id: int) -> PracticeOut:
    """Submit it for peer review; everybody can read it from then on."""
    practice = find_practice(request, practice_id)
    submit_practice(actor=actor_for(request.user, practice.on_behalf_of_id), practice=practice)
    return practice_out(find_practice(request, practice_id))


@router.post("/practices/{practice_id}/withdraw", auth=write_scope(), response=PracticeOut)
def withdraw(request: HttpRequest, practice_id: int, body: ReasonIn) -> PracticeOut:
    """Take it back."""
    practice = find_practice(request, practice_id)
    reason = str(validated(WithdrawForm(body.dict()))["reason"])
    withdraw_practice(actor=actor_for(request.user, practice.on_behalf_of_id), practice=practice, reason=reason)
    return practice_out(find_practice(request, practice_id))


@router.get("/practices/{practice_id}/reviews", auth=read_scope(optional=True), response=Page[ReviewOut])
def list_reviews(request: HttpRequest, practice_id: int, query: Query[PageQuery]) -> Page[Any]:
    """Reviews of all rounds."""
    rows = reviews_visible_to(request.user).filter(practice=find_practice(request, practice_id))
    return paginate(rows.select_related("author", "on_behalf_of"), query, order=("pk",), shape=review_out)


@router.post("/practices/{practice_id}/reviews", auth=write_scope(), response={201: ReviewOut})
def create_review(request: HttpRequest, practice_id: int, body: ReviewIn) -> Status[ReviewOut]:
    """Review a practice of another stakeholder group."""
    practice = find_practice(request, practice_id)
    marks = {f"mark_{key}": mark for key, mark in body.marks.items()}
    form = ReviewForm({**marks, **body.dict(), "acting_as": body.organisation or ""}, user=request.user)
    values = validated(form)

    wanted = {name: values[name] for name in ("verdict", "reason", "revision")}
    made_id = form.once(
        idempotency_key(request), "practices.review", review_practice, practice=practice, marks=form.marks, **wanted
    )
    return Status(201, review_out(get_visible(reviews_visible_to(request.user), pk=made_id)))


@router.get("/practices/{practice_id}/adoptions", auth=read_scope(optional=True), response=Page[AdoptionOut])
def list_adoptions(request: HttpRequest, practice_id: int, query: Query[PageQuery]) -> Page[Any]:
    """What others did with it."""
    rows = adoptions_visible_to(request.user).filter(practice=find_practice(request, practice_id))
    return paginate(rows.select_related("author", "on_behalf_of"), query, order=("pk",), shape=adoption_out)


@router.post("/practices/{practice_id}/adoptions", auth=write_scope(), response={201: AdoptionOut})
def create_adoption(request: HttpRequest, practice_id: int, body: AdoptionIn) -> Status[AdoptionOut]:
    """Say what you did with it; again replaces what you said before."""
    practice = find_practice(request, practice_id)
    form = AdoptionForm({**body.dict(), "acting_as": body.organisation or ""}, user=request.user)
    values = validated(form)

    said = {name: values[name] for name in ("done", "outcome", "url")}
    made_id = form.once(idempotency_key(request), "practices.adoption", adopt_practice, practice=practice, **said)
    return Status(201, adoption_out(get_visible(adoptions_visible_to(request.user), pk=made_id)))

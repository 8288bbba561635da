"""Commitments for programs: the ledger, progress, assessments."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router, Status

from ict4society.commitments.actions.assess import assess_commitment
from ict4society.commitments.actions.commit import draft_commitment, publish_commitment
from ict4society.commitments.actions.discuss import open_discussion
from ict4society.commitments.actions.edit import edit_commitment
from ict4society.commitments.actions.withdraw import withdraw_commitment
from ict4society.commitments.api.shapes import (
    AssessmentIn,
    AssessmentOut,
    CommitmentEditIn,
    CommitmentIn,
    CommitmentOut,
    DiscussionOut,
    GroupOut,
    LedgerQuery,
    PointOut,
    ReasonIn,
    StandingOut,
)
from ict4society.commitments.course import plain_number, values_of
from ict4society.commitments.forms import AssessmentForm, CommitmentEditForm, CommitmentForm, ReasonForm
from ict4society.commitments.models import Commitment
from ict4society.commitments.policies import commitments_visible_to
from ict4society.commitments.queries import WITH_VOICES, LedgerFilter, assessments_by_group, ledger
from ict4society.discussions.api import voice_out
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible
from ict4society.foundation.subjects import Ref
from ict4society.organisations.queries import actor_for
from ict4society.topics.models import Topic
from ict4society.topics.queries import form_topics

router = Router(tags=["commitments"])


def _point(year: int, value: Decimal, source: str = "") -> PointOut:
    return PointOut(year=year, value=plain_number(value), source=source)


def commitment_out(commitment: Commitment) -> CommitmentOut:
    names = (
        "title",
        "scope",
        "kind",
        "measure",
        "direction",
        "deadline",
        "state",
        "standing",
        "progress",
        "rebased_at",
    )
    more = ("revision", "reason", "published_at", "withdrawn_at")
    newest_year, newest_value = commitment.newest_year, commitment.newest_value
    return CommitmentOut(
        id=commitment.pk,
        url=commitment.get_absolute_url(),
        topic=commitment.topic.slug,
        organisation=commitment.on_behalf_of_id,
        voice=voice_out(commitment),
        indicator=commitment.indicator.key if commitment.indicator else "",
        unit=commitment.shown_unit,
        baseline=_point(commitment.baseline_year, commitment.baseline_value),
        interim=[_point(each.year, each.value) for each in commitment.interim_targets.all()],
        target=_point(commitment.deadline.year, commitment.target_value),
        joint=commitment.joint_id,
        newest=_point(newest_year, newest_value) if newest_year and newest_value is not None else None,
        **{name: getattr(commitment, name) for name in (*names, *more)},
    )


def find_commitment(request: HttpRequest, commitment_id: int) -> Commitment:
    rows = commitments_visible_to(request.user).select_related(*WITH_VOICES).prefetch_related("interim_targets")
    return get_visible(rows, pk=commitment_id)


def _data(body: CommitmentIn) -> dict[str, Any]:
    """As the form of the page wants it."""
    interim = "\n".join(f"{year}: {plain_number(value)}" for year, value in body.interim.items() if value.is_finite())
    plain = {**form_topics(topic=body.topic), "interim": interim, "acting_as": body.organisation}
    return {name: "" if value is None else value for name, value in body.dict().items()} | plain


@router.get("/", auth=read_scope(optional=True), response=Page[CommitmentOut])
def list_commitments(request: HttpRequest, query: Query[LedgerQuery]) -> Page[Any]:
    """Published commitments, newest first; withdrawn and missed ones are among them."""
    topic = get_visible(Topic.objects.all(), slug=query.topic) if query.topic else None
    wanted = LedgerFilter(topic, query.standing, query.organisation, query.joint)
    rows = ledger(request.user, wanted).prefetch_related("interim_targets")
    return paginate(rows, query, order=("-pk",), shape=commitment_out)


@router.post("/", auth=write_scope(), response={201: CommitmentOut})
def create_commitment(request: HttpRequest, body: CommitmentIn) -> Status[CommitmentOut]:
    """Commit your organisation: public at once, or as a draft."""
    form = CommitmentForm(_data(body), user=request.user)
    validated(form)

    def act() -> Ref:
        made = draft_commitment(actor=form.actor(), **form.values)
        if body.publish:
            publish_commitment(actor=form.actor(), commitment=made)
        return Ref("commitments.commitment", made.pk)

    ref = once(form.actor(), idempotency_key(request), act)
    return Status(201, commitment_out(find_commitment(request, ref.id)))


@router.get("/{commitment_id}", auth=read_scope(optional=True), response=CommitmentOut)
def show_commitment(request: HttpRequest, commitment_id: int) -> CommitmentOut:
    """One commitment."""
    return commitment_out(find_commitment(request, commitment_id))


@router.put("/{commitment_id}", auth=write_scope(), response=CommitmentOut)
def update_commitment(request: HttpRequest, commitment_id: int, body: CommitmentEditIn) -> CommitmentOut:
    """Edit or rebase it. 409 when it moved on since the revision that you name."""
    found = find_commitment(request, commitment_id)
    form = CommitmentEditForm(_data(body), user=request.user)
    cleaned = validated(form)
    values = {**form.values, "reason": cleaned["reason"], "revision": cleaned["revision"]}
    edit_commitment(actor=actor_for(request.user, found.on_behalf_of_id), commitment=found, **values)
    return commitment_out(find_commitment(request, commitment_id))


@router.get("/{commitment_id}/standing", auth=read_scope(optional=True), response=StandingOut)
def show_standing(request: HttpRequest, commitment_id: int) -> StandingOut:
    """Why it stands as it does, and what the other stakeholder groups think."""
    found = find_commitment(request, commitment_id)
    groups = assessments_by_group(found)
    return StandingOut(
        standing=found.standing,
        values=[_point(each.year, each.value, "reporting" if each.reported else "update") for each in values_of(found)],
        groups=[
            GroupOut(
                group=each.group,
                credible=each.counts["credible"],
                partly=each.counts["partly"],
                not_credible=each.counts["not"],
            )
            for each in groups
        ],
        assessments=[
            AssessmentOut(verdict=one.verdict, reason=one.reason, revision=one.revision, voice=voice_out(one))
            for each in groups
            for one in each.voices
        ],
    )


@router.post("/{commitment_id}/publish", auth=write_scope(), response=CommitmentOut)
def publish(request: HttpRequest, commitment_id: int) -> CommitmentOut:
    """Commit in public what was a draft."""
    found = find_commitment(request, commitment_id)
    publish_commitment(actor=actor_for(request.user, found.on_behalf_of_id), commitment=found)
    return commitment_out(find_commitment(request, commitment_id))


@router.post("/{commitment_id}/discussion", auth=write_scope(), response=DiscussionOut)
def discuss(request: HttpRequest, commitment_id: int) -> DiscussionOut:
    """Open the one thread about it (facilitators of its topic); again answers with that thread."""
    thread = open_discussion(actor=Actor(request.user), commitment=find_commitment(request, commitment_id))
    return DiscussionOut(thread=thread.pk, url=reverse("discussions:thread", args=[thread.pk]))


@router.post("/{commitment_id}/assessment", auth=write_scope(), response=StandingOut)
def assess(request: HttpRequest, commitment_id: int, body: AssessmentIn) -> StandingOut:
    """Assess it; a later assessment of the same voice replaces the earlier one."""
    found = find_commitment(request, commitment_id)
    form = AssessmentForm({**body.dict(), "acting_as": body.organisation or ""}, user=request.user)
    cleaned = validated(form)
    values = {name: cleaned[name] for name in ("verdict", "reason", "evidence_url")}
    assess_commitment(actor=form.actor(), commitment=found, **values)
    return show_standing(request, commitment_id)


@router.post("/{commitment_id}/withdraw", auth=write_scope(), response=CommitmentOut)
def withdraw(request: HttpRequest, commitment_id: int, body: ReasonIn) -> CommitmentOut:
    """Take it back; it stays listed, with the reason."""
    found = find_commitment(request, commitment_id)
    reason = validated(ReasonForm({"reason": body.reason}))["reason"]
    withdraw_commitment(actor=actor_for(request.user, found.on_behalf_of_id), commitment=found, reason=reason)
    return commitment_out(find_commitment(request, commitment_id))

"""Campaigns: what was said many times in nearly the same words."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from ict4society.consultations.actions.campaigns_decide import merge_campaigns, split_campaign
from ict4society.consultations.api.found import the_consultation, the_managed
from ict4society.consultations.api.router import router
from ict4society.consultations.forms.outcome import CampaignReasonForm
from ict4society.consultations.models import Campaign, CampaignDecision, CampaignSearch, Consultation
from ict4society.consultations.queries.campaigns import campaign_figures, campaign_said, campaign_texts
from ict4society.foundation.actors import Actor
from ict4society.foundation.api import Page, PageQuery, idempotency_key, paginate, read_scope, validated, write_scope
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible
from ict4society.foundation.subjects import Ref

AT_ONCE = 500


class CampaignOut(Schema):
    """Nearly identical texts of several contributors."""

    number: int
    contributions: int
    texts: int
    groups: dict[str, int]
    shared: list[str]
    by_hand: bool


class DecisionOut(Schema):
    """What a person decided about campaigns; repeated on every search."""

    kind: str = Field(description="merge or split")
    texts: int = Field(description="How many texts it is about.")
    reason: str
    by: str
    at: datetime


class MethodOut(Schema):
    """How they were found."""

    searched_at: datetime | None = Field(description="null: nobody has looked for them yet.")
    texts: int = Field(description="How many texts were compared.")
    parameters: dict[str, Any]
    decisions: list[DecisionOut]


class MemberOut(Schema):
    """A text of a campaign."""

    id: int
    kind: str = Field(description="comment or answer")
    number: int | None = Field(description="Of the comment; of an answer: of its contribution; null: confidential.")
    url: str
    voice: str
    text: str = Field(description="Empty where it is confidential: it is counted all the same.")
    language: str
    likeness: float = Field(description="Jaccard index of it and the typical text, from 0 to 1.")
    typical: bool


class MergeIn(Schema):
    """Which are one, and why."""

    campaigns: list[Annotated[int, Field(ge=1, le=2**31 - 1)]] = Field(
        min_length=2, max_length=100, description="Their numbers."
    )
    reason: str = Field(description="Everybody can read it.")


class SplitIn(Schema):
    """Which texts do not belong to it, and why."""

    texts: list[Annotated[int, Field(ge=1, le=2**62)]] = Field(
        min_length=1, max_length=AT_ONCE, description="Their ids."
    )
    reason: str = Field(description="Everybody can read it.")


@router.get("/{slug}/campaigns", auth=read_scope(optional=True), response=list[CampaignOut])
def list_campaigns(request: HttpRequest, slug: str) -> list[dict[str, Any]]:
    """The largest first."""
    return campaign_figures(the_consultation(request, slug))


@router.get("/{slug}/campaigns/method", auth=read_scope(optional=True), response=MethodOut)
def show_method(request: HttpRequest, slug: str) -> MethodOut:
    """How they were found, and what people decided about them."""
    found = the_consultation(request, slug)
    search = CampaignSearch.objects.filter(consultation=found).first()
    decisions = CampaignDecision.objects.filter(consultation=found).select_related("decided_by")
    return MethodOut(
        searched_at=search.computed_at if search is not None else None,
        texts=search.texts if search is not None else 0,
        parameters=search.parameters if search is not None else {},
        decisions=[
            DecisionOut(
                kind=each.kind,
                texts=len(each.answers) + len(each.comments),
                reason=each.reason,
                by=each.decided_by.name if each.decided_by is not None else "",
                at=each.created_at,
            )
            for each in decisions
        ],
    )


@router.get("/{slug}/campaigns/{int:number}/texts", auth=read_scope(optional=True), response=Page[MemberOut])
def list_members(request: HttpRequest, slug: str, number: int, query: Query[PageQuery]) -> Page[Any]:
    """Every text of a campaign."""
    found = the_consultation(request, slug)
    rows = campaign_texts(_campaign(found, number))
    return paginate(
        rows, query, order=("pk",), shape=lambda row: MemberOut.from_orm(campaign_said(request.user, found, row))
    )


@router.post("/{slug}/campaigns/merge", auth=write_scope(), response=list[CampaignOut])
def merge(request: HttpRequest, slug: str, body: MergeIn) -> list[dict[str, Any]]:
    """Say that these are one; answered with all campaigns. 409 when they were computed anew (the secretariat)."""
    found, actor = the_managed(request, slug), Actor(request.user)
    reason = validated(CampaignReasonForm({"reason": body.reason}))["reason"]

    def act() -> Ref:
        merge_campaigns(actor=actor, consultation=found, numbers=body.campaigns, reason=reason)
        return Ref("consultations.consultation", found.pk)

    once(actor, idempotency_key(request), act)
    return campaign_figures(found)


@router.post("/{slug}/campaigns/{int:number}/split", auth=write_scope(), response=list[CampaignOut])
def split(request: HttpRequest, slug: str, number: int, body: SplitIn) -> list[dict[str, Any]]:
    """Take texts out of a campaign: together they are one of their own, or none if too few (the secretariat)."""
    found, actor = the_managed(request, slug), Actor(request.user)
    reason = validated(CampaignReasonForm({"reason": body.reason}))["reason"]

    def act() -> Ref:
        campaign = _campaign(found, number)
        split_campaign(actor=actor, campaign=campaign, texts=body.texts, reason=reason)
        return Ref("consultations.consultation", found.pk)

    once(actor, idempotency_key(request), act)
    return campaign_figures(found)


def _campaign(found: Consultation, number: int) -> Campaign:
    rows = Campaign.objects.filter(consultation=found).select_related("consultation__topic")
    return get_visible(rows, number=number)

"""Merge campaigns that are one, and split one that are several: each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.consultations.actions.campaigns import LOOKED_AT, note_search, store_campaigns
from ict4society.consultations.models import Campaign, CampaignDecision, CampaignText, Consultation
from ict4society.consultations.outcome_events import CampaignsMerged, CampaignSplit
from ict4society.consultations.outcome_states import CampaignDecisionKind
from ict4society.consultations.queries.said import all_texts, decisions_of, fingerprint, unit
from ict4society.consultations.similarity import Regrouping, regroup
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require


@transaction.atomic
def merge_campaigns(*, actor: Actor, consultation: Consultation, numbers: Sequence[int], reason: str) -> None:
    """Say that these are one. Raises Forbidden, Refused (fewer than two, no reason), Conflict when one is gone."""
    locked = _locked(actor, consultation, reason)
    wanted = sorted(set(numbers))
    if len(wanted) < 2:
        raise Refused(_("Choose the campaigns that are one: at least two."))
    campaigns = list(Campaign.objects.filter(consultation=locked, number__in=wanted))
    if len(campaigns) != len(wanted):
        raise Conflict(_("The campaigns were computed anew meanwhile. Open the page again."))
    members = list(CampaignText.objects.filter(campaign__in=campaigns))
    _decide(actor, locked, CampaignDecisionKind.MERGE, members, reason)
    emit(CampaignsMerged(locked.pk, wanted, reason), actor=actor)


@transaction.atomic
def split_campaign(*, actor: Actor, campaign: Campaign, texts: Sequence[int], reason: str) -> None:
    """Take texts (ids of ``CampaignText``) out of a campaign; together they are one of their own, or none if too few.

    Raises Forbidden, Refused (all or none chosen, no reason), and Conflict when the campaign was computed anew.
    """
    locked = _locked(actor, campaign.consultation, reason)
    members = list(CampaignText.objects.filter(campaign_id=campaign.pk, pk__in=list(texts)))
    if len(members) != len(set(texts)):
        raise Conflict(_("The campaigns were computed anew meanwhile. Open the page again."))
    if not members or len(members) == campaign.texts:
        raise Refused(_("Choose the texts that do not belong to it: at least one, and not all."))
    refs = [f"answer:{each.answer_id}" if each.answer_id else f"comment:{each.comment_id}" for each in members]
    _decide(actor, locked, CampaignDecisionKind.SPLIT, members, reason)
    emit(CampaignSplit(locked.pk, campaign.number, refs, reason), actor=actor)


def _locked(actor: Actor, consultation: Consultation, reason: str) -> Consultation:
    locked = Consultation.objects.select_for_update(of=("self",), no_key=True).get(pk=consultation.pk)
    require(actor.user, "consultations.manage_consultation", locked)
    if not reason.strip():
        raise Refused(_("Say why: everybody can read the reason beside the campaign."))
    if locked.stage not in LOOKED_AT:
        raise Conflict(_("Campaigns are looked for when the consultation is closed."))
    return locked


def _decide(
    actor: Actor, consultation: Consultation, kind: CampaignDecisionKind, members: list[CampaignText], reason: str
) -> None:
    """Write the decision down and apply it to what was found."""
    decision = CampaignDecision.objects.create(
        consultation=consultation,
        kind=kind,
        answers=sorted(each.answer_id for each in members if each.answer_id),
        comments=sorted(each.comment_id for each in members if each.comment_id),
        reason=reason,
        decided_by=actor.user,
    )
    texts = all_texts(consultation)
    found: dict[int, set[int]] = {}
    for row in CampaignText.objects.filter(campaign__consultation=consultation):
        key = unit("answer", row.answer_id) if row.answer_id else unit("comment", row.comment_id or 0)
        found.setdefault(row.campaign_id, set()).add(key)
    chosen = [unit("answer", pk) for pk in decision.answers] + [unit("comment", pk) for pk in decision.comments]
    applied = regroup([frozenset(keys) for keys in found.values()], [Regrouping(kind, frozenset(chosen))])
    decisions = decisions_of(consultation)
    store_campaigns(consultation, [keys & texts.keys() for keys in applied], texts, decisions)
    note_search(consultation, texts, fingerprint(consultation, texts, decisions))

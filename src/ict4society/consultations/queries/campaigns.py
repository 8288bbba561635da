"""Which consultations have texts that nobody has looked at for campaigns, and the figures of those found."""

from __future__ import annotations

from typing import Any

from ict4society.consultations.models import Campaign, CampaignSearch, Consultation
from ict4society.consultations.queries.said import all_texts, decisions_of, fingerprint
from ict4society.consultations.states import Stage


def unsearched_consultations() -> list[int]:
    """Closed ones, not yet final, whose texts, parameters or decisions are not those of the last search."""
    found: list[int] = []
    rows = Consultation.objects.filter(stage__in=(Stage.CLOSED, Stage.RESPONSES)).order_by("pk")
    searched = dict(CampaignSearch.objects.values_list("consultation_id", "fingerprint"))
    for each in rows:
        if each.pk not in searched or searched[each.pk] != fingerprint(each, all_texts(each), decisions_of(each)):
            found.append(each.pk)
    return found


def campaign_figures(consultation: Consultation) -> list[dict[str, Any]]:
    """Number, size, groups and common sentences of each campaign, the largest first."""
    return [
        {
            "number": campaign.number,
            "contributions": campaign.contributions,
            "texts": campaign.texts,
            "groups": campaign.groups,
            "shared": campaign.shared,
            "by_hand": campaign.by_hand,
        }
        for campaign in Campaign.objects.filter(consultation=consultation)
    ]

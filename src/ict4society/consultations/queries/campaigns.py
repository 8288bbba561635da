"""In which consultations nobody has looked for campaigns yet, and the figures of those that were found."""

from __future__ import annotations

from typing import Any

from ict4society.consultations.models import Campaign, Consultation
from ict4society.consultations.states import Stage


def unsearched_consultations() -> list[int]:
    """Closed ones in which nobody has looked for campaigns yet: a node died between the closing and the job."""
    closed = Consultation.objects.filter(stage__in=(Stage.CLOSED, Stage.RESPONSES), campaign_search=None)
    return list(closed.order_by("pk").values_list("pk", flat=True))


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

"""Campaigns as their readers see them, and where nobody has looked for them yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ict4society.consultations.addresses import comment_url, contribution_url
from ict4society.consultations.models import Campaign, CampaignText, Consultation, Contribution
from ict4society.consultations.policies import may_see_name
from ict4society.consultations.queries.matrix import voice_of
from ict4society.consultations.states import ContributionState, Stage, Visibility


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


@dataclass(frozen=True)
class CampaignSaid:
    """A text of a campaign. Words, number and address are empty where it is confidential, or stands no more.

    A comment is named by its own number: that of its contribution would tell who a nameless one is.
    """

    id: int
    kind: str
    """comment or answer"""
    number: int | None
    label: str
    url: str
    voice: str
    text: str
    language: str
    likeness: float
    typical: bool


def campaign_texts(campaign: Campaign) -> QuerySet[CampaignText]:
    """Its texts, the most typical first, ready for ``campaign_said``."""
    said = ("answer__contribution", "comment__contribution")
    whose = (f"{each}__{who}" for each in said for who in ("on_behalf_of", "author"))
    return campaign.members.select_related(*whose)


def campaign_said(user: Any, consultation: Consultation, row: CampaignText) -> CampaignSaid:
    """A text as this reader may see it."""
    said: Any = row.comment or row.answer
    contribution = said.contribution
    contribution.consultation = consultation
    comment = row.comment
    visibility = comment.visibility if comment is not None else contribution.visibility
    confidential = visibility == Visibility.CONFIDENTIAL
    addressed = _stands(row) and (not confidential or may_see_name(user, contribution, visibility))
    number, label, url = None, "", ""
    if addressed and comment is not None:
        comment.consultation = consultation
        number, label, url = comment.number, _("Comment %(number)s"), comment_url(comment)
    elif addressed:
        number, label, url = contribution.number, _("Contribution %(number)s"), contribution_url(contribution)
    return CampaignSaid(
        id=row.pk,
        kind="answer" if comment is None else "comment",
        number=number,
        label=label % {"number": number} if label else "",
        url=url,
        voice=voice_of(user, contribution, visibility),
        text=said.text if _stands(row) and not confidential else "",
        language=contribution.language,
        likeness=row.likeness,
        typical=row.typical,
    )


def own_sentences(
    user: Any, consultation: Consultation, campaign: Campaign, most: int
) -> list[tuple[str, list[str], str]]:
    """What contributors said beyond the common text: name, sentences, language.

    What somebody has made confidential or taken back since is not shown, and whoever said a part of it without their
    name is not named.
    """
    entries = campaign.own[:most]
    rows = Contribution.objects.counted().exclude(visibility=Visibility.CONFIDENTIAL)
    known = rows.select_related("on_behalf_of", "author").in_bulk([entry["contribution"] for entry in entries])
    least: dict[int, str] = {}
    comments = campaign.members.filter(comment__contribution__in=known).exclude(comment__visibility=Visibility.PUBLIC)
    for pk, visibility in comments.values_list("comment__contribution_id", "comment__visibility"):
        least[pk] = max(least.get(pk, Visibility.NAMELESS), visibility, key=_secrecy)
    told = []
    for entry in entries:
        contribution = known.get(entry["contribution"])
        if contribution is None:
            continue
        contribution.consultation = consultation
        visibility = max(contribution.visibility, least.get(contribution.pk, Visibility.PUBLIC), key=_secrecy)
        voice = voice_of(user, contribution, visibility)
        told.append((voice, entry["sentences"], contribution.language))
    return told


def _secrecy(visibility: str) -> int:
    return list(Visibility.values).index(visibility)


def _stands(row: CampaignText) -> bool:
    if row.comment is not None:
        return row.comment.hidden_at is None and row.comment.withdrawn_at is None
    contribution = row.answer.contribution if row.answer is not None else None
    return contribution is not None and (
        contribution.hidden_at is None and contribution.state == ContributionState.SUBMITTED
    )

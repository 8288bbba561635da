"""Look for campaigns, and write down what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from ict4society.consultations.models import Campaign, CampaignSearch, CampaignText, Consultation
from ict4society.consultations.outcome_events import CampaignsFound
from ict4society.consultations.outcome_settings import outcome_settings
from ict4society.consultations.queries.said import Said, all_texts, decisions_of, fingerprint, unit
from ict4society.consultations.similarity import (
    Regrouping,
    Similar,
    jaccard,
    regroup,
    shared_sentences,
    shingles,
    similar_groups,
    typical,
)
from ict4society.consultations.states import Stage
from ict4society.foundation.events.emit import emit

LOOKED_AT = (Stage.CLOSED, Stage.RESPONSES, Stage.FINAL)
OWN_SHOWN = 500
"""Contributors whose own sentences a campaign keeps at hand; all texts stay where they are."""


@transaction.atomic
def find_campaigns(consultation_id: int) -> bool:
    """Look for near-identical texts in a closed consultation; whether anything was computed.

    Safe to repeat: with the same texts, parameters and decisions nothing is done. People's decisions are applied anew.
    """
    found = Consultation.objects.select_for_update(of=("self",), no_key=True).filter(pk=consultation_id).first()
    if found is None or found.stage not in LOOKED_AT:
        return False
    texts, decisions = all_texts(found), decisions_of(found)
    print_ = fingerprint(found, texts, decisions)
    if CampaignSearch.objects.filter(consultation=found, fingerprint=print_).exists():
        return False
    similar = outcome_settings(found.thresholds).similar
    groups = similar_groups({key: said.text for key, said in texts.items()}, similar)
    groups = [keys & texts.keys() for keys in regroup(groups, decisions)]
    store_campaigns(found, groups, texts, decisions)
    note_search(found, texts, print_)
    parameters = {
        "threshold": similar.threshold,
        "least_words": similar.least_words,
        "least_texts": similar.least_texts,
    }
    emit(CampaignsFound(found.pk, len(texts), found.campaigns.count(), parameters), actor=None)
    return True


def note_search(consultation: Consultation, texts: dict[int, Said], print_: str) -> None:
    """Remember over what and with which parameters the campaigns were found."""
    CampaignSearch.objects.update_or_create(
        consultation=consultation,
        defaults={
            "parameters": outcome_settings(consultation.thresholds).to_dict(),
            "texts": len(texts),
            "fingerprint": print_,
            "computed_at": timezone.now(),
        },
    )


def store_campaigns(
    consultation: Consultation, groups: Sequence[frozenset[int]], texts: dict[int, Said], decisions: list[Regrouping]
) -> None:
    """Replace the campaigns by these groups. A group with half of an earlier one's texts keeps its number."""
    similar = outcome_settings(consultation.thresholds).similar
    touched = frozenset().union(*(decision.keys for decision in decisions))
    kept = [keys for keys in groups if _is_campaign(keys, texts, similar, by_hand=bool(keys & touched))]
    before = {campaign.number: _members(campaign) for campaign in consultation.campaigns.prefetch_related("members")}
    numbers = _numbers(kept, before)
    consultation.campaigns.all().delete()
    for keys, number in zip(kept, numbers, strict=True):
        _store(consultation, number, keys, texts, by_hand=bool(keys & touched))


def _is_campaign(keys: frozenset[int], texts: dict[int, Said], similar: Similar, *, by_hand: bool) -> bool:
    """Somebody who pastes one text into three answers is no campaign: contributors are counted."""
    contributors = {texts[key].contribution for key in keys}
    return len(contributors) >= (2 if by_hand else similar.least_texts)


def _members(campaign: Campaign) -> frozenset[int]:
    return frozenset(
        unit("answer", member.answer_id) if member.answer_id else unit("comment", member.comment_id or 0)
        for member in campaign.members.all()
    )


def _numbers(groups: Sequence[frozenset[int]], before: dict[int, frozenset[int]]) -> list[int]:
    left, numbers = dict(before), []
    highest = max(before, default=0)
    for keys in groups:
        same = max(left, key=lambda number: (len(left[number] & keys), -number), default=0)
        if same and len(left[same] & keys) * 2 >= len(left[same]):
            numbers.append(same)
            del left[same]
        else:
            highest += 1
            numbers.append(highest)
    return numbers


def _store(
    consultation: Consultation, number: int, keys: frozenset[int], texts: dict[int, Said], *, by_hand: bool
) -> None:
    shown = {key: texts[key].text for key in keys if texts[key].shown}
    shared = shared_sentences(shown)
    centre = typical(shown or {key: texts[key].text for key in keys})
    contributors = {texts[key].contribution: texts[key].group for key in keys}
    own: dict[int, list[str]] = {}
    for key in sorted(shared.own):
        own.setdefault(texts[key].contribution, []).extend(shared.own[key])
    campaign = Campaign.objects.create(
        consultation=consultation,
        number=number,
        texts=len(keys),
        contributions=len(contributors),
        groups=dict(Counter(contributors.values())),
        shared=list(shared.sentences),
        own=[{"contribution": pk, "sentences": said} for pk, said in list(own.items())[:OWN_SHOWN]],
        by_hand=by_hand,
    )
    middle = shingles(texts[centre].text)
    CampaignText.objects.bulk_create(
        CampaignText(
            campaign=campaign,
            answer_id=None if key % 2 else key // 2,
            comment_id=key // 2 if key % 2 else None,
            likeness=round(jaccard(middle, shingles(texts[key].text)), 4),
            typical=key == centre,
        )
        for key in sorted(keys)
    )

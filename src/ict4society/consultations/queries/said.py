"""All words that were said in a consultation, for looking for campaigns among them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from ict4society.consultations.models import Answer, CampaignDecision, Comment, Consultation
from ict4society.consultations.outcome_settings import outcome_settings
from ict4society.consultations.similarity import Regrouping
from ict4society.consultations.states import OPEN_KINDS, Visibility
from ict4society.foundation.subjects import Ref


@dataclass(frozen=True, slots=True)
class Said:
    """A text, of which contribution it is, for which group, and whether its words may be shown."""

    text: str
    contribution: int
    group: str
    shown: bool


def unit(kind: str, pk: int) -> int:
    """Answers and comments as one number, so that groups are sets of numbers."""
    return pk * 2 + (kind == "comment")


def unit_ref(number: int) -> Ref:
    """The answer or comment behind a number."""
    return Ref("consultations.comment" if number % 2 else "consultations.answer", number // 2)


def all_texts(consultation: Consultation) -> dict[int, Said]:
    """Answers to open questions and comments that count; of a suggestion also what should stand there."""
    found: dict[int, Said] = {}
    answers = Answer.objects.counted().filter(contribution__consultation=consultation, question__kind__in=OPEN_KINDS)
    rows = answers.exclude(text="").order_by("pk")
    for pk, text, contribution, group, visibility in rows.values_list(
        "pk", "text", "contribution_id", "contribution__group", "contribution__visibility"
    ):
        found[unit("answer", pk)] = Said(text, contribution, group, visibility != Visibility.CONFIDENTIAL)
    comments = Comment.objects.standing().filter(consultation=consultation).order_by("pk")
    for pk, text, replacement, contribution, group, visibility in comments.values_list(
        "pk", "text", "replacement", "contribution_id", "group", "visibility"
    ):
        both = "\n".join(part for part in (text, replacement) if part)
        found[unit("comment", pk)] = Said(both, contribution, group, visibility != Visibility.CONFIDENTIAL)
    return found


def decisions_of(consultation: Consultation) -> list[Regrouping]:
    """What people decided about its campaigns, in their order."""
    return [
        Regrouping(
            decision.kind,
            frozenset(
                [unit("answer", pk) for pk in decision.answers] + [unit("comment", pk) for pk in decision.comments]
            ),
        )
        for decision in CampaignDecision.objects.filter(consultation=consultation)
    ]


def fingerprint(consultation: Consultation, texts: dict[int, Said], decisions: Iterable[Regrouping]) -> str:
    """SHA-256 of everything on which the result depends."""
    digest = hashlib.sha256(json.dumps(outcome_settings(consultation.thresholds).to_dict(), sort_keys=True).encode())
    for decision in decisions:
        digest.update(f"{decision.kind}:{sorted(decision.keys)}\n".encode())
    for number, said in sorted(texts.items()):
        digest.update(f"{number}\0{said.contribution}\0{said.group}\0{said.shown}\0{said.text}\0".encode())
    return digest.hexdigest()

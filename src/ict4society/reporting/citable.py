"""The exact words of values and policies, for evidence."""

from __future__ import annotations

from ict4society.foundation.subjects import Passage
from ict4society.reporting.models import IndicatorValue, Policy


def value_passage(value: IndicatorValue, revision: int | None = None) -> Passage:
    """``Scope 1 emissions 2024: 1,240 t CO₂e, reported, third party assured``; of a withdrawn one no words.

    Raises LookupError for a draft, and for a revision that the value never had.
    """
    if value.published_at is None:
        raise LookupError(f"value {value.pk} is a draft")
    number = revision or value.revision
    kept = value.revisions.filter(number=number).order_by("-pk").first()
    if kept is None:
        raise LookupError(f"value {value.pk} has no revision {number}")
    gone = value.withdrawn_at is not None or value.hidden_at is not None
    outside = value.report_id is None
    return Passage(
        text="" if gone else kept.words,
        revision=number,
        language="en",
        speaker=value.source_name if outside else value.organisation.name,
        on_behalf_of="" if outside else value.organisation.name,
        group="" if outside else value.organisation.group,
        said_at=kept.at,
        withdrawn=gone,
        author_id=value.entered_by_id,
    )


def policy_passage(policy: Policy, revision: int | None = None) -> Passage:
    """The words of a revision. Raises LookupError for a draft, and for a revision that it never had."""
    if policy.published_at is None:
        raise LookupError(f"policy {policy.pk} is a draft")
    number = revision or policy.revision
    kept = policy.revisions.filter(number=number).first()
    if kept is None:
        raise LookupError(f"policy {policy.pk} has no revision {number}")
    gone = policy.hidden_at is not None
    return Passage(
        text="" if gone else kept.words,
        revision=number,
        language=policy.language,
        speaker=policy.organisation.name,
        on_behalf_of=policy.organisation.name,
        group=policy.organisation.group,
        said_at=kept.at,
        withdrawn=gone,
        author_id=policy.written_by_id,
    )

"""What search finds of reporting."""

from __future__ import annotations

from ict4society.foundation.subjects import Document
from ict4society.reporting.models import Policy, Report
from ict4society.reporting.models.value import PUBLIC
from ict4society.reporting.states import WITH_VALUE
from ict4society.reporting.words import value_words

MOST = 300
"""Values of a report that are indexed."""


def report_document(report: Report) -> Document | None:
    """Organisation, year, summary and the sentences of the values; nothing of drafts and hidden ones."""
    if report.published_at is None or report.hidden_at is not None or report.organisation.hidden_at is not None:
        return None
    values = report.values.filter(PUBLIC, state__in=WITH_VALUE, breakdown="").select_related("indicator")
    words = [value_words(each, each.indicator) for each in values.order_by("indicator__position", "pk")[:MOST]]
    return Document(
        title=str(report),
        body="\n".join([report.summary, *words]),
        language=report.language,
        happened_at=report.published_at,
    )


def policy_document(policy: Policy) -> Document | None:
    """The five parts; nothing of drafts and hidden ones."""
    if policy.published_at is None or policy.hidden_at is not None or policy.organisation.hidden_at is not None:
        return None
    newest = policy.revisions.order_by("-number").first()
    return Document(
        title=str(policy),
        body=newest.words if newest else "",
        language=policy.language,
        happened_at=policy.published_at,
        topic_id=policy.topic_id,
    )

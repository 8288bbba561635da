"""Named reads of contributions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ict4society.consultations.answering.given import Answers, Given
from ict4society.consultations.models import Consultation, Contribution
from ict4society.consultations.policies import contributions_visible_to
from ict4society.consultations.states import ContributionState
from ict4society.foundation.database.prepared import answer
from ict4society.organisations.standing import active_mandates


def answers_of(contribution: Contribution) -> Answers:
    """What was submitted, by question key."""
    rows = contribution.answers.filter(answered=True).select_related("question")
    return {row.question.key: Given(value=row.value, text=row.text) for row in rows}


def working_copy(contribution: Contribution) -> dict[str, Any]:
    """What its author works on: the draft, else what was submitted. Words of files are not carried along."""
    if contribution.draft_saved_at is not None:
        return {
            "answers": contribution.draft.get("answers", {}),
            "visibility": contribution.draft.get("visibility", contribution.visibility),
            "language": contribution.draft.get("language", contribution.language),
            "interest": contribution.draft.get("interest", contribution.interest),
        }
    answers = answers_of(contribution)
    for given in answers.values():
        if isinstance(given["value"], dict) and "file" in given["value"]:
            given["text"] = ""
    return {
        "answers": answers,
        "visibility": contribution.visibility,
        "language": contribution.language,
        "interest": contribution.interest,
    }


def submitted_contributions(user: Any, consultation: Consultation) -> QuerySet[Contribution]:
    """Those that count and that the reader may see, in the order of their numbers."""
    rows = contributions_visible_to(user).filter(consultation=consultation)
    return rows.filter(state=ContributionState.SUBMITTED, hidden_at=None).order_by("number")


def own_contributions(user: Any, consultation: Consultation) -> list[Contribution]:
    """The person's own and those of their organisations, in whatever state. Most readers have none: that is cheap."""
    if not user.is_authenticated:
        return []
    held = [mandate.organisation_id for mandate in active_mandates(user)]
    mine = [pk for (pk,) in answer(_OWN, [consultation.pk, held, user.pk])]
    if not mine:
        return []
    rows = consultation.contributions.select_related("author", "on_behalf_of", "draft_saved_by")
    return list(rows.filter(pk__in=mine).order_by("number"))


_OWN = """
    SELECT id FROM consultations_contribution WHERE consultation_id = %s
        AND (on_behalf_of_id = ANY(%s::bigint[]) OR (author_id = %s AND on_behalf_of_id IS NULL))
"""


def asked_to_be_taken(consultation: Consultation) -> QuerySet[Contribution]:
    """Drafts whose authors ask the secretariat to take them although it has closed, first come first."""
    rows = consultation.contributions.exclude(late_asked_at=None).select_related("author", "on_behalf_of")
    return rows.order_by("late_asked_at", "pk")

"""The stated criteria by which the parts of an approach are graded (after the method of Ranking Digital Rights)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ict4society.reporting.models import PolicyPart
from ict4society.reporting.states import Grade, Part


@dataclass(frozen=True)
class Criterion:
    """What makes a part met, partly met, or not."""

    question: str | Promise
    yes: str | Promise
    partial: str | Promise
    no: str | Promise


CRITERIA: dict[str, Criterion] = {
    Part.POLICY: Criterion(
        _("Is there a public, written commitment on this topic?"),
        _("Public, approved by the top of the organisation, and it says what is promised to whom."),
        _("Public, but it is general, or its approval is not stated."),
        _("Nothing that the public can read."),
    ),
    Part.RESPONSIBILITY: Criterion(
        _("Is it clear who answers for it?"),
        _("A named role at the top answers for it, and a named role carries it out."),
        _("One of the two is named."),
        _("Nobody is named."),
    ),
    Part.PROCESS: Criterion(
        _("Is there a way of working that puts it into practice?"),
        _("Steps, resources, training and a channel for complaints are described."),
        _("Some of these are described."),
        _("No way of working is described."),
    ),
    Part.SCOPE: Criterion(
        _("Is it said where it applies?"),
        _("It says which companies, sites, products and suppliers are covered, and which are not."),
        _("It says so in part."),
        _("The scope is not stated."),
    ),
    Part.REVIEW: Criterion(
        _("Is it checked whether it works?"),
        _("Results are measured, published at least every two years, and lead to changes that are named."),
        _("It is checked, but results or changes are not published."),
        _("No review is described."),
    ),
}

POINTS = {Grade.YES.value: Decimal(1), Grade.PARTIAL.value: Decimal("0.5"), Grade.NO.value: Decimal(0)}


def graded_score(grades: Iterable[str]) -> Decimal | None:
    """The mean of grades: yes 1, partly ½, no 0; not applicable left out. None when nothing is graded.

    This is how Ranking Digital Rights scores the elements of an indicator.
    """
    return mean_score(POINTS.get(grade) for grade in grades)


def mean_score(scores: Iterable[Decimal | None]) -> Decimal | None:
    """The mean of those that apply, as the same index goes from elements to indicators and from those to the total."""
    known = [score for score in scores if score is not None]
    return sum(known, Decimal(0)) / len(known) if known else None


def policy_score(parts: Iterable[PolicyPart]) -> float | None:
    """The score of the parts of an approach."""
    score = graded_score(part.grade for part in parts)
    return float(score) if score is not None else None

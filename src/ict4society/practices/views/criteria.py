"""By what practices are reviewed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import public
from ict4society.foundation.ui.pages import page
from ict4society.practices.states import (
    CRITERIA,
    LEAST_GROUPS,
    LEAST_REVIEWERS,
    RECOGNISED_FOR_DAYS,
    Verdict,
)


@public
@require_safe
def criteria(request: HttpRequest) -> HttpResponse:
    """The criteria, who reviews, and how reviews become a decision."""
    context = {
        "criteria": CRITERIA,
        "verdicts": Verdict.choices,
        "reviewers": LEAST_REVIEWERS,
        "groups": LEAST_GROUPS,
        "months": round(RECOGNISED_FOR_DAYS / 30.4),
    }
    return page(request, "practices/criteria.html", context, tags=("practice-criteria",))

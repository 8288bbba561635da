"""A solution."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.ui.pages import page
from ict4society.solutions.models import Solution
from ict4society.solutions.policies import solutions_visible_to, uses_visible_to
from ict4society.solutions.queries import WITH_VOICES, revisions_of, sectors_of
from ict4society.solutions.states import MULTIPLE

VERBS = ("edit", "publish", "withdraw", "use")


@public
@require_safe
def solution(request: HttpRequest, pk: int) -> HttpResponse:
    """What it does, on which terms, and who says that they use it."""
    found = visible_solution(request, pk)
    uses = uses_visible_to(request.user).filter(solution=found).select_related("author", "on_behalf_of")
    context: dict[str, Any] = {
        "solution": found,
        "several": [(label, found.words(name)) for name, (label, _choices) in MULTIPLE.items()],
        "sectors": sectors_of([found])[found.pk],
        "uses": list(uses),
        "may": {verb: can(request.user, f"solutions.{verb}_solution", found) for verb in VERBS},
    }
    return page(request, "solutions/solution.html", context, tags=(f"solution:{found.pk}",))


@public
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every text since it was published with what changed in it, newest first."""
    found = visible_solution(request, pk)
    revisions = revisions_of(found)
    context = {"solution": found, "steps": list(zip_longest(revisions, revisions[1:]))}
    return page(request, "solutions/history.html", context, tags=(f"solution:{found.pk}",))


def visible_solution(request: HttpRequest, pk: int) -> Solution:
    """The solution with its voices, or 404."""
    return get_visible(solutions_visible_to(request.user).select_related(*WITH_VOICES), pk=pk)

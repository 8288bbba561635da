"""What a commitment said at each time."""

from __future__ import annotations

from itertools import zip_longest

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.commitments.policies import commitments_visible_to
from ict4society.commitments.queries import revisions_of
from ict4society.foundation.policy import get_visible, public
from ict4society.foundation.ui.pages import page


@public
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every revision since it was published with what changed in it and why, newest first."""
    found = get_visible(commitments_visible_to(request.user), pk=pk)
    revisions = revisions_of(found)
    context = {"commitment": found, "steps": list(zip_longest(revisions, revisions[1:]))}
    return page(request, "commitments/history.html", context, tags=(f"commitment:{found.pk}",))

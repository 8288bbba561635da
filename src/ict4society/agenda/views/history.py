"""What a proposal said at each time."""

from __future__ import annotations

from itertools import zip_longest

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.agenda.policies import proposals_visible_to
from ict4society.agenda.queries import revisions_of
from ict4society.foundation.policy import get_visible, public
from ict4society.foundation.ui.pages import page


@public
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every revision since it was opened with what changed in it, newest first."""
    found = get_visible(proposals_visible_to(request.user), pk=pk)
    revisions = revisions_of(found)
    context = {"proposal": found, "steps": list(zip_longest(revisions, revisions[1:]))}
    return page(request, "agenda/history.html", context, tags=(f"proposal:{found.pk}",))

"""A practice."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.foundation.files.store import files_of
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.subjects import Ref, resolve
from ict4society.foundation.ui.pages import page
from ict4society.organisations.standing import organisation_ids
from ict4society.practices.models import Practice
from ict4society.practices.policies import (
    adoptions_visible_to,
    practices_visible_to,
    reviews_visible_to,
)
from ict4society.practices.queries import WITH_VOICES
from ict4society.practices.states import LEAST_GROUPS, LEAST_REVIEWERS

VERBS = ("edit", "submit", "withdraw", "review", "adopt")


@public
@require_safe
def practice(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done and what came of it, what peers said, and who followed."""
    found = visible_practice(request, pk)
    ref = Ref("practices.practice", found.pk)
    reviews = list(reviews_visible_to(request.user).filter(practice=found).select_related("author", "on_behalf_of"))
    adoptions = adoptions_visible_to(request.user).filter(practice=found).select_related("author", "on_behalf_of")
    links = list(found.result_links.all())
    values = resolve([link.ref for link in links], request.user)
    colleague = found.on_behalf_of_id in organisation_ids(request.user)
    context: dict[str, Any] = {
        "practice": found,
        "reviews": [review for review in reviews if review.round == found.round],
        "earlier": [review for review in reviews if review.round != found.round],
        "adoptions": list(adoptions),
        "evidence": list(found.evidence.all()),
        "files": files_of(ref),
        "values": [values[link.ref] for link in links if link.ref in values],
        "colleague": colleague,
        "may": {verb: can(request.user, f"practices.{verb}_practice", found) for verb in VERBS},
        "needed": LEAST_REVIEWERS,
        "groups": LEAST_GROUPS,
    }
    return page(request, "practices/practice.html", context, tags=(f"practice:{found.pk}",))


def visible_practice(request: HttpRequest, pk: int) -> Practice:
    """The practice with its voices, or 404."""
    return get_visible(practices_visible_to(request.user).select_related(*WITH_VOICES), pk=pk)

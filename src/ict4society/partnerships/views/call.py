"""A call, and the partnership that comes of it."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.foundation.files.store import files_of_many
from ict4society.foundation.policy import can, get_visible, public
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.organisations.standing import organisation_ids
from ict4society.partnerships.models import Call
from ict4society.partnerships.policies import (
    agreements_visible_to,
    calls_visible_to,
    interests_visible_to,
)
from ict4society.partnerships.queries import WITH_VOICES, calls_like, partners_of, revisions_of
from ict4society.partnerships.states import CallState, InterestState
from ict4society.partnerships.words import told

VERBS = ("edit", "open", "withdraw", "begin", "close", "join", "plan")


@public
@require_safe
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """What is looked for and offered, who takes part, how far it is, and what came of it."""
    found = visible_call(request, pk)
    colleague = found.on_behalf_of_id in organisation_ids(request.user)
    interests = interests_visible_to(request.user).filter(call=found).exclude(state=InterestState.ACCEPTED)
    agreements = list(agreements_visible_to(request.user).filter(call=found))
    refs = {each.pk: Ref("partnerships.agreement", each.pk) for each in agreements}
    files = files_of_many(list(refs.values()))
    context: dict[str, Any] = {
        "call": found,
        "partners": partners_of(found),
        "interests": list(interests.select_related("author", "on_behalf_of")),
        "colleague": colleague,
        "milestones": list(found.milestones.all()),
        "agreements": [(each, files.get(refs[each.pk], [])) for each in agreements],
        "matches": [told(match) for match in calls_like(found, request.user)] if found.state == CallState.OPEN else [],
        "may": {verb: can(request.user, f"partnerships.{verb}_call", found) for verb in VERBS},
    }
    return page(request, "partnerships/call.html", context, tags=(f"call:{found.pk}", "partnerships"))


@public
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every text since it was opened with what changed in it, newest first."""
    found = visible_call(request, pk)
    revisions = revisions_of(found)
    context = {"call": found, "steps": list(zip_longest(revisions, revisions[1:]))}
    return page(request, "partnerships/history.html", context, tags=(f"call:{found.pk}",))


def visible_call(request: HttpRequest, pk: int) -> Call:
    """The call with its voices, or 404."""
    return get_visible(calls_visible_to(request.user).select_related(*WITH_VOICES), pk=pk)

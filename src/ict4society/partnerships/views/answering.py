"""A form that does one thing to a call, shown and answered the same way everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from ict4society.foundation.policy import Forbidden, Refused
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import active_mandates, actor_for
from ict4society.partnerships.models import Call
from ict4society.partnerships.queries import partners_of


def answer_form(
    request: HttpRequest,
    form: Any,
    act: Callable[[], object],
    *,
    template: str,
    context: dict[str, Any],
    done: str,
    goal: str,
) -> HttpResponse:
    """Run the act with a valid posted form and lead to ``goal``; otherwise show the form, with what was refused."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act()
            except (Refused, Forbidden) as refused:
                form.add_form_error(str(refused))
                status = refused.status
            else:
                messages.success(request, done)
                return HttpResponseRedirect(goal, status=303)
    return page(request, template, {**context, "form": form}, status=status)


def partner_actor(request: HttpRequest, call: Call) -> Any:
    """The actor on behalf of the call's organisation, or else of a partner for which the person has a mandate."""
    inside = [call.on_behalf_of_id, *(each.on_behalf_of_id for each in partners_of(call))]
    own = {held.organisation_id for held in active_mandates(request.user)}
    chosen = next((pk for pk in inside if pk in own), None)
    return actor_for(request.user, chosen)

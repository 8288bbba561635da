"""A form that does one thing to a call, shown and answered the same way everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from ict4society.foundation.policy import Forbidden, Refused
from ict4society.foundation.ui.pages import page


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

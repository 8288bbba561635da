"""A step of a person's work that is one form: shown, sent, and where it is refused shown again with what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from ict4society.foundation.policy import Forbidden, Refused
from ict4society.foundation.policy.unsent import take_unsent, typed
from ict4society.foundation.ui.pages import page


def form_step(
    request: HttpRequest,
    make: Callable[..., Any],
    template: str,
    context: Mapping[str, Any],
    act: Callable[[Any], HttpResponse],
    *,
    initial: Mapping[str, Any] | None = None,
    fixed: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The form on GET (with what was typed before a session ended); on POST the answer of ``act(form)``.

    ``make(data)`` and ``make(initial=…)`` make the form. What does not fit answers 422, a refusal of the action with
    its status; both show the form with everything that was typed. ``fixed`` wins over what was typed before signing
    in, such as the number of the revision that the page shows. Who may not do this at all is the caller's to refuse.
    """
    if request.method != "POST":
        unsent = take_unsent(request)
        values = {**(initial or {}), **(typed(unsent) if unsent else {}), **(fixed or {})}
        return page(request, template, {**context, "form": make(initial=values)})
    form = make(request.POST)
    status = 422
    if form.is_valid():
        try:
            return act(form)
        except (Refused, Forbidden) as refused:
            form.add_form_error(str(refused))
            status = refused.status
    return page(request, template, {**context, "form": form}, status=status)

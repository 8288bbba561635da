"""Say that one's organisation uses a solution."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import require, signed_in
from ict4society.foundation.ui.steps import form_step
from ict4society.solutions.actions.use import tell_use
from ict4society.solutions.forms import UseForm
from ict4society.solutions.views.solution import visible_solution


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends."""
    found = visible_solution(request, pk)
    if request.method != "POST":
        refusal = _("Organisations other than the provider say that they use it, as long as it is published.")
        require(request.user, "solutions.use_solution", found, refusal)

    def act(form: UseForm) -> HttpResponse:
        values = {name: form.cleaned_data[name] for name in ("text", "since_year", "evidence_url")}
        made_id = form.once(request.POST.get("idempotency_key"), "solutions.use", tell_use, solution=found, **values)
        messages.success(request, _("Thank you: it stands on the page of the solution."))
        return HttpResponseRedirect(f"{found.get_absolute_url()}#use-{made_id}", status=303)

    make_form = partial(UseForm, user=request.user)
    return form_step(request, make_form, "solutions/use.html", {"solution": found}, act)

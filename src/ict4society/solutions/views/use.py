"""Say that one's organisation uses a solution."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.solutions.actions.use import tell_use
from ict4society.solutions.forms import UseForm
from ict4society.solutions.views.solution import visible_solution


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends."""
    found = visible_solution(request, pk)
    status = 200
    if request.method != "POST":
        refusal = _("Organisations other than the provider say that they use it, as long as it is published.")
        require(request.user, "solutions.use_solution", found, refusal)
        unsent = take_unsent(request)
        form = UseForm(user=request.user, initial=unsent.dict() if unsent else None)
    else:
        form = UseForm(request.POST, user=request.user)
        status = 422
        if form.is_valid():
            values = {name: form.cleaned_data[name] for name in ("text", "since_year", "evidence_url")}

            def act() -> Ref:
                return Ref("solutions.use", tell_use(actor=form.actor(), solution=found, **values).pk)

            try:
                ref = once(form.actor(), request.POST.get("idempotency_key"), act)
            except (Refused, Forbidden) as refused:
                form.add_form_error(str(refused))
                status = getattr(refused, "status", 403)
            else:
                messages.success(request, _("Thank you: it stands on the page of the solution."))
                return HttpResponseRedirect(f"{found.get_absolute_url()}#use-{ref.id}", status=303)
    return page(request, "solutions/use.html", {"solution": found, "form": form}, status=status)

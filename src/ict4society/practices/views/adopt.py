"""Say what one did with a practice."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import require, signed_in
from ict4society.foundation.ui.steps import form_step
from ict4society.practices.actions.adopt import adopt_practice
from ict4society.practices.forms import AdoptionForm
from ict4society.practices.views.practice import visible_practice


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends."""
    found = visible_practice(request, pk)
    if request.method != "POST":
        require(request.user, "practices.adopt_practice", found)

    def act(form: AdoptionForm) -> HttpResponse:
        values = {name: form.cleaned_data[name] for name in ("done", "outcome", "url")}
        made_id = form.once(
            request.POST.get("idempotency_key"), "practices.adoption", adopt_practice, practice=found, **values
        )
        messages.success(request, _("Thank you: it stands on the page of the practice."))
        return HttpResponseRedirect(f"{found.get_absolute_url()}#adoption-{made_id}", status=303)

    make_form = partial(AdoptionForm, user=request.user)
    return form_step(request, make_form, "practices/adopt.html", {"practice": found}, act)

"""Say what one did with a practice."""

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
from ict4society.practices.actions.adopt import adopt_practice
from ict4society.practices.forms import AdoptionForm
from ict4society.practices.views.practice import visible_practice


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends."""
    found = visible_practice(request, pk)
    status = 200
    if request.method != "POST":
        require(request.user, "practices.adopt_practice", found)
        unsent = take_unsent(request)
        form = AdoptionForm(user=request.user, initial=unsent.dict() if unsent else None)
    else:
        form = AdoptionForm(request.POST, user=request.user)
        status = 422
        if form.is_valid():
            values = {name: form.cleaned_data[name] for name in ("done", "outcome", "url")}

            def act() -> Ref:
                return Ref("practices.adoption", adopt_practice(actor=form.actor(), practice=found, **values).pk)

            try:
                ref = once(form.actor(), request.POST.get("idempotency_key"), act)
            except (Refused, Forbidden) as refused:
                form.add_form_error(str(refused))
                status = getattr(refused, "status", 403)
            else:
                messages.success(request, _("Thank you: it stands on the page of the practice."))
                return HttpResponseRedirect(f"{found.get_absolute_url()}#adoption-{ref.id}", status=303)
    return page(request, "practices/adopt.html", {"practice": found, "form": form}, status=status)

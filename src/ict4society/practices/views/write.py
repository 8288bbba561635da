"""Begin a practice."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import Forbidden, Refused, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.standing import organisation_ids
from ict4society.practices.actions.draft import draft_practice
from ict4society.practices.forms import PracticeForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """The form; what it sends becomes a draft for colleagues. Who has no mandate reads how to get one."""
    if not organisation_ids(request.user):
        return page(request, "practices/no_organisation.html", {}, status=200 if request.method != "POST" else 403)
    if request.method != "POST":
        unsent = take_unsent(request)
        form = PracticeForm(user=request.user, initial=(unsent or request.GET).dict())
        return page(request, "practices/write.html", {"form": form})
    form = PracticeForm(request.POST, user=request.user)
    if not form.is_valid():
        return page(request, "practices/write.html", {"form": form}, status=422)

    try:
        made_id = form.once(
            request.POST.get("idempotency_key"), "practices.practice", draft_practice, content=form.content
        )
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return page(request, "practices/write.html", {"form": form}, status=refused.status)
    messages.success(request, _("The draft is saved. Your colleagues can edit it; nobody else sees it yet."))
    return HttpResponseRedirect(reverse("practices:practice", args=[made_id]), status=303)

"""Report progress."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.commitments.actions.report import UpdateRefused, report_progress
from ict4society.commitments.forms import UpdateForm
from ict4society.commitments.views.commitment import find_commitment
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """About which year, how far, what was done, and where that can be checked."""
    found = find_commitment(request, pk)
    status = 200
    if request.method != "POST":
        require(request.user, "commitments.report_progress", found)
        unsent = take_unsent(request)
        year = min(max(timezone.localdate().year - 1, found.baseline_year + 1), found.deadline.year)
        form = UpdateForm(commitment=found, initial=unsent.dict() if unsent else {"year": year})
    else:
        form = UpdateForm(request.POST, request.FILES, commitment=found)
        status = 422
        if form.is_valid():
            try:
                actor = actor_for(request.user, found.on_behalf_of_id)

                def act() -> Ref:
                    made = report_progress(actor=actor, commitment=found, **form.cleaned_data)
                    return Ref("commitments.update", made.pk)

                once(actor, request.POST.get("idempotency_key"), act)
            except UpdateRefused as refused:
                form.add_error(refused.field, str(refused))
            except (Refused, Forbidden) as refused:
                form.add_form_error(str(refused))
                status = refused.status
            else:
                messages.success(request, _("Your progress is published."))
                return HttpResponseRedirect(found.get_absolute_url(), status=303)
    return page(request, "commitments/report.html", {"commitment": found, "form": form}, status=status)

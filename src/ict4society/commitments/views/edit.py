"""Change a commitment, or rebase it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from ict4society.commitments.actions.edit import StaleCommitment, edit_commitment
from ict4society.commitments.actions.frame import FrameRefused
from ict4society.commitments.course import words_of
from ict4society.commitments.forms import CommitmentEditForm
from ict4society.commitments.models import Commitment
from ict4society.commitments.views.commitment import find_commitment
from ict4society.foundation.policy import Forbidden, Refused, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends. Where another tab was faster, both and the form on the newest revision."""
    found = find_commitment(request, pk)
    if request.method != "POST":
        require(request.user, "commitments.edit_commitment", found)
        unsent = take_unsent(request)
        initial = unsent.dict() if unsent else CommitmentEditForm.initial_of(found)
        return _form_page(request, found, CommitmentEditForm(user=request.user, initial=initial))
    form = CommitmentEditForm(request.POST, user=request.user)
    if not form.is_valid():
        return _form_page(request, found, form, status=422)
    values = {**form.values, "reason": form.cleaned_data["reason"], "revision": form.cleaned_data["revision"]}
    try:
        edit_commitment(actor=actor_for(request.user, found.on_behalf_of_id), commitment=found, **values)
    except StaleCommitment as stale:
        data = {**request.POST.dict(), "revision": stale.current.revision}
        rebased = CommitmentEditForm(data, user=request.user)
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        return _form_page(request, stale.current, rebased, status=stale.status, mine=form.cleaned_data["scope"])
    except FrameRefused as refused:
        form.add_error(refused.field, str(refused))
        return _form_page(request, found, form, status=refused.status)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form_page(request, found, form, status=refused.status)
    return HttpResponseRedirect(found.get_absolute_url(), status=303)


def _form_page(
    request: HttpRequest, found: Commitment, form: CommitmentEditForm, *, status: int = 200, mine: str | None = None
) -> HttpResponse:
    context = {"commitment": found, "form": form, "mine": mine, "theirs": words_of(found)}
    return page(request, "commitments/edit.html", context, status=status)

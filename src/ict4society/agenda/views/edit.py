"""Change one's own proposal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ict4society.agenda.actions.edit import StaleProposal, edit_proposal
from ict4society.agenda.forms import ProposalEditForm
from ict4society.agenda.models import Proposal
from ict4society.agenda.policies import proposals_visible_to
from ict4society.agenda.queries import WITH_VOICES
from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends. Where another tab was faster, both texts and the form on the newest revision."""
    found = get_visible(proposals_visible_to(request.user).select_related(*WITH_VOICES), pk=pk)
    if request.method != "POST":
        require(request.user, "agenda.edit_proposal", found)
        unsent = take_unsent(request)
        form = ProposalEditForm(initial=unsent.dict()) if unsent else ProposalEditForm.of(found)
        return _form_page(request, found, form)
    form = ProposalEditForm(request.POST)
    if not form.is_valid():
        return _form_page(request, found, form, status=422)
    try:
        edit_proposal(actor=actor_for(request.user, found.on_behalf_of_id), proposal=found, **form.cleaned_data)
    except StaleProposal as stale:
        rebased = ProposalEditForm(data={**request.POST.dict(), "revision": stale.current.revision})
        rebased.is_valid()
        rebased.add_form_error(str(stale))
        return _form_page(request, stale.current, rebased, status=stale.status, mine=_whole(form.cleaned_data))
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _form_page(request, found, form, status=refused.status)
    return HttpResponseRedirect(reverse("agenda:proposal", args=[found.pk]), status=303)


def _whole(values: dict[str, str]) -> str:
    return f"{values['title']}\n\n{values['text']}"


def _form_page(
    request: HttpRequest, proposal: Proposal, form: ProposalEditForm, *, status: int = 200, mine: str = ""
) -> HttpResponse:
    context = {"proposal": proposal, "form": form, "mine": mine, "supporters": proposal.supports.count()}
    return page(request, "agenda/edit.html", context, status=status)

"""Merge a proposal into another."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.agenda.actions.merge import merge_proposal
from ict4society.agenda.forms import MergeForm
from ict4society.agenda.policies import proposals_visible_to
from ict4society.agenda.queries import WITH_VOICES, merge_candidates, proposals
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose where to, with the most similar first; then merge."""
    found = get_visible(proposals_visible_to(request.user).select_related(*WITH_VOICES), pk=pk)
    candidates = merge_candidates(found, request.user)
    status = 200
    if request.method != "POST":
        require(request.user, "agenda.decide_proposal", found)
        unsent = take_unsent(request)
        form = MergeForm(candidates=candidates, initial=unsent.dict() if unsent else None)
    else:
        form = MergeForm(request.POST, candidates=candidates)
        status = 422
        if form.is_valid():
            try:
                into = get_visible(proposals(request.user), pk=form.goal)
                merge_proposal(actor=Actor(request.user), proposal=found, into=into, reason=form.cleaned_data["reason"])
            except Http404:
                form.add_error("number", _("There is no proposal of this number."))
            except (Refused, Forbidden) as refused:
                form.add_form_error(str(refused))
                status = refused.status
            else:
                messages.success(request, _("The proposal was merged, with its supports."))
                return HttpResponseRedirect(reverse("agenda:proposal", args=[into.pk]), status=303)
    return page(request, "agenda/merge.html", {"proposal": found, "form": form}, status=status)

"""Decide on proposed statements."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.deliberation.actions.review_statement import NotReviewable, accept_statement, reject_statement
from ict4society.deliberation.forms import ReasonForm
from ict4society.deliberation.policies import statements_visible_to
from ict4society.deliberation.views.statement import answer
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a proposed statement into the round."""
    statement = get_visible(statements_visible_to(request.user), round__slug=slug, number=number)
    if request.method != "POST":  # signed in again on the way: nothing is decided unasked
        return redirect("deliberation:statement", slug, number)
    try:
        accept_statement(actor=Actor(request.user), statement=statement)
    except NotReviewable as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Statement %(number)d is in the round.") % {"number": number})
    return redirect("deliberation:round", slug)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reject(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Do not take a proposed statement up; the reason is told to who proposed it."""
    rows = statements_visible_to(request.user).select_related("citation", "author", "on_behalf_of")
    statement = get_visible(rows, round__slug=slug, number=number)
    if request.method != "POST":  # signed in again on the way: nothing is decided unasked
        unsent = take_unsent(request)
        if unsent is None:
            return redirect("deliberation:statement", slug, number)
        return answer(request, statement, reason=ReasonForm(unsent, auto_id=False))
    form = ReasonForm(request.POST, auto_id=False)
    if not form.is_valid():
        require(request.user, "deliberation.review_statement", statement)
        return answer(request, statement, reason=form, status=422)
    try:
        reject_statement(actor=Actor(request.user), statement=statement, reason=form.cleaned_data["reason"])
    except NotReviewable as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, _("Statement %(number)d is not taken up; who proposed it was told why.") % {"number": number}
        )
    return redirect("deliberation:round", slug)

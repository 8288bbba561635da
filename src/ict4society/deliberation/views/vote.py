"""Take a position."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.deliberation.actions.cast_vote import VoteRefused, cast_vote
from ict4society.deliberation.forms import VoteForm
from ict4society.deliberation.models import Statement
from ict4society.deliberation.policies import rounds_visible_to, statements_visible_to
from ict4society.deliberation.queries.rounds import with_counts
from ict4society.deliberation.views import round as round_page
from ict4society.deliberation.views import statement as statement_page
from ict4society.deliberation.views._acting import remember_acting
from ict4society.deliberation.views._board import board_of
from ict4society.foundation.policy import get_visible, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import wants_fragment
from ict4society.organisations.queries import MandateMissing


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Store the position; then the next statement, or the page that the person came from.

    Whoever signed in again on the way here finds the statement with the position that they had chosen.
    """
    statement = get_visible(statements_visible_to(request.user), round__slug=slug, number=number)
    if request.method != "POST":
        kept = take_unsent(request)
        if kept is None:
            return redirect("deliberation:statement", slug, number)
        return statement_page.answer(request, statement, form=VoteForm(kept, user=request.user))
    form = VoteForm(request.POST, user=request.user)
    if not form.is_valid():
        return _again(request, statement, form)
    actor = form.actor()
    try:
        cast_vote(actor=actor, statement=statement, choice=form.choice())
    except (VoteRefused, MandateMissing) as refused:
        form.add_form_error(str(refused))
        return _again(request, statement, form)
    remember_acting(request, statement.round, actor)
    if form.cleaned_data["next"] == "statement":
        messages.success(request, _("Your position is stored. You can change it until the round closes."))
        return redirect("deliberation:statement", slug, number)
    if wants_fragment(request):
        found = get_visible(with_counts(rounds_visible_to(request.user)), pk=statement.round_id)
        return round_page.answer(request, board_of(request, found, after=number, actor=actor))
    return redirect(reverse("deliberation:round", args=[slug], query={"after": number}, fragment="board"))


def _again(request: HttpRequest, statement: Statement, form: VoteForm) -> HttpResponse:
    """The same statement with the form as it was sent: nothing that was chosen is lost."""
    if wants_fragment(request) and form.data.get("next") != "statement":
        found = get_visible(with_counts(rounds_visible_to(request.user)), pk=statement.round_id)
        board = board_of(request, found, form=form)
        board.next, board.open, board.chosen = statement, True, form.data.get("position", "")
        return round_page.answer(request, board, status=422)
    return statement_page.answer(request, statement, form=form, status=422)

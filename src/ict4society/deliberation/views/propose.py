"""Propose a statement in a round."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.deliberation.actions.propose_statement import StatementRefused, StatementResembles, propose_statement
from ict4society.deliberation.forms import StatementForm
from ict4society.deliberation.models import Round, Statement
from ict4society.deliberation.policies import rounds_visible_to
from ict4society.deliberation.queries.statements import Likeness
from ict4society.deliberation.states import StatementState
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import MandateMissing


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """A statement in one's own words; statements that resemble it are shown before it is proposed."""
    found = get_visible(rounds_visible_to(request.user), slug=slug)
    require(request.user, "deliberation.propose_statement", found, _("This round takes no statements now."))
    if request.method != "POST":
        initial = {"language": found.language}
        return _answer(request, found, StatementForm(take_unsent(request), user=request.user, initial=initial))
    form = StatementForm(request.POST, user=request.user)
    if not form.is_valid():
        return _answer(request, found, form, status=422)
    try:
        ref = once(form.actor(), request.POST.get("idempotency_key"), lambda: _propose(form, found))
    except StatementResembles as resembles:
        return _answer(request, found, form, alike=resembles.alike, status=422)
    except (StatementRefused, MandateMissing) as refused:
        form.add_form_error(str(refused))
        return _answer(request, found, form, status=422)
    tell(request, Statement.objects.get(pk=ref.id))
    return redirect("deliberation:round", slug)


def tell(request: HttpRequest, statement: Statement) -> None:
    """Say what became of the statement."""
    if statement.state == StatementState.ACCEPTED:
        messages.success(request, _("Statement %(number)d is in the round.") % {"number": statement.number})
    else:
        messages.success(request, _("Thank you. A facilitator decides on your statement, and you are told."))


def _propose(form: StatementForm, found: Round) -> Ref:
    made = propose_statement(
        actor=form.actor(),
        round_=found,
        text=form.cleaned_data["text"],
        language=form.cleaned_data["language"],
        distinct=form.cleaned_data["distinct"],
    )
    return Ref("deliberation.statement", made.pk)


def _answer(
    request: HttpRequest, found: Round, form: StatementForm, *, alike: list[Likeness] | None = None, status: int = 200
) -> HttpResponse:
    context = {"round": found, "form": form, "alike": alike or []}
    return page(request, "deliberation/propose.html", context, status=status)

"""Express interest in a call, and answer it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import Refused, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.organisations.queries import actor_for
from ict4society.partnerships.actions.interest import decide_interest, express_interest, withdraw_interest
from ict4society.partnerships.forms import DecisionForm, InterestForm
from ict4society.partnerships.models import Interest
from ict4society.partnerships.policies import interests_visible_to
from ict4society.partnerships.views.answering import answer_form
from ict4society.partnerships.views.call import visible_call


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends; only the organisation of the call reads it."""
    found = visible_call(request, pk)
    posted = request.method == "POST"
    if not posted:
        refusal = _("Other organisations can express interest, as long as the call is open or under way.")
        require(request.user, "partnerships.join_call", found, refusal)
    unsent = None if posted else take_unsent(request)
    kept = {**unsent.dict(), "offers": unsent.getlist("offers")} if unsent else None
    form = InterestForm(request.POST, user=request.user) if posted else InterestForm(user=request.user, initial=kept)

    def act() -> int:
        values = {name: form.cleaned_data[name] for name in ("message", "offers")}
        key = request.POST.get("idempotency_key")
        return form.once(key, "partnerships.interest", express_interest, call=found, **values)

    return answer_form(
        request,
        form,
        act,
        template="partnerships/interest.html",
        context={"call": found},
        done=_("Your interest is sent. You are told when they answer."),
        goal=found.get_absolute_url(),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Accept or decline."""
    found = visible_call(request, pk)
    asked = _interest(request, pk, number)
    posted = request.method == "POST"
    if not posted:
        require(request.user, "partnerships.decide_interest", found)
    unsent = None if posted else take_unsent(request)
    form = DecisionForm(request.POST) if posted else DecisionForm(initial=unsent.dict() if unsent else None)

    def act() -> None:
        decide_interest(
            actor=actor_for(request.user, found.on_behalf_of_id),
            interest=asked,
            accept=form.cleaned_data["decision"] == "accept",
            reason=form.cleaned_data["reason"],
        )

    return answer_form(
        request,
        form,
        act,
        template="partnerships/answer.html",
        context={"call": found, "interest": asked},
        done=_("Your answer is sent."),
        goal=found.get_absolute_url(),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take one's own back. Read (after signing in), it leads to the call."""
    asked = _interest(request, pk, number)
    if request.method == "POST":
        try:
            withdraw_interest(actor=actor_for(request.user, asked.on_behalf_of_id), interest=asked)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Your interest is taken back."))
    return HttpResponseRedirect(asked.call.get_absolute_url(), status=303)


def _interest(request: HttpRequest, pk: int, number: int) -> Interest:
    rows = interests_visible_to(request.user).select_related("call", "author", "on_behalf_of")
    return get_visible(rows, pk=number, call_id=pk)

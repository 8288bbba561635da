"""Review a practice."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import require, signed_in
from ict4society.foundation.ui.steps import form_step
from ict4society.practices.actions.review import review_practice
from ict4society.practices.forms import ReviewForm
from ict4society.practices.states import CRITERIA
from ict4society.practices.views.practice import visible_practice


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The practice beside the criteria; what is sent is public at once."""
    found = visible_practice(request, pk)
    if request.method != "POST":
        refusal = _("You cannot review this practice: it is not in review, or it is your own organisation's.")
        require(request.user, "practices.review_practice", found, refusal)

    def act(form: ReviewForm) -> HttpResponse:
        values = {name: form.cleaned_data[name] for name in ("verdict", "reason", "revision")}
        made_id = form.once(
            request.POST.get("idempotency_key"),
            "practices.review",
            review_practice,
            practice=found,
            marks=form.marks,
            **values,
        )
        messages.success(request, _("Thank you: your review is public, and its authors are told."))
        return HttpResponseRedirect(f"{found.get_absolute_url()}#review-{made_id}", status=303)

    make_form = partial(ReviewForm, user=request.user)
    context = {"practice": found, "criteria": CRITERIA}
    return form_step(request, make_form, "practices/review.html", context, act, fixed={"revision": found.revision})

"""Look at what will be submitted, submit it, ask for it to be taken late, withdraw it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.consultations.actions.contribute import StaleDraft, submit_contribution, withdraw_contribution
from ict4society.consultations.actions.late import ask_late
from ict4society.consultations.actions.voices import contribution_of
from ict4society.consultations.addresses import contribution_url
from ict4society.consultations.answering.check import AnswersRefused, ready_answers
from ict4society.consultations.answering.given import asked
from ict4society.consultations.answering.read import readable
from ict4society.consultations.models import Consultation, Contribution
from ict4society.consultations.policies import contributions_visible_to, on_own_side
from ict4society.consultations.queries.contributions import working_copy
from ict4society.consultations.states import Stage, Visibility
from ict4society.consultations.views._scene import find, scene
from ict4society.consultations.views.contribute import contribute_url, review_url
from ict4society.foundation.actors import Actor
from ict4society.foundation.languages import CONTENT_LANGUAGES
from ict4society.foundation.policy import Forbidden, Refused, get_visible, signed_in
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, slug: str, organisation: int | None = None) -> HttpResponse:
    """Everything as it will be read, with what is missing; the button submits exactly this."""
    found = find(request, slug)
    actor = actor_for(request.user, organisation)
    contribution = contribution_of(actor, found)
    if contribution is None:
        return HttpResponseRedirect(contribute_url(found, actor), status=303)
    if request.method != "POST":
        return _show(request, found, actor, contribution)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
    speaking = Actor(actor.user, actor.organisation, working_copy(contribution)["interest"])
    try:
        if "late" in request.POST:
            ask_late(actor=speaking, contribution=contribution)
            messages.success(request, _("The secretariat is asked to take it. You are told of its answer."))
            return HttpResponseRedirect(review_url(found, actor), status=303)
        done = submit_contribution(actor=speaking, contribution=contribution, version=version)
    except StaleDraft as stale:
        return _show(request, found, actor, stale.current, refusal=str(stale), status=stale.status)
    except AnswersRefused as refused:
        return _show(request, found, actor, contribution, refusal=str(refused), status=refused.status)
    except (Refused, Forbidden) as refused:
        status = refused.status
        return _show(request, found, actor, contribution, refusal=str(refused), status=status)
    message = _("Your contribution is submitted. Its receipt, %(code)s, is on its way to you.")
    messages.success(request, message % {"code": done.receipt})
    return HttpResponseRedirect(contribution_url(done), status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask once more, then take the answers back."""
    found = find(request, slug)
    contribution = get_visible(contributions_visible_to(request.user).filter(consultation=found), number=number)
    if not on_own_side(request.user, contribution):
        raise Http404
    actor = actor_for(request.user, contribution.on_behalf_of_id)
    context = scene(request, found) | {"contribution": contribution}
    if request.method != "POST":
        return page(request, "consultations/contribution_withdraw.html", context)
    try:
        withdraw_contribution(actor=actor, contribution=contribution)
    except (Refused, Forbidden) as refused:
        status = refused.status
        return page(
            request, "consultations/contribution_withdraw.html", context | {"refusal": str(refused)}, status=status
        )
    messages.success(request, _("Your contribution is withdrawn. Its answers are kept as your draft."))
    return HttpResponseRedirect(contribute_url(found, actor), status=303)


def _show(
    request: HttpRequest,
    found: Consultation,
    actor: Actor,
    contribution: Contribution,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    contribution.consultation = found
    copy = working_copy(contribution)
    questions = list(found.questions.all())
    errors: dict[str, str] = {}
    try:
        ready_answers(questions, copy["answers"])
    except AnswersRefused as missing:
        errors = missing.errors
    wanted = asked(questions, copy["answers"])
    lines: list[dict[str, Any]] = [
        {
            "key": question.key,
            "number": number,
            "label": question.label,
            "answer": readable(question, copy["answers"].get(question.key)),
            "error": errors.get(question.key, ""),
            "asked": question.key in wanted,
        }
        for number, question in enumerate(questions, start=1)
    ]
    context = scene(request, found) | {
        "contribution": contribution,
        "lines": lines,
        "errors": errors,
        "refusal": refusal,
        "visibility": Visibility(copy["visibility"]).label,
        "language_label": CONTENT_LANGUAGES.get(copy["language"], copy["language"]),
        "acting_for": actor.organisation,
        "edit_url": contribute_url(found, actor),
        "pending": contribution.draft_saved_at is not None,
        "late": not found.takes_contributions(timezone.now()) and found.stage in (Stage.OPEN, Stage.CLOSED),
        "comments": contribution.comment_count,
    }
    return page(request, "consultations/review.html", context, status=status)

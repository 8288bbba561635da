"""Prepare a round, and edit it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from ict4society.deliberation.actions.create_round import create_round
from ict4society.deliberation.actions.edit_round import RoundFixed, RoundMoved, edit_round
from ict4society.deliberation.forms import PARAMETER_LABELS, OpenRoundForm, RoundForm, initial_of
from ict4society.deliberation.models import Round
from ict4society.deliberation.policies import rounds_visible_to, topics_for_rounds
from ict4society.deliberation.states import RoundState
from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import allowed, get_visible, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref, resolve_one
from ict4society.foundation.ui.pages import page

PARAMETERS = tuple(PARAMETER_LABELS)


@allowed("deliberation.create_round")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new round; ``?topic=SLUG`` and ``?subject=discussions.thread:ID`` fill it in."""
    topics = topics_for_rounds(request.user)
    if request.method == "POST":
        form = RoundForm(request.POST, topics=topics)
        if form.is_valid():
            actor = Actor(request.user)
            ref = once(actor, request.POST.get("idempotency_key"), lambda: _create(actor, form))
            return redirect("deliberation:round", Round.objects.values_list("slug", flat=True).get(pk=ref.id))
        return _answer(request, form, status=422)
    topic = topics.filter(slug=request.GET.get("topic", "").replace("\0", "")).first()
    initial = {"topic": topic, "subject": request.GET.get("subject", ""), "language": get_language() or "en"}
    return _answer(request, RoundForm(take_unsent(request), initial=initial, topics=topics))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a round; of an open one, what may still change."""
    found = get_visible(rounds_visible_to(request.user), slug=slug)
    require(request.user, "deliberation.manage_round", found)
    if request.method != "POST":
        return _answer(request, _form_of(request, found, take_unsent(request)), round_=found)
    form = _form_of(request, found, request.POST)
    if not form.is_valid():
        return _answer(request, form, round_=found, status=422)
    try:
        version = form.cleaned_data.get("version") or 0
        edit_round(actor=Actor(request.user), round_=found, version=version, changes=_changes(form))
    except RoundMoved as moved:
        # Saving again, after comparing, is then no surprise.
        again = request.POST.copy()
        again["version"] = str(moved.current.version)
        form.data = again
        form.add_form_error(str(moved))
        return _answer(request, form, round_=found, theirs=moved.current, status=409)
    except RoundFixed as fixed:
        form.add_form_error(str(fixed))
        return _answer(request, form, round_=found, status=422)
    return redirect("deliberation:round", slug)


def _create(actor: Actor, form: RoundForm) -> Ref:
    subject = form.cleaned_data["subject"]
    if subject is not None and resolve_one(subject, actor.user) is None:
        subject = None
    made = create_round(actor=actor, subject=subject, **_changes(form))
    return Ref("deliberation.round", made.pk)


def _form_of(request: HttpRequest, found: Round, data: Any) -> OpenRoundForm:
    if found.state == RoundState.DRAFT:
        return RoundForm(data, initial=initial_of(found), topics=topics_for_rounds(request.user))
    return OpenRoundForm(data, initial=initial_of(found))


def _changes(form: OpenRoundForm) -> dict[str, Any]:
    """The values of the round by name; the thresholds together."""
    left_out = {"version", "subject", *PARAMETERS}
    return {name: value for name, value in form.cleaned_data.items() if name not in left_out}


def _answer(
    request: HttpRequest,
    form: OpenRoundForm,
    *,
    round_: Round | None = None,
    theirs: Round | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "round": round_,
        "theirs": theirs,
        "mine": form.data.get("description", "") if theirs is not None else "",
        "parameter_names": PARAMETERS if isinstance(form, RoundForm) else (),
    }
    return page(request, "deliberation/edit.html", context, status=status)

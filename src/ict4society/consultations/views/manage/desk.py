"""The secretariat's desk: where the consultation stands, what comes next, what waits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.consultations.actions.move_stage import StageRefused, check_ready, move_stage
from ict4society.consultations.forms.set_up import StageForm
from ict4society.consultations.models import Consultation, TextVersion
from ict4society.consultations.queries.contributions import asked_to_be_taken
from ict4society.consultations.queries.open_responses import open_responses
from ict4society.consultations.speaking import speaker_of
from ict4society.consultations.states import TRANSITIONS, ContributionState, Stage
from ict4society.consultations.views._scene import find_managed, scene
from ict4society.foundation.actors import Actor
from ict4society.foundation.database.together import Total, together
from ict4society.foundation.policy import Refused, allowed
from ict4society.foundation.ui.pages import page


@allowed("consultations.manage_consultation")
@require_safe
def manage(request: HttpRequest, slug: str) -> HttpResponse:
    """Stages, text, questions, contributions and what waits for the secretariat."""
    return _show(request, find_managed(request, slug), StageForm())


@allowed("consultations.manage_consultation")
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request: HttpRequest, slug: str) -> HttpResponse:
    """Move to another stage. Read (after signing in), it leads to the desk: nothing is decided unasked."""
    found = find_managed(request, slug)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("consultations:manage", args=[slug]))
    form = StageForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    wanted = Stage(form.cleaned_data["stage"])
    actor = Actor(request.user)
    try:
        moved = move_stage(
            actor=actor,
            consultation=found,
            stage=wanted,
            reason=form.cleaned_data["reason"],
            closes_at=form.cleaned_data["closes_at"],
        )
    except Refused as refused:
        form.add_form_error(str(refused))
        return _show(request, found, form, status=refused.status)
    message = _("The consultation is now in the stage “%(stage)s”.")
    messages.success(request, message % {"stage": moved.get_stage_display()})
    return HttpResponseRedirect(reverse("consultations:manage", args=[slug]), status=303)


def _show(request: HttpRequest, found: Consultation, form: StageForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    next_stages: list[dict[str, Any]] = []
    for each in TRANSITIONS[Stage(found.stage)]:
        try:
            check_ready(found, each, now)
            missing = ""
        except StageRefused as refused:
            missing = str(refused)
        next_stages.append({"stage": each, "label": each.label, "missing": missing})
    rows = found.contributions
    late = list(asked_to_be_taken(found))
    for asking in late:
        asking.consultation = found
    texts, changes, questions, submitted, drafts, comments = together(
        found.texts.defer("source").order_by("number", "language"),
        found.stage_changes.select_related("by"),
        Total(found.questions.all()),
        Total(rows.filter(state=ContributionState.SUBMITTED)),
        Total(rows.filter(state=ContributionState.DRAFT, comment_count=0)),
        Total(found.comments.standing()),
    )
    context = scene(request, found) | {
        "form": form,
        "next_stages": next_stages,
        "texts": texts,
        "missing_languages": _missing(found, texts),
        "question_count": questions,
        "submitted": submitted,
        "drafts": drafts,
        "comments": comments,
        "open": open_responses(found),
        "late": [(each, speaker_of(request.user, each, each.visibility)) for each in late],
        "changes": changes,
    }
    return page(request, "consultations/manage.html", context, status=status)


def _missing(found: Consultation, texts: list[TextVersion]) -> list[str]:
    """Languages in which there is neither a text nor one in preparation."""
    have = {text.language for text in texts}
    return [code for code in found.languages if code not in have]

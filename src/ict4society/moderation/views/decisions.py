"""The public log, and one decision for those whom it concerns."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Refused, can, get_visible, public, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import resolve_one, subject_type
from ict4society.foundation.ui.pages import page
from ict4society.moderation.actions.flag_subject import appeal_decision
from ict4society.moderation.forms import AppealForm
from ict4society.moderation.policies import decisions_visible_to
from ict4society.moderation.queries import decision_log
from ict4society.moderation.states import DecisionAction, FlagReason

PAGE = 50


@require_safe
@public
def decisions(request: HttpRequest) -> HttpResponse:
    """What was decided when and why in general: no titles, no words, no names."""
    raw = request.GET.get("before", "")
    rows = decision_log()
    if raw.isascii() and raw.isdigit() and len(raw) <= 18:
        rows = rows.filter(pk__lt=int(raw))
    found = list(rows[: PAGE + 1])
    entries = [
        {
            "at": row.created_at,
            "kind": subject_type(row.subject_kind).label,
            "action": DecisionAction(row.action),
            "reports": row.reports,
            "reasons": [FlagReason(reason).label for reason in row.flag_reasons or ()],
        }
        for row in found[:PAGE]
    ]
    following = reverse("moderation:decisions", query={"before": found[PAGE - 1].pk}) if len(found) > PAGE else ""
    return page(request, "moderation/decisions.html", {"entries": entries, "next_page": following}, tags=("decisions",))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """For the author, those who reported it, and moderators: the reason, and the author's way to another look."""
    row = get_visible(decisions_visible_to(request.user), pk=decision_id)
    may_appeal = can(request.user, "moderation.appeal_decision", row) and row.action == DecisionAction.HIDE
    form = AppealForm(request.POST if request.method == "POST" else take_unsent(request))
    if request.method == "POST" and form.is_valid():
        try:
            appeal_decision(actor=Actor(request.user), decision=row, text=form.cleaned_data["text"])
        except Refused as refused:
            form.add_form_error(str(refused))
        else:
            messages.success(request, _("A moderator will look at it again, and you will be told what was decided."))
            return redirect(request.path)
    context = {
        "decision": row,
        "label": subject_type(row.subject_kind).label,
        "subject": resolve_one(row.ref, request.user),
        "form": form if may_appeal else None,
        "waiting": row.appeals.filter(decision=None).exists(),
    }
    return page(request, "moderation/decision.html", context, status=422 if request.method == "POST" else 200)

"""Joint commitments: what a sector wants together, and everyone's progress."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.commitments.actions.joint import StaleJoint, edit_joint, open_joint
from ict4society.commitments.forms import JointEditForm, JointForm
from ict4society.commitments.models import JointCommitment
from ict4society.commitments.policies import joints_visible_to
from ict4society.commitments.queries import LedgerFilter, joints, ledger, standings_of
from ict4society.commitments.states import Standing
from ict4society.commitments.views.index import SYMBOLS, TONES
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, can, get_visible, public, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page

MOST_ROWS = 200
MOST_JOINTS = 100


@public
@require_safe
def joints_index(request: HttpRequest) -> HttpResponse:
    """The joint commitments, the newest first."""
    context = {
        "joints": list(joints(request.user).order_by("-pk")[:MOST_JOINTS]),
        "may_open": can(request.user, "commitments.open_joint"),
    }
    return page(request, "commitments/joints.html", context, tags=("commitments",))


@public
@require_safe
def joint(request: HttpRequest, pk: int) -> HttpResponse:
    """Its text, and how everybody who joined stands; withdrawn and missed ones are among them."""
    found = get_visible(joints_visible_to(request.user).select_related("topic", "author", "on_behalf_of"), pk=pk)
    rows = ledger(request.user, LedgerFilter(joint=found.pk))
    counts = standings_of(rows)
    context: dict[str, Any] = {
        "joint": found,
        "rows": list(rows.order_by("on_behalf_of__name", "pk")[:MOST_ROWS]),
        "counts": [(standing, standing.label, counts[standing]) for standing in Standing if counts.get(standing)],
        "total": sum(counts.values()),
        "tones": TONES,
        "symbols": SYMBOLS,
        "may": {
            "edit": can(request.user, "commitments.open_joint", found),
            "join": can(request.user, "commitments.add_commitment"),
        },
    }
    tags = (f"joint-commitment:{found.pk}", "commitments")
    return page(request, "commitments/joint.html", context, tags=tags)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_joint(request: HttpRequest) -> HttpResponse:
    """Open one."""
    status = 200
    if request.method != "POST":
        require(request.user, "commitments.open_joint")
        form = JointForm(user=request.user, initial=(take_unsent(request) or request.GET).dict())
    else:
        form = JointForm(request.POST, user=request.user)
        status = 422
        if form.is_valid():
            values = {name: form.cleaned_data[name] for name in ("title", "topic", "text", "language")}

            try:
                made_id = form.once(request.POST.get("idempotency_key"), "commitments.joint", open_joint, **values)
            except (Refused, Forbidden) as refused:
                form.add_form_error(str(refused))
                status = refused.status
            else:
                messages.success(request, _("The joint commitment is open: organisations can join it now."))
                made = JointCommitment(pk=made_id)
                return HttpResponseRedirect(made.get_absolute_url(), status=303)
    return page(request, "commitments/new_joint.html", {"form": form}, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit_joint_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Change its text."""
    found = get_visible(joints_visible_to(request.user).select_related("topic"), pk=pk)
    status, mine = 200, ""
    if request.method != "POST":
        require(request.user, "commitments.open_joint", found)
        unsent = take_unsent(request)
        form = JointEditForm(initial=unsent.dict() if unsent else JointEditForm.initial_of(found))
    else:
        form = JointEditForm(request.POST)
        status = 422
        if form.is_valid():
            try:
                edit_joint(actor=Actor(request.user), joint=found, **form.cleaned_data)
            except StaleJoint as stale:
                mine, found, status = form.cleaned_data["text"], stale.current, stale.status
                form = JointEditForm({**request.POST.dict(), "version": found.version})
                form.is_valid()
                form.add_form_error(str(stale))
            except (Refused, Forbidden) as refused:
                form.add_form_error(str(refused))
                status = refused.status
            else:
                return HttpResponseRedirect(found.get_absolute_url(), status=303)
    return page(request, "commitments/edit_joint.html", {"joint": found, "form": form, "mine": mine}, status=status)

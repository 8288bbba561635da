"""Milestones and documents of a partnership."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.policy import Refused, get_visible, require, signed_in
from ict4society.partnerships.actions.plan import add_agreement, add_milestone, move_milestone, publish_agreement
from ict4society.partnerships.forms import AgreementForm, MilestoneForm, MilestoneMoveForm
from ict4society.partnerships.policies import agreements_visible_to
from ict4society.partnerships.queries import partner_actor
from ict4society.partnerships.views.answering import answer_form
from ict4society.partnerships.views.call import visible_call


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def milestones(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a milestone."""
    found = visible_call(request, pk)
    posted = request.method == "POST"
    if not posted:
        require(request.user, "partnerships.plan_call", found)
    form = MilestoneForm(request.POST) if posted else MilestoneForm()

    def act() -> None:
        add_milestone(actor=partner_actor(request.user, found), call=found, **form.cleaned_data)

    return answer_form(
        request,
        form,
        act,
        template="partnerships/milestones.html",
        context={"call": found},
        done=_("The milestone is set."),
        goal=reverse("partnerships:call", args=[pk], fragment="milestones"),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def milestone(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Say where a milestone stands."""
    found = visible_call(request, pk)
    chosen = get_visible(found.milestones.select_related("call"), pk=number)
    posted = request.method == "POST"
    if not posted:
        require(request.user, "partnerships.plan_call", found)
    form = MilestoneMoveForm(request.POST) if posted else MilestoneMoveForm.of(chosen)

    def act() -> None:
        move_milestone(actor=partner_actor(request.user, found), milestone=chosen, **form.cleaned_data)

    return answer_form(
        request,
        form,
        act,
        template="partnerships/milestone.html",
        context={"call": found, "milestone": chosen},
        done=_("The milestone is brought up to date."),
        goal=reverse("partnerships:call", args=[pk], fragment="milestones"),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def agreements(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a document for the partners alone."""
    found = visible_call(request, pk)
    posted = request.method == "POST"
    if not posted:
        require(request.user, "partnerships.plan_call", found)
    form = AgreementForm(request.POST, request.FILES) if posted else AgreementForm()

    def act() -> None:
        title, upload = form.cleaned_data["title"], form.cleaned_data["file"]
        add_agreement(actor=partner_actor(request.user, found), call=found, title=title, upload=upload)

    return answer_form(
        request,
        form,
        act,
        template="partnerships/agreements.html",
        context={"call": found},
        done=_("The document is added; only partners see it."),
        goal=reverse("partnerships:call", args=[pk], fragment="agreements"),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show a document to everybody, or to the partners alone again. Read (after signing in), it leads to the call."""
    found = visible_call(request, pk)
    chosen = get_visible(agreements_visible_to(request.user).select_related("call"), pk=number, call_id=pk)
    if request.method == "POST":
        try:
            public = request.POST.get("public") == "1"
            publish_agreement(actor=partner_actor(request.user, found), agreement=chosen, public=public)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Everybody sees it now.") if public else _("Only partners see it now."))
    return HttpResponseRedirect(reverse("partnerships:call", args=[pk], fragment="agreements"), status=303)

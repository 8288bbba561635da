"""The campaigns of a consultation: what was said many times in nearly the same words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.consultations.actions.campaigns_decide import merge_campaigns, split_campaign
from ict4society.consultations.export import group_name
from ict4society.consultations.forms.outcome import CampaignReasonForm
from ict4society.consultations.models import Campaign, CampaignDecision, CampaignSearch, Consultation
from ict4society.consultations.outcome_settings import outcome_settings
from ict4society.consultations.queries.campaigns import campaign_said, campaign_texts, own_sentences
from ict4society.consultations.views._outcome import outcome_scene
from ict4society.consultations.views._scene import find, find_managed, tags_of
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Forbidden, Refused, get_visible, public, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page

TEXTS_SHOWN = 200


@public
@require_safe
def campaigns(request: HttpRequest, slug: str) -> HttpResponse:
    """All campaigns with their size, the largest first."""
    found = find(request, slug)
    return _index(request, found, CampaignReasonForm())


@public
@require_safe
def campaign(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One campaign: its common text, what its contributors said besides, and every text of it."""
    found = find(request, slug)
    row = _campaign(found, number)
    unsent = take_unsent(request)
    return _show(request, found, row, CampaignReasonForm(initial=unsent.dict() if unsent else None))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that campaigns are one."""
    found = find_managed(request, slug)
    if request.method != "POST":
        unsent = take_unsent(request)
        return _index(request, found, CampaignReasonForm(initial=unsent.dict() if unsent else None), chosen=unsent)
    form = CampaignReasonForm(request.POST)
    sent = request.POST.getlist("campaign")[:100]
    numbers = [int(each) for each in sent if each.isascii() and each.isdigit() and len(each) < 10]
    status = 422
    if form.is_valid():
        try:
            merge_campaigns(
                actor=Actor(request.user), consultation=found, numbers=numbers, reason=form.cleaned_data["reason"]
            )
        except (Refused, Forbidden) as refused:
            form.add_form_error(str(refused))
            status = refused.status
        else:
            messages.success(request, _("They are one campaign now."))
            return HttpResponseRedirect(reverse("consultations:campaigns", args=[slug]), status=303)
    return _index(request, found, form, chosen=request.POST, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take texts out of a campaign."""
    found = find_managed(request, slug)
    row = _campaign(found, number)
    if request.method != "POST":
        unsent = take_unsent(request)
        return _show(request, found, row, CampaignReasonForm(initial=unsent.dict() if unsent else None), chosen=unsent)
    form = CampaignReasonForm(request.POST)
    texts = [int(each) for each in request.POST.getlist("text") if each.isascii() and each.isdigit() and len(each) < 16]
    status = 422
    if form.is_valid():
        try:
            split_campaign(actor=Actor(request.user), campaign=row, texts=texts, reason=form.cleaned_data["reason"])
        except (Refused, Forbidden) as refused:
            form.add_form_error(str(refused))
            status = refused.status
        else:
            messages.success(request, _("They are taken out of the campaign."))
            return HttpResponseRedirect(reverse("consultations:campaigns", args=[slug]), status=303)
    return _show(request, found, row, form, chosen=request.POST, status=status)


def _campaign(found: Consultation, number: int) -> Campaign:
    rows = Campaign.objects.filter(consultation=found).select_related("consultation__topic")
    return get_visible(rows, number=number)


def _index(
    request: HttpRequest,
    found: Consultation,
    form: CampaignReasonForm,
    *,
    chosen: QueryDict | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = list(Campaign.objects.filter(consultation=found))
    decisions = CampaignDecision.objects.filter(consultation=found).select_related("decided_by")
    context: dict[str, Any] = {
        **outcome_scene(request, found, "campaigns"),
        "rows": [(row, _groups(row)) for row in rows],
        "search": CampaignSearch.objects.filter(consultation=found).first(),
        "similar": outcome_settings(found.thresholds).similar,
        "decisions": list(decisions),
        "form": form,
        "chosen": chosen.getlist("campaign") if chosen is not None else [],
    }
    return page(request, "consultations/campaigns.html", context, tags=tags_of(found), status=status)


def _show(
    request: HttpRequest,
    found: Consultation,
    row: Campaign,
    form: CampaignReasonForm,
    *,
    chosen: QueryDict | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        **outcome_scene(request, found, "campaigns"),
        "campaign": row,
        "groups": _groups(row),
        "members": [campaign_said(request.user, found, each) for each in campaign_texts(row)[:TEXTS_SHOWN]],
        "more": max(0, row.texts - TEXTS_SHOWN),
        "own": own_sentences(request.user, found, row, TEXTS_SHOWN),
        "similar": outcome_settings(found.thresholds).similar,
        "form": form,
        "chosen": chosen.getlist("text") if chosen is not None else [],
    }
    return page(request, "consultations/campaign.html", context, tags=tags_of(found), status=status)


def _groups(row: Campaign) -> list[tuple[str, int]]:
    return sorted(((group_name(key), n) for key, n in row.groups.items()), key=lambda each: (-each[1], each[0]))

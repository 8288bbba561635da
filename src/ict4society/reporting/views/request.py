"""Requests for data between organisations, with the value-chain cap."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Forbidden, Refused, can, get_visible, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page
from ict4society.organisations.models import Organisation
from ict4society.organisations.policies import organisations_visible_to
from ict4society.organisations.queries import active_mandates, actor_for
from ict4society.reporting.actions.request import answer_request, request_data, withdraw_request
from ict4society.reporting.cap import CAP_REASON, beyond_cap
from ict4society.reporting.forms import AnswerForm, RequestForm
from ict4society.reporting.models import DataRequest, Indicator
from ict4society.reporting.policies import requests_visible_to
from ict4society.reporting.queries import published_values
from ict4society.reporting.shown import written


@signed_in
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """What one's organisations ask for and are asked."""
    rows = requests_visible_to(request.user).select_related("asker", "asked").prefetch_related("indicators")
    own = {held.organisation_id for held in active_mandates(request.user)}
    context = {"rows": [{"request": each, "incoming": each.asked_id in own} for each in rows.order_by("-pk")[:200]]}
    return page(request, "reporting/requests.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask an organisation for values."""
    asked = get_visible(organisations_visible_to(request.user), slug=slug)
    own = [held.organisation for held in active_mandates(request.user) if held.role == "representative"]
    own = [each for each in own if each.pk != asked.pk and each.hidden_at is None]
    if not own:
        raise Forbidden(_("Only representatives of an organisation can ask another one for data."))
    choices = _choices()
    offered: dict[str, Any] = {"askers": [(each.pk, each.name) for each in own], "choices": choices}
    if request.method != "POST":
        unsent = take_unsent(request)
        initial = unsent.dict() if unsent else {"year": timezone.now().year - 1}
        return page(request, "reporting/ask.html", {"asked": asked, "form": RequestForm(initial=initial, **offered)})
    form = RequestForm(request.POST, **offered)
    if not form.is_valid():
        return page(request, "reporting/ask.html", {"asked": asked, "form": form}, status=422)
    data = form.cleaned_data
    asker = Organisation.objects.get(pk=data["asker"])
    try:
        actor = actor_for(request.user, asker.pk)
        indicators = list(Indicator.objects.filter(pk__in=data["indicators"]))
        ref = once(
            actor,
            request.POST.get("idempotency_key"),
            lambda: Ref(
                "reporting.request",
                request_data(
                    actor=actor,
                    asker=asker,
                    asked=asked,
                    indicators=indicators,
                    year=data["year"],
                    message=data["message"],
                ).pk,
            ),
        )
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        status = refused.status
        return page(request, "reporting/ask.html", {"asked": asked, "form": form}, status=status)
    messages.success(request, _("Your request is sent."))
    return HttpResponseRedirect(reverse("reporting:request", args=[ref.id]), status=303)


def _choices() -> list[Any]:
    groups: dict[str, list[tuple[str, str]]] = {}
    rows = Indicator.objects.filter(active=True).exclude(version__standard__slug__in=("rdr", "uk-gpg"))
    for each in rows.order_by("version__standard__pk", "position", "pk"):
        groups.setdefault(f"{each.section} {each.section_name}", []).append((str(each.pk), each.label()))
    return list(groups.items())


def _request(request: HttpRequest, pk: int) -> DataRequest:
    return get_visible(requests_visible_to(request.user).select_related("asker", "asked", "asked_by"), pk=pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a request; the asked organisation answers it, with what lies beyond the cap marked."""
    found = _request(request, pk)
    if request.method != "POST":
        unsent = take_unsent(request)
        return _page(request, found, AnswerForm(initial=unsent.dict() if unsent else {}))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    accept = "accept" in request.POST
    reason = form.cleaned_data["reason"]
    if "decline_cap" in request.POST:
        reason = f"{CAP_REASON}\n\n{reason}".strip()
    try:
        answer_request(actor=actor_for(request.user, found.asked_id), request=found, accept=accept, reason=reason)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return _page(request, found, form, status=refused.status)
    return HttpResponseRedirect(reverse("reporting:request", args=[found.pk]), status=303)


def _page(request: HttpRequest, found: DataRequest, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    indicators = list(found.indicators.select_related("version__standard"))
    beyond = {each.pk for each in beyond_cap(indicators, found.asked)}
    rows = []
    for each in indicators:
        value = published_values(each, found.year).filter(organisation_id=found.asked_id).first()
        rows.append(
            {
                "indicator": each,
                "beyond": each.pk in beyond,
                "value": value,
                "said": written(value, each) if value is not None else "",
            }
        )
    context = {
        "request_": found,
        "rows": rows,
        "beyond": len(beyond),
        "cap_reason": CAP_REASON,
        "form": form,
        "may_answer": found.state == "open" and can(request.user, "reporting.answer_request", found),
        "may_withdraw": found.state == "open" and can(request.user, "reporting.withdraw_request", found),
    }
    return page(request, "reporting/request.html", context, status=status)


@signed_in
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own request back."""
    found = _request(request, pk)
    withdraw_request(actor=actor_for(request.user, found.asker_id), request=found)
    return HttpResponseRedirect(reverse("reporting:request", args=[found.pk]), status=303)

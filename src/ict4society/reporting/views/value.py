"""One value: how it came about, how it changed, who checked it; check it, withdraw it, choose among sources."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ict4society.foundation.files.store import files_of
from ict4society.foundation.policy import Conflict, Forbidden, Refused, can, get_visible, public, require, signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.forms import Form
from ict4society.foundation.ui.pages import page
from ict4society.organisations.queries import actor_for, represents
from ict4society.reporting.actions.check import check_value, resolve_conflict
from ict4society.reporting.actions.publish import withdraw_value
from ict4society.reporting.elements import told_grades
from ict4society.reporting.forms import CheckForm, ReasonForm
from ict4society.reporting.hints import conversion
from ict4society.reporting.models import IndicatorValue, Resolution
from ict4society.reporting.policies import values_visible_to
from ict4society.reporting.queries import other_sources
from ict4society.reporting.shown import ASSURANCE_TONES, tone_of, written
from ict4society.reporting.words import value_words


def _value(request: HttpRequest, pk: int) -> IndicatorValue:
    rows = values_visible_to(request.user).select_related(
        "organisation", "indicator__version__standard", "report", "entered_by"
    )
    return get_visible(rows, pk=pk)


@public
@require_safe
def value(request: HttpRequest, pk: int) -> HttpResponse:
    """The exact words, evidence, method, history, checks, other sources."""
    return show_value(request, _value(request, pk))


def show_value(
    request: HttpRequest, found: IndicatorValue, form: Form | None = None, *, status: int = 200
) -> HttpResponse:
    """The page, with the form of a check that was refused or the empty one."""
    user = request.user
    signed = user.is_authenticated
    may_check = signed and found.is_public and can(user, "reporting.check_value", found)
    if form is None and may_check:
        form = CheckForm(user=user, initial={"revision": found.revision})
    same_cell = {
        "organisation_id": found.organisation_id,
        "indicator_id": found.indicator_id,
        "year": found.year,
        "breakdown": found.breakdown,
    }
    inputs = values_visible_to(user).filter(pk__in=found.inputs).select_related("indicator") if found.inputs else []
    context: dict[str, Any] = {
        "value": found,
        "indicator": found.indicator,
        "organisation": found.organisation,
        "said": written(found, whole=True),
        "words": value_words(found, found.indicator),
        "tone": tone_of(found),
        "assurance_tone": ASSURANCE_TONES[found.assurance],
        "conversion": conversion(found.indicator, found),
        "grades": told_grades(found.indicator, found.text),
        "history": list(found.revisions.order_by("-number", "-pk")) if found.published_at else [],
        "checks": list(found.checks.select_related("author", "on_behalf_of").order_by("pk")),
        "others": [{"value": each, "said": written(each)} for each in other_sources(found, user)],
        "resolution": Resolution.objects.filter(**same_cell).select_related("by", "value").first(),
        "inputs": [{"value": each, "said": written(each)} for each in inputs],
        "files": files_of(Ref("reporting.value", found.pk)),
        "form": form,
        "may_check": may_check,
        "may_withdraw": signed and found.is_public and can(user, "reporting.withdraw_value", found),
        "may_resolve": signed and can(user, "reporting.resolve_value", found),
        "signed_in": signed,
    }
    tags = (f"reporting:{found.organisation_id}", f"indicator:{found.indicator_id}", f"value:{found.pk}")
    return page(request, "reporting/value.html", context, status=status, tags=tags)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or doubt it. Read (after signing in), it leads to the value."""
    found = _value(request, pk)
    address = reverse("reporting:value", args=[found.pk], fragment="checks")
    if request.method != "POST":
        unsent = take_unsent(request)
        if unsent:
            return show_value(request, found, CheckForm(user=request.user, initial=unsent.dict()))
        return HttpResponseRedirect(address)
    form = CheckForm(request.POST, user=request.user)
    if not form.is_valid():
        return show_value(request, found, form, status=422)
    names = ("revision", "verdict", "reason", "source_url")
    try:
        check_value(actor=form.actor(), value=found, **{name: form.cleaned_data[name] for name in names})
    except Conflict as stale:
        fresh = _value(request, pk)
        form = CheckForm({**request.POST.dict(), "revision": fresh.revision}, user=request.user)
        form.is_valid()
        form.add_form_error(str(stale))
        return show_value(request, fresh, form, status=stale.status)
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return show_value(request, found, form, status=refused.status)
    messages.success(request, _("Your check stands beside the value."))
    return HttpResponseRedirect(address, status=303)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the value back, with a reason."""
    found = _value(request, pk)
    require(request.user, "reporting.withdraw_value", found)
    return _with_reason(request, found, "reporting/withdraw.html", withdraw_value)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Let this value count among conflicting ones."""
    found = _value(request, pk)
    require(request.user, "reporting.resolve_value", found)
    return _with_reason(request, found, "reporting/choose.html", resolve_conflict)


def _with_reason(request: HttpRequest, found: IndicatorValue, template: str, act: Any) -> HttpResponse:
    context: dict[str, Any] = {
        "value": found,
        "words": value_words(found, found.indicator),
        "others": [{"value": each, "said": written(each)} for each in other_sources(found, request.user)],
    }
    if request.method != "POST":
        unsent = take_unsent(request)
        return page(request, template, {**context, "form": ReasonForm(initial=unsent.dict() if unsent else {})})
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return page(request, template, {**context, "form": form}, status=422)
    own = represents(request.user, found.organisation)
    try:
        actor = actor_for(request.user, found.organisation_id if own else None)
        act(actor=actor, value=found, reason=form.cleaned_data["reason"])
    except (Refused, Forbidden) as refused:
        form.add_form_error(str(refused))
        return page(request, template, {**context, "form": form}, status=refused.status)
    return HttpResponseRedirect(reverse("reporting:value", args=[found.pk]), status=303)

"""For operators: people, their roles, suspended accounts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ict4society.accounts.actions import roles
from ict4society.accounts.forms import AppointForm, SuspendForm
from ict4society.accounts.queries import find_people
from ict4society.accounts.states import Role
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Refused, allowed, get_visible
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page

APPOINT = {Role.MODERATOR: roles.appoint_moderator, Role.OPERATOR: roles.appoint_operator}
DISMISS = {Role.MODERATOR: roles.dismiss_moderator, Role.OPERATOR: roles.dismiss_operator}
PER_PAGE = 50


@allowed("accounts.manage_people")
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Find people; a POST appoints someone by their address."""
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            APPOINT[Role(form.cleaned_data["role"])](actor=Actor(request.user), person=form.cleaned_data["email"])
        except Refused as refused:
            form.add_form_error(str(refused))
        else:
            messages.success(request, _("%(name)s has been appointed.") % {"name": form.cleaned_data["email"]})
            return redirect("accounts:people")
    text = request.GET.get("q", "").replace("\0", "")[:200]
    found = Paginator(find_people(text), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "found": found, "text": text}
    return page(request, "accounts/people.html", context, status=422 if request.method == "POST" else 200)


@allowed("accounts.manage_people")
@require_POST
def dismiss(request: HttpRequest, person_id: int, role: str) -> HttpResponse:
    """Take a role from a person."""
    person = get_visible(find_people(""), pk=person_id)
    return _then_list(request, lambda: DISMISS[Role(role)](actor=Actor(request.user), person=person))


@allowed("accounts.manage_people")
@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request: HttpRequest, person_id: int) -> HttpResponse:
    """Shut an account, with a reason."""
    person = get_visible(find_people(""), pk=person_id)
    form = SuspendForm(request.POST if request.method == "POST" else take_unsent(request))
    if request.method == "POST" and form.is_valid():
        try:
            roles.suspend_account(actor=Actor(request.user), person=person, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_form_error(str(refused))
        else:
            messages.success(request, _("The account has been suspended."))
            return redirect("accounts:people")
    context = {"form": form, "person": person}
    return page(request, "accounts/suspend.html", context, status=422 if request.method == "POST" else 200)


@allowed("accounts.manage_people")
@require_POST
def reinstate(request: HttpRequest, person_id: int) -> HttpResponse:
    """Open a suspended account again."""
    person = get_visible(find_people(""), pk=person_id)
    return _then_list(request, lambda: roles.reinstate_account(actor=Actor(request.user), person=person))


def _then_list(request: HttpRequest, act: Any) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Done."))
    return redirect("accounts:people")

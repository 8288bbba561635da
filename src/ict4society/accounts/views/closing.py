"""Close one's account."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.accounts.actions.close import close_account
from ict4society.accounts.closing import obstacles
from ict4society.accounts.forms import CloseForm
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import Refused, signed_in
from ict4society.foundation.ui.pages import page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def close(request: HttpRequest) -> HttpResponse:
    """Says what closing means and what stands in the way; closes when the person says so."""
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close_account(actor=Actor(request.user))
        except Refused as refused:
            form.add_form_error(str(refused))
        else:
            logout(request)
            messages.success(request, _("Your account is closed. Thank you for what you contributed."))
            return redirect("/")
    context = {"form": form, "obstacles": obstacles(request.user)}
    return page(request, "accounts/close.html", context, status=422 if request.method == "POST" else 200)

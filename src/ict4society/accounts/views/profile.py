"""Edit one's profile."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from ict4society.accounts.actions.profile import PROFILE_FIELDS, edit_profile
from ict4society.accounts.forms import ProfileForm
from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import signed_in
from ict4society.foundation.policy.unsent import take_unsent
from ict4society.foundation.ui.pages import page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, what others read about me, country, language, time zone."""
    initial = {name: getattr(request.user, name) for name in PROFILE_FIELDS}
    typed = request.POST if request.method == "POST" else take_unsent(request)
    form = ProfileForm(typed, initial=initial)
    if request.method == "POST" and form.is_valid():
        person = edit_profile(actor=Actor(request.user), **form.cleaned_data)
        with override(person.language):
            messages.success(request, _("Your profile has been saved."))
        return redirect("accounts:profile")
    status = 422 if request.method == "POST" else 200
    return page(request, "accounts/profile.html", {"form": form}, status=status)

"""What a person wants to be told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ict4society.foundation.actors import Actor
from ict4society.foundation.policy import signed_in
from ict4society.foundation.ui.pages import page
from ict4society.notifications.actions.choose_mail import choose_mail
from ict4society.notifications.forms import MailForm
from ict4society.notifications.models import MailPreference
from ict4society.notifications.queries import subscriptions


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def preferences(request: HttpRequest) -> HttpResponse:
    """Mail or none; what is followed and what is muted."""
    if request.method == "POST":
        form = MailForm(request.POST)
        if form.is_valid():
            choose_mail(actor=Actor(request.user), by_mail=form.cleaned_data["by_mail"])
            messages.success(request, _("Saved."))
            return redirect(reverse("notifications:preferences"))
    reader: Any = request.user
    stored = MailPreference.objects.filter(user_id=reader.pk).first()
    form = MailForm(initial={"by_mail": stored.by_mail if stored else True})
    context = {"form": form, "subscriptions": subscriptions(request.user)}
    return page(request, "notifications/preferences.html", context)

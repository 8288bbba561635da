"""All that belongs to one's own account, on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ict4society.accounts.queries import drafts_of, tokens_of
from ict4society.foundation.policy import signed_in
from ict4society.foundation.ui.pages import page


@signed_in
@require_safe
def account_settings(request: HttpRequest) -> HttpResponse:
    """The entrance to profile, sign-in, programs and data."""
    counts = {"drafts": drafts_of(request.user).count(), "tokens": tokens_of(request.user).count()}
    return page(request, "accounts/settings.html", counts)

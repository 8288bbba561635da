"""Keys for programs."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ict4society.accounts.actions.token import create_token, revoke_token
from ict4society.accounts.forms import TokenForm
from ict4society.accounts.queries import tokens_of
from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.once import once
from ict4society.foundation.policy import Refused, get_visible, signed_in
from ict4society.foundation.subjects import Ref
from ict4society.foundation.ui.pages import page


@signed_in
@require_safe
def list_tokens(request: HttpRequest) -> HttpResponse:
    """The person's tokens: what each may do, until when, and when it was last used."""
    return page(request, "accounts/tokens.html", {"tokens": list(tokens_of(request.user)), "raw": None})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
@never_cache
def add_token(request: HttpRequest) -> HttpResponse:
    """Makes a token and shows it, this one time. A repeated submission cannot show it again."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor, shown = Actor(request.user), []

        def make() -> Ref:
            values = form.cleaned_data
            token, raw = create_token(
                actor=actor, label=values["label"], scopes=values["scopes"], expires_at=form.expires_at()
            )
            shown.append(raw)
            return Ref("accounts.token", token.pk)

        try:
            once(actor, request.POST.get("idempotency_key"), make)
        except Refused as refused:
            form.add_form_error(str(refused))
        else:
            if not shown:
                messages.info(request, _("This token had been made already; it can be shown only once."))
                return redirect("accounts:tokens")
            return page(request, "accounts/tokens.html", {"tokens": list(tokens_of(request.user)), "raw": shown[0]})
    return page(request, "accounts/token_form.html", {"form": form}, status=422 if request.method == "POST" else 200)


@signed_in
@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Makes one token useless."""
    revoke_token(actor=Actor(request.user), token=get_visible(tokens_of(request.user), pk=token_id))
    messages.success(request, _("The token has been revoked."))
    return redirect("accounts:tokens")

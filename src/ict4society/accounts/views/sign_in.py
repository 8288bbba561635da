"""Signing in and up: allauth's views, told which OpenID Connect providers there are, answering errors with 422."""

from __future__ import annotations

from typing import Any

from allauth.account import views as allauth_views
from allauth.socialaccount import views as social_views
from allauth.socialaccount.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ict4society.foundation.policy import public, signed_in


def providers(request: HttpRequest, process: str) -> list[tuple[str, str]]:
    """Name and address of each provider with which one can sign in."""
    query = {"process": process}
    if back := request.GET.get("next"):
        query["next"] = back
    return [
        (provider.name, provider.get_login_url(request, **query)) for provider in get_adapter().list_providers(request)
    ]


class WithProviders:
    """Adds the providers to the page; a form with errors is a 422."""

    process = "login"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {"providers": providers(self.request, self.process)}  # type: ignore[attr-defined]

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == 200:
            response.status_code = 422
        return response


class SignInView(WithProviders, allauth_views.LoginView):
    """Address and password, passkey, or another provider."""


class SignUpView(WithProviders, allauth_views.SignupView):
    """Name, address, password."""


class ConnectionsView(WithProviders, social_views.ConnectionsView):
    """Accounts elsewhere with which the person signs in."""

    process = "connect"


sign_in = public(SignInView.as_view())
sign_up = public(SignUpView.as_view())
connections = signed_in(ConnectionsView.as_view())


@public
def root(request: HttpRequest) -> HttpResponse:
    """``/accounts/`` is nothing by itself: it leads to the settings, through sign-in where needed."""
    return redirect("accounts:settings")

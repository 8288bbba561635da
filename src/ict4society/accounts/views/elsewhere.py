"""To a provider of OpenID Connect and back: allauth's views, with its answers checked and its absence reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from ict4society.accounts.openid import CheckedAdapter
from ict4society.foundation.policy import public


@public
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """A button first (a link alone signs nobody in), then the way there."""
    return _answered(request, provider_id, OAuth2LoginView.adapter_view)


@public
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """With the provider's answer."""
    return _answered(request, provider_id, OAuth2CallbackView.adapter_view)


def _answered(
    request: HttpRequest, provider_id: str, view: Callable[[Any], Callable[..., HttpResponse]]
) -> HttpResponse:
    try:
        provider = get_adapter().get_provider(request, provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    try:
        return view(CheckedAdapter(request, provider_id))(request)
    except (OAuth2Error, RequestException) as error:
        return render_authentication_error(request, provider, exception=error)

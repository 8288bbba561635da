"""Default deny: a view runs only if its declared policy lets this person in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from ict4society.foundation.policy.access import Forbidden, can
from ict4society.foundation.policy.refused import Refused
from ict4society.foundation.policy.routes import RoutePolicy
from ict4society.foundation.policy.unsent import forget_unsent, keep_unsent, unsent_for


class PolicyMiddleware:
    """Enforces the policies of views. Views of the packages in ``POLICY_OWN_CHECKS`` check for themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET":
            return self._send_again(request) or response
        if request.method == "POST" and response.status_code < 400 and request.user.is_authenticated:
            forget_unsent(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        policy: RoutePolicy | None = getattr(view, "policy", None)
        if policy is None:
            if view.__module__.startswith(settings.POLICY_OWN_CHECKS):
                return None
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} declares no policy (foundation.policy)")
        if policy.kind == "public":
            return None
        if not request.user.is_authenticated:
            return self._sign_in(request)
        if policy.permission and not can(request.user, policy.permission):
            raise Forbidden(_("This page is for people with another role."))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """A domain refusal that no form has caught: 409 or 422 with its sentence, never a 500."""
        if not isinstance(exception, Refused):
            return None
        # Imported here: the pages' environment needs the apps, which load after the middleware's module.
        from ict4society.foundation.ui.views.errors import error_page

        return error_page(request, exception.status, reason=str(exception))

    def _send_again(self, request: HttpRequest) -> HttpResponseBase | None:
        """After signing in one comes back to the address of the form; where it takes no GET, one can send it again."""
        unsent = unsent_for(request) if request.user.is_authenticated else None
        if unsent is None:
            return None
        # Imported here, like the page of errors above.
        from ict4society.foundation.ui.pages import page

        return page(request, "ui/send_again.html", {"unsent": unsent})

    def _sign_in(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST":
            keep_unsent(request)
        back = request.get_full_path()
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=204)
            current = request.headers.get("HX-Current-URL-abs-path") or back
            response["HX-Redirect"] = redirect_to_login(current).url
            return response
        return redirect_to_login(back)

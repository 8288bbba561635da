"""Below ``/api/`` every error is a problem, also those that arise before or outside an operation."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from ict4society.foundation.api.problems import CONTENT_TYPE, problem

PREFIX = "/api/"
KEPT = ("Allow", "Retry-After", "WWW-Authenticate")


class ProblemMiddleware:
    """Unknown addresses (404), wrong methods (405), unreadable requests (400), our mistakes (500) as problem+json."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        if "\x00" in request.path or "\x00" in "".join(value for _k, values in request.GET.lists() for value in values):
            return problem(400, _("An address cannot contain NUL."))
        response = self.get_response(request)
        if response.status_code < 400 or response.headers.get("Content-Type", "").startswith(CONTENT_TYPE):
            return response
        headers = {name: response.headers[name] for name in KEPT if name in response.headers}
        return problem(response.status_code, _DETAILS.get(response.status_code, lambda: "")(), headers=headers)


_DETAILS: dict[int, Callable[[], str]] = {
    404: lambda: _("There is nothing here."),
    405: lambda: _("This method is not offered here; the header Allow names those that are."),
    500: lambda: _("This is a mistake of ours. It has been logged."),
}

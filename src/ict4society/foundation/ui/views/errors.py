"""Django's error pages. None of them asks who reads: what failed may be the database, the session or the person."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from ict4society.foundation.policy import public
from ict4society.foundation.ui.environment import page_environment


def error_page(request: HttpRequest | None, status: int, *, reason: str = "", name: str = "") -> HttpResponse:
    """The page `<status>.html` (or `name`), with `reason` shown where the page has a place for it."""
    # Not through the backend: its context processors would read the session.
    template = page_environment().get_template(name or f"{status}.html")
    known = {"request": request} if request is not None else {}
    return HttpResponse(template.render(known, exception=reason), status=status)


@public
def bad_request(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """400: what was sent could not be read."""
    return error_page(request, 400)


@public
def permission_denied(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """403: with the reason that the policy gave."""
    return error_page(request, 403, reason=str(exception or ""))


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is missing or old. Django's `reason` is for developers and stays in the log."""
    return error_page(request, 403, name="403_csrf.html")


@public
def page_not_found(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """404: the same for what does not exist and for what this reader may not see."""
    return error_page(request, 404)


@public
def server_error(request: HttpRequest | None = None, *args: Any) -> HttpResponse:
    """500: our own mistake."""
    return error_page(request, 500)

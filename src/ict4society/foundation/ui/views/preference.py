"""A reader's preference, kept in a cookie: what the views of theme and language share.

These forms carry no CSRF token on purpose: a token sets a cookie, and a visitor's page with a cookie could not be kept
in the page cache. What a forged request could do is change the colours or the language; and the browser's own
`Sec-Fetch-Site` header refuses even that.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

YEAR = 365 * 24 * 3600  # seconds


def is_forged(request: HttpRequest) -> bool:
    """Whether the browser says that another site sent this request."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}


def remember(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    """Keep `value` in `cookie` for a year and lead back to the page the form was on (`next`, of this site only)."""
    if is_forged(request):
        return HttpResponseForbidden()
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response

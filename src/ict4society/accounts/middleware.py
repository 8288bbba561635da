"""A signed-in person reads in the language and time zone of their profile, and drafts end when they are sent."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation

from ict4society.accounts.actions.draft import discard_draft
from ict4society.accounts.actions.profile import edit_profile
from ict4society.foundation.actors import Actor


class DraftMiddleware:
    """A form that names its draft (``draft_place``) and was taken leaves no draft behind."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "POST" and response.status_code < 400 and "draft_place" in request.POST:
            self._forget(request)
        return response

    def _forget(self, request: HttpRequest) -> None:
        on_its_way = "preview_field" in request.POST or request.path.startswith(reverse("accounts:drafts"))
        if not on_its_way and request.user.is_authenticated:
            discard_draft(request.user, request.POST["draft_place"])


class ReaderMiddleware:
    """After the middleware that knows the person. Visitors cost nothing here: without a session nobody is looked up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        person = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        if person is None or not person.is_authenticated:
            return self.get_response(request)
        if person.language in dict(settings.LANGUAGES):
            translation.activate(person.language)
            request.LANGUAGE_CODE = person.language
        try:
            timezone.activate(person.time_zone)
        except (ValueError, LookupError):
            timezone.deactivate()  # a zone that this machine's database does not know (any more)
        try:
            response = self.get_response(request)
        finally:
            timezone.deactivate()
        self._keep_choice(request, response)
        return response

    def _keep_choice(self, request: HttpRequest, response: HttpResponseBase) -> None:
        """The switch in the page's header sets a cookie; the profile follows, so that mails do as well."""
        cookie = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
        person = request.user
        if cookie and cookie.value in dict(settings.LANGUAGES) and person.is_authenticated and person.is_active:
            edit_profile(actor=Actor(person), language=cookie.value)

"""What allauth asks of us: who a new person is, how mails are written, where sign-in leads."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ict4society.accounts.models import User
from ict4society.accounts.models.user import NAME_LENGTH

logger = structlog.get_logger(__name__)
EMAIL_LENGTH = 254
"""RFC 5321, section 4.5.3.1.3."""
SILENT = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}
"""What the page itself shows already."""


def page_language() -> str:
    """The language in which the person reads now, if it is one of the pages' languages."""
    code = translation.get_language() or settings.LANGUAGE_CODE
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of the community."""

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """A new person has a name and reads in the language in which they signed up."""
        user.name = form.cleaned_data["name"]
        user.language = page_language()
        return super().save_user(request, user, form, commit)

    def clean_email(self, email: str) -> str:
        """allauth would cut an address that is too long, and mail somebody else."""
        if len(email) > EMAIL_LENGTH:
            raise ValidationError(_("This address is too long to be one."), code="too_long")
        return str(super().clean_email(email))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """A person who has never been shown the first steps is shown them now."""
        if request.session.pop("welcome", None):
            return reverse("accounts:welcome")
        return super().get_login_redirect_url(request)

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """After confirming: the first steps, or to sign in and then there."""
        welcome = reverse("accounts:welcome")
        if self.request.user.is_authenticated:
            return welcome
        return reverse("account_login", query={"next": welcome})

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:settings")

    def format_email_subject(self, subject: str) -> str:
        """As it is: the sender's name says which site writes."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the person's language, with the address of the site rather than that of the request."""
        person = context.get("user")
        language = person.language if isinstance(person, User) else page_language()
        with translation.override(language):
            full = {"request": allauth_context.request, "email": email, "site_url": settings.SITE_URL, **context}
            message = self.render_mail(template_prefix, email, full)
        try:
            message.send()
        except (OSError, SMTPException):
            # The account, or the change, stands. The person can ask for the mail again, and should know to.
            logger.exception("mail not sent", template=template_prefix)
            if allauth_context.request is not None:
                sentence = _("The mail could not be sent just now. Please try again in a few minutes.")
                messages.error(allauth_context.request, sentence)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kw: Any
    ) -> None:
        """Says what happened, unless the page shows it anyway."""
        if message_template in SILENT and level != messages.ERROR:
            return
        super().add_message(request, level, message_template, *args, **kw)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """People who come through OpenID Connect are people like all others: same fields, same policies."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Take the name that the provider vouches for; the sign-up form asks for what is missing."""
        user = super().populate_user(request, sociallogin, data)
        whole = " ".join(part for part in (data.get("first_name"), data.get("last_name")) if part)
        user.name = (data.get("name") or whole or "").strip()[:NAME_LENGTH]
        user.language = page_language()
        return user

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Without a name there is a form to fill in first."""
        return bool(sociallogin.user.name) and super().is_auto_signup_allowed(request, sociallogin)

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        return super().get_signup_form_initial_data(sociallogin) | {"name": sociallogin.user.name}

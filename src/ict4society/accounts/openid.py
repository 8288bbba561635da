"""OpenID Connect with a provider whose answers are checked before anything is made of them.

Sources: OpenID Connect Core 1.0 (sections 5.1, 5.3.2 and 5.3.4), Discovery 1.0 (section 3).
"""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

SUBJECT_LENGTH = 191
"""What can be kept of a subject identifier; the standard allows 255 ASCII characters, providers use far fewer."""
TEXT_LENGTH = 200
EMAIL_LENGTH = 254
NAMES = ("name", "given_name", "family_name")
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint")

_is_url = URLValidator(schemes=("https", "http"))


class CheckedAdapter(OpenIDConnectOAuth2Adapter):
    """Raises OAuth2Error, which becomes a page that says so, where the provider's answer is not what it should be."""

    @property
    def openid_config(self) -> dict[str, Any]:
        try:
            found = super().openid_config
        except (AttributeError, TypeError, ValueError) as error:  # JSON, but no object
            raise OAuth2Error("the discovery document of the provider cannot be read") from error
        if not isinstance(found, dict) or not all(_is_address(found.get(name)) for name in ENDPOINTS):
            raise OAuth2Error("the discovery document of the provider lacks an endpoint")
        return found

    def complete_login(self, request: Any, app: Any, token: Any, **kwargs: Any) -> Any:
        self._subjects: set[str] = set()
        found = super().complete_login(request, app, token, **kwargs)
        if len(self._subjects) > 1:
            raise OAuth2Error("token and user information are of two people")
        return found

    def _fetch_user_info(self, access_token: str) -> dict[str, Any]:
        return self._checked(super()._fetch_user_info(access_token))

    def _decode_id_token(self, app: Any, id_token: Any) -> dict[str, Any]:
        return self._checked(super()._decode_id_token(app, id_token))

    def _checked(self, said: Any) -> dict[str, Any]:
        claims = checked_claims(said)
        self._subjects.add(claims["sub"])
        return claims


def checked_claims(said: Any) -> dict[str, Any]:
    """What we take over of what the provider says of a person; whatever is malformed is left out.

    Raises OAuth2Error when it is not said of whom it speaks.
    """
    if not isinstance(said, dict):
        raise OAuth2Error("the provider does not answer with claims")
    subject = said.get("sub")
    if not isinstance(subject, str) or not subject.isprintable() or not 0 < len(subject) <= SUBJECT_LENGTH:
        raise OAuth2Error("the provider names no subject")
    claims: dict[str, Any] = {"sub": subject}
    for name in NAMES:
        value = said.get(name)
        if isinstance(value, str) and value.isprintable() and value.strip():
            claims[name] = value.strip()[:TEXT_LENGTH]
    email = said.get("email")
    if _is_email(email):
        claims |= {"email": email, "email_verified": said.get("email_verified") is True}
    return claims


def _is_address(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    host_and_path = value.partition("://")[2]
    if host_and_path.startswith(("127.0.0.1:", "localhost:")):
        return True  # a provider on the same machine, which the validator does not take for an address
    try:
        _is_url(value)
    except ValidationError:
        return False
    return True


def _is_email(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > EMAIL_LENGTH:
        return False
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True

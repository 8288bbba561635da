"""allauth's forms of passkeys: a credential that no browser made is an error of the form, not of the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms

Check = Callable[[], Any]


def _checked(check: Check) -> Any:
    """allauth reads the posted JSON without looking whether it has the parts of a credential."""
    try:
        return check()
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class AddPasskeyForm(forms.AddWebAuthnForm):
    """A new passkey."""

    def clean(self) -> Any:
        return _checked(super().clean)


class UsePasskeyForm(forms.AuthenticateWebAuthnForm):
    """A passkey as the second factor."""

    def clean_credential(self) -> Any:
        return _checked(super().clean_credential)


class ConfirmPasskeyForm(forms.ReauthenticateWebAuthnForm):
    """A passkey to confirm who it is."""

    def clean_credential(self) -> Any:
        return _checked(super().clean_credential)


class SignInPasskeyForm(forms.LoginWebAuthnForm):
    """A passkey instead of the password."""

    def clean_credential(self) -> Any:
        return _checked(super().clean_credential)

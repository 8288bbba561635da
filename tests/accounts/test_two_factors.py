"""Authenticator app, recovery codes, sessions, passkeys' pages."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.urls import reverse

from tests.people.factory import person

pytestmark = pytest.mark.django_db
PASSWORD = "a good long password"


def sign_in(client, member) -> None:
    client.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def member(client):
    user = person()
    sign_in(client, user)
    return user


def activate(client) -> str:
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<dd>([A-Z2-7]{16,})</dd>", page).group(1)
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    return secret


def test_an_authenticator_app_is_asked_for_afterwards(client, member, django_capture_on_commit_callbacks):
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "data:image/svg+xml;base64," in page
    with django_capture_on_commit_callbacks(execute=True):
        secret = activate(client)
    assert "Your authenticator app is in use" in [message.subject for message in mail.outbox]
    assert "In use" in client.get(reverse("mfa_index")).content.decode()
    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "10 of 10 codes are unused" in codes
    text = client.get(reverse("mfa_download_recovery_codes")).content.decode().split()
    assert len(text) == 10
    client.post(reverse("account_logout"))
    response = client.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
    assert response.url.startswith(reverse("mfa_authenticate"))
    page = client.get(response.url).content.decode()
    assert "Use a passkey or security key" in page
    assert "error-summary" in client.post(response.url, {"code": "000000"}).content.decode()
    client.post(response.url, {"code": text[0]})
    assert client.get(reverse("accounts:settings")).status_code == 200
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert "Set it up" in client.get(reverse("mfa_index")).content.decode()
    assert secret


def test_the_way_to_a_passkey_carries_what_the_browser_needs(client, member):
    page = client.get(reverse("mfa_add_webauthn")).content.decode()
    assert 'data-passkey="create"' in page
    assert "&#34;challenge&#34;" in page or "&quot;challenge&quot;" in page or "challenge" in page
    assert "accounts/passkeys.js" in page
    assert "<script>" not in page
    client.logout()
    options = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["challenge"]
    response = client.post(reverse("mfa_add_webauthn"), {"credential": "{}"})
    assert response.status_code == 302


def test_a_made_up_credential_opens_nothing(client):
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    response = client.post(reverse("mfa_login_webauthn"), {"credential": '{"id": "x"}'})
    assert response.status_code == 302
    assert client.get(reverse("accounts:settings")).status_code == 302


def test_sessions_are_listed_and_ended(client, member):
    from django.test import Client

    other = Client(headers={"User-Agent": "Elsewhere 1.0"})
    sign_in(other, member)
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "Elsewhere 1.0" in page
    assert "this browser" in page
    client.post(reverse("usersessions_list"))
    assert other.get(reverse("accounts:settings")).status_code == 302
    assert client.get(reverse("accounts:settings")).status_code == 200


def test_every_template_that_allauth_can_show_is_ours():
    """Whatever an enabled part of allauth can render is in our look."""
    from pathlib import Path

    import allauth

    theirs = Path(allauth.__file__).parent / "templates"
    ours = Path(__file__).resolve().parents[2] / "src/ict4society/accounts/templates"
    enabled = ("account", "mfa", "socialaccount", "usersessions")
    never = {
        "account/email.html",  # ACCOUNT_CHANGE_EMAIL shows email_change.html instead
        "account/phone_change.html",
        "account/confirm_phone_verification_code.html",  # no telephone numbers here
        "account/confirm_email_verification_code.html",
        "account/confirm_password_reset_code.html",  # links in mails, no codes
        "account/signup_by_passkey.html",  # passkeys are added after joining
    }
    missing = []
    for folder in enabled:
        for template in sorted((theirs / folder).rglob("*")):
            name = template.relative_to(theirs).as_posix()
            part = any(piece in name for piece in ("/snippets/", "/base", "/messages/"))
            if template.is_file() and not part and name not in never and not (ours / name).exists():
                missing.append(name)
    assert missing == []

"""Every page of accounts answers, for a visitor and for a member."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.people.factory import person

pytestmark = pytest.mark.django_db

VISITOR = ["account_login", "account_signup", "account_reset_password", "account_email_verification_sent"]
VISITOR += ["account_reset_password_done", "account_inactive", "account_reset_password_from_key_done"]
VISITOR += ["socialaccount_login_cancelled"]
MEMBER = ["accounts:settings", "accounts:welcome", "accounts:profile", "accounts:tokens", "accounts:drafts"]
MEMBER += ["account_email", "account_change_password", "account_logout", "mfa_index", "mfa_list_webauthn"]
MEMBER += ["usersessions_list", "socialaccount_connections"]
FRESH = ["accounts:add_token", "accounts:close", "accounts:export", "mfa_activate_totp", "mfa_add_webauthn"]


@pytest.mark.parametrize("route", VISITOR)
def test_visitor_reads(client, route):
    response = client.get(reverse(route))
    assert response.status_code == 200
    assert b"<h1" in response.content


def test_a_failed_sign_in_elsewhere_has_a_page(client):
    response = client.get(reverse("socialaccount_login_error"))
    assert response.status_code == 401
    assert "Signing in did not work" in response.content.decode()


@pytest.mark.parametrize("route", MEMBER)
def test_member_reads(client, route):
    client.force_login(person())
    response = client.get(reverse(route))
    assert response.status_code == 200
    assert b"<h1" in response.content


@pytest.mark.parametrize("route", [route for route in (*MEMBER, *FRESH) if route != "account_logout"])
def test_visitor_is_sent_to_sign_in(client, route):
    response = client.get(reverse(route))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("route", FRESH)
def test_sensitive_pages_ask_once_more(client, route):
    member = person()
    client.force_login(member)
    response = client.get(reverse(route))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_reauthenticate"))
    page = client.get(response.url)
    assert page.status_code == 200
    answer = client.post(response.url, {"password": "a good long password", "next": reverse(route)})
    assert answer.url == reverse(route)
    assert client.get(reverse(route)).status_code == 200

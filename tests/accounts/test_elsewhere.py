"""Signing in with an account elsewhere (OpenID Connect), against a provider that answers over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from ict4society.accounts.models import User
from tests.accounts.provider import CLIENT, SECRET, Provider
from tests.accounts.test_sign_up import link_in
from tests.people.factory import person

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
ADA = {"sub": "ada-1", "name": "Ada Example", "email": "ada@example.org", "email_verified": True}
LOGIN = "/accounts/oidc/oidc/login/"
CALLBACK = "/accounts/oidc/oidc/login/callback/"


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with Provider(claims=dict(ADA)) as running:
        app = {
            "provider_id": "oidc",
            "name": "EU Login",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": running.address},
        }
        kept = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**kept, "APPS": [app]}}
        yield running


def come_back(client: Client, provider: Provider, address: str = LOGIN) -> Any:
    """Press the button, agree at the provider, and follow the way back."""
    begun = client.post(address)
    assert begun.status_code == 302, begun.content.decode()
    return client.get(provider.grant(begun.url), follow=True)


def test_a_new_person_comes_and_comes_again(client: Client, provider: Provider) -> None:
    assert "Continue with EU Login" in client.get("/accounts/login/").content.decode()
    assert client.get(LOGIN).status_code == 200  # a link alone signs nobody in: there is a button first
    shown = come_back(client, provider)
    ada = User.objects.get()
    assert (ada.name, ada.email) == ("Ada Example", "ada@example.org")
    assert shown.status_code == 200
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert ada.emailaddress_set.get().verified
    assert not ada.has_usable_password()
    client.logout()
    come_back(client, provider)
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert User.objects.count() == 1
    provider.claims |= {"sub": "someone-else", "name": "Bo", "email": "bo@example.org"}
    come_back(Client(), provider)
    assert User.objects.count() == 2


def test_who_came_without_a_password_can_set_one(client: Client, provider: Provider) -> None:
    come_back(client, provider)
    assert client.get("/accounts/password/set/").status_code == 200
    new = {"password1": "correct horse battery", "password2": "correct horse battery"}
    client.post("/accounts/password/set/", new)
    assert User.objects.get().check_password("correct horse battery")
    assert mail.outbox[-1].to == ["ada@example.org"]


def test_it_leads_back_to_where_one_was(client: Client, provider: Provider) -> None:
    assert come_back(client, provider, f"{LOGIN}?next=/topics/").redirect_chain[-1][0] == "/topics/"
    client.logout()
    assert come_back(client, provider, f"{LOGIN}?next=https://evil.example/").redirect_chain[-1][0].startswith("/")


def test_what_the_provider_does_not_tell_is_asked_for(client: Client, provider: Provider) -> None:
    provider.claims = {"sub": "ada-1"}
    page = come_back(client, provider)
    assert "Almost there" in page.content.decode()
    assert not User.objects.exists()
    form = page.redirect_chain[-1][0]
    assert client.post(form, {"name": "", "email": "not an address"}).status_code in (200, 422)
    assert not User.objects.exists()
    client.post(form, {"name": "Ada Example", "email": "ada@example.org"}, follow=True)
    ada = User.objects.get()
    assert ada.name == "Ada Example"
    assert "_auth_user_id" not in client.session  # nobody vouches for this address: it is confirmed by mail first
    client.post(link_in(mail.outbox[-1].body), follow=True)
    assert ada.emailaddress_set.get().verified


def test_an_address_that_is_taken_opens_nobodys_account(client: Client, provider: Provider) -> None:
    owner = person()
    for verified in (True, False):
        provider.claims |= {"email": owner.email, "email_verified": verified}
        come_back(client, provider)
        assert "_auth_user_id" not in client.session
    assert User.objects.get() == owner
    assert not owner.socialaccount_set.exists()


def test_an_account_elsewhere_is_connected_and_disconnected(client: Client, provider: Provider) -> None:
    owner = person()
    client.post("/accounts/login/", {"login": owner.email, "password": "a good long password"})
    assert "Connect EU Login" in client.get("/accounts/3rdparty/").content.decode()
    come_back(client, provider, f"{LOGIN}?process=connect")
    connected = owner.socialaccount_set.get()
    assert connected.uid == "ada-1"
    client.logout()
    come_back(client, provider)
    assert client.session["_auth_user_id"] == str(owner.pk)
    client.post("/accounts/3rdparty/", {"account": connected.pk})
    assert not owner.socialaccount_set.exists()
    assert [message.to for message in mail.outbox] == [[owner.email]] * len(mail.outbox)
    assert len(mail.outbox) >= 2


def test_who_turns_back_is_told_so(client: Client, provider: Provider) -> None:
    state = client.post(LOGIN).url.partition("state=")[2].partition("&")[0]
    shown = client.get(f"{CALLBACK}?error=access_denied&state={state}", follow=True)
    assert "You did not sign in" in shown.content.decode()


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?code=x&state=forged", "?state=", "?error=server_error", "?code=%00&state=%F0%9F%99%82"]
)
def test_an_answer_that_nobody_asked_for_signs_nobody_in(client: Client, provider: Provider, query: str) -> None:
    shown = client.get(f"{CALLBACK}{query}", follow=True)
    assert "Signing in did not work" in shown.content.decode()
    assert not User.objects.exists()


def test_the_answer_for_one_browser_is_of_no_use_in_another(client: Client, provider: Provider) -> None:
    address = provider.grant(client.post(LOGIN).url)
    shown = Client().get(address, follow=True)
    assert "Signing in did not work" in shown.content.decode()
    assert not User.objects.exists()


BROKEN = {"500": (500, "{}"), "not JSON": (200, "<html>"), "nothing in it": (200, "{}"), "a list": (200, "[]")}


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize("where", ["/.well-known/openid-configuration", "/token", "/userinfo"])
def test_a_provider_that_answers_nonsense_is_no_error_of_ours(
    client: Client, provider: Provider, where: str, how: str
) -> None:
    address = provider.grant(client.post(LOGIN).url)
    provider.broken[where] = BROKEN[how]
    for shown in (client.get(address, follow=True), client.post(LOGIN, follow=False)):
        if shown.status_code == 302:
            continue  # the discovery document is right: one can go there
        assert "Signing in did not work" in shown.content.decode(), (shown.status_code, shown.request)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"name": "x" * 5000},
        {"name": "Null\x00Null"},
        {"name": 7},
        {"name": ["a"], "given_name": {}},
        {"email": "x" * 400 + "@example.org"},
        {"email": "no address"},
        {"email": 5},
        {"sub": "s" * 500},
        {"sub": None},
        {"sub": "null\x00"},
        {"email": "null\x00@example.org"},
        {"picture": "\x00"},
    ],
    ids=str,
)
def test_claims_that_are_no_good_make_no_account_and_no_error(
    client: Client, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims |= claims
    assert come_back(client, provider).status_code in (200, 401, 422)
    assert all(len(user.name) <= 200 and "\x00" not in user.name for user in User.objects.all())


def test_a_provider_that_is_away(client: Client, provider: Provider) -> None:
    address = provider.grant(client.post(LOGIN).url)
    provider.server.shutdown()
    provider.server.server_close()
    for shown in (client.post(LOGIN), client.get(address, follow=True)):
        assert "Signing in did not work" in shown.content.decode()

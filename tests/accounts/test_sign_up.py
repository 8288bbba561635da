"""Joining: from the form over the mail to the first steps."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.urls import reverse

from ict4society.accounts.models import User
from ict4society.foundation.events.models import EventRecord
from tests.people.factory import person

pytestmark = pytest.mark.django_db
FORM = {"name": "Ada Example", "email": "Ada@Example.org", "password1": "correct horse battery"}
SIGN_UP = "/accounts/signup/"


def link_in(message: str) -> str:
    return re.search(r"https?://[^/\s]+(/accounts/\S+)", message).group(1)


def test_from_the_form_to_the_first_steps(client):
    response = client.post(SIGN_UP, FORM)
    assert response.url == reverse("account_email_verification_sent")
    user = User.objects.get()
    assert (user.name, user.email, user.language) == ("Ada Example", "ada@example.org", "en")
    assert EventRecord.objects.get().name == "accounts.member_joined"
    [message] = mail.outbox
    assert message.to == ["ada@example.org"]
    assert message.subject == "Welcome to ICT4Society: please confirm your e-mail address"
    address = link_in(message.body)
    page = client.get(address)
    assert "Ada Example" in page.content.decode()
    confirmed = client.post(address)
    assert user.emailaddress_set.get().verified
    shown = client.get(confirmed.url, follow=True)
    if "account_login" in shown.resolver_match.url_name or "sign_in" in shown.resolver_match.url_name:
        sent = {"login": FORM["email"], "password": FORM["password1"], "next": reverse("accounts:welcome")}
        shown = client.post("/accounts/login/", sent, follow=True)
    assert "Welcome, Ada Example" in shown.content.decode()
    assert "Follow the topics you care about" in shown.content.decode()


def test_in_the_language_of_the_page(client):
    client.post(SIGN_UP, FORM, headers={"Accept-Language": "de"})
    assert User.objects.get().language == "de"


def test_nobody_signs_in_before_the_address_is_confirmed(client):
    client.post(SIGN_UP, FORM)
    client.logout()
    response = client.post("/accounts/login/", {"login": FORM["email"], "password": FORM["password1"]})
    assert response.url == reverse("account_email_verification_sent")
    assert client.get(reverse("accounts:settings")).status_code == 302


def test_who_has_an_account_is_not_given_away(client):
    known = person()
    response = client.post(SIGN_UP, FORM | {"email": known.email})
    assert response.url == reverse("account_email_verification_sent")
    assert User.objects.count() == 1
    [message] = mail.outbox
    assert message.subject == "You have an account already"
    mail.outbox.clear()
    for address in (known.email, "nobody@example.org"):
        assert client.post("/accounts/password/reset/", {"email": address}).url == reverse(
            "account_reset_password_done"
        )
    assert [message.subject for message in mail.outbox] == [
        "Choose a new password",
        "There is no account with this address",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"name": "Evil \u202e name"},
        {"email": "none"},
        {"email": "x" * 250 + "@example.org"},
        {"password1": "short"},
        {"password1": "password12"},
        {"password1": "ada@example.org"},
    ],
)
def test_faults_are_shown_and_nothing_but_the_password_is_lost(client, change):
    response = client.post(SIGN_UP, FORM | change)
    assert response.status_code == 422
    text = response.content.decode()
    assert "error-summary" in text
    assert ("Ada Example" if "name" not in change else "Ada@Example.org") in text
    assert "correct horse" not in text
    assert not User.objects.exists()


def test_names_are_cleaned_like_all_text(client):
    client.post(SIGN_UP, FORM | {"name": " A\u0308da\u200b <b>Example</b> "})
    assert User.objects.get().name == "Äda <b>Example</b>"


def test_a_forgotten_password_is_replaced_by_mail(client):
    member = person()
    client.post("/accounts/password/reset/", {"email": member.email})
    address = link_in(mail.outbox[0].body)
    form = client.get(address, follow=True)
    assert "Choose a new password" in form.content.decode()
    action = form.redirect_chain[-1][0]
    response = client.post(action, {"password1": "quite another secret", "password2": "quite another secret"})
    assert response.status_code == 302
    member.refresh_from_db()
    assert member.check_password("quite another secret")
    assert "This link no longer works" in client.get(address, follow=True).content.decode()


def test_the_address_is_changed_once_the_new_one_is_confirmed(client):
    member = person()
    before = member.email
    client.force_login(member)
    client.post("/accounts/email/", {"email": "new@example.net", "action_add": "1"})
    page = client.get("/accounts/email/").content.decode()
    assert before in page
    assert "new@example.net" in page
    member.refresh_from_db()
    assert member.email == before
    sent = [message for message in mail.outbox if message.to == ["new@example.net"]]
    client.post(link_in(sent[0].body))
    member.refresh_from_db()
    assert member.email == "new@example.net"
    assert [address.email for address in member.emailaddress_set.all()] == ["new@example.net"]


def test_the_password_is_changed_and_told(client):
    member = person()
    client.force_login(member)
    sent = {
        "oldpassword": "a good long password",
        "password1": "quite another secret",
        "password2": "quite another secret",
    }
    response = client.post("/accounts/password/change/", sent | {"oldpassword": "wrong"})
    assert "error-summary" in response.content.decode()
    client.post("/accounts/password/change/", sent)
    member.refresh_from_db()
    assert member.check_password("quite another secret")
    assert [message.subject for message in mail.outbox] == ["Your password was changed"]


def test_signing_in_leads_back_to_where_one_wanted_to_go(client):
    member = person()
    sent = {"login": member.email, "password": "a good long password"}
    response = client.post("/accounts/login/?next=/topics/", sent)
    assert response.url in ("/topics/", "/")
    client.logout()
    assert client.post("/accounts/login/", sent | {"next": "/topics/"}).url == "/topics/"
    client.logout()
    assert client.post("/accounts/login/", sent | {"next": "https://evil.example/"}).url == "/"
    client.logout()
    wrong = client.post("/accounts/login/", sent | {"password": "wrong"})
    assert wrong.status_code == 422
    assert member.email in wrong.content.decode()


def test_a_suspended_person_reads_why(client):
    member = person(is_active=False)
    response = client.post("/accounts/login/", {"login": member.email, "password": "a good long password"}, follow=True)
    assert "suspended" in response.content.decode() or response.status_code == 422


def test_mails_are_in_the_persons_language(client):
    member = person(language="fr")
    client.force_login(member)
    client.post("/accounts/password/reset/", {"email": member.email}, headers={"Accept-Language": "en"})
    assert mail.outbox  # the words themselves come with the catalogues


def test_a_mail_server_that_is_down_loses_nobody(client, settings):
    settings.EMAIL_BACKEND = "tests.accounts.broken_mail.BrokenBackend"
    response = client.post(SIGN_UP, FORM, follow=True)
    assert "could not be sent just now" in response.content.decode()
    assert User.objects.get().email == "ada@example.org"

"""Who a session belongs to, asked with every request."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from tests.people.factory import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    member = person("Ada <Lovelace>")
    client.force_login(member)
    return member


def knows(client) -> bool:
    return client.get(reverse("accounts:settings")).status_code == 200


def test_an_expired_session_is_none(client, signed_in):
    assert knows(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not knows(client)


def test_a_session_that_was_ended_elsewhere_is_none(client, signed_in):
    assert knows(client)
    Session.objects.all().delete()
    assert not knows(client)


@pytest.mark.parametrize("change", ["closed", "password", "gone"])
def test_whoever_lost_the_account_or_its_password_is_nobody(client, signed_in, change):
    assert knows(client)
    if change == "closed":
        signed_in.is_active = False
        signed_in.save()
    elif change == "password":
        signed_in.set_password("another long password")
        signed_in.save()
    else:
        signed_in.delete()
    assert not knows(client)


@pytest.mark.parametrize("key", ["x", "a" * 32, "%00" * 11, "'; DROP TABLE django_session;--", "ä" * 32])
def test_a_made_up_key_is_no_session(client, key):
    client.cookies["sessionid"] = key
    assert not knows(client)


def test_two_readers_see_their_own_names_in_the_same_header(client, signed_in):
    page = client.get(reverse("accounts:settings")).content.decode()
    assert "Ada &lt;Lovelace&gt;" in page
    assert "<Lovelace>" not in page
    client.force_login(person("Grace Hopper"))
    page = client.get(reverse("accounts:settings")).content.decode()
    assert "Grace Hopper" in page
    assert "Lovelace" not in page
    client.logout()
    page = client.get("/?x=%22%3E%3Cscript%3E").content.decode()
    assert "Grace Hopper" not in page
    assert 'name="next" value="/?x=%22%3E%3Cscript%3E"' in page


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_of_sessions_costs_the_same_for_one_and_for_many(client, number, django_assert_num_queries):
    member = person()
    for _ in range(number):
        type(client)(headers={"user-agent": "Another browser"}).post(
            "/accounts/login/", {"login": member.email, "password": "a good long password"}
        )
    client.post("/accounts/login/", {"login": member.email, "password": "a good long password"})
    with django_assert_num_queries(5):
        page = client.get("/accounts/sessions/").content.decode()
    assert page.count("Another browser") == number
    assert page.count("this browser") == 1
    Session.objects.exclude(session_key=client.session.session_key).update(expire_date=timezone.now())
    assert "Another browser" not in client.get("/accounts/sessions/").content.decode()

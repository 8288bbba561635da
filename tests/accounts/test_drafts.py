"""A draft is kept in the account, fills its form again, and ends when it is sent; all of it without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from ict4society.accounts.models import Draft, User
from tests.people.factory import person, topic

pytestmark = pytest.mark.django_db

FORM = "/agenda/propose/"
PLACE = "/accounts/drafts/agenda.propose/"
TYPED = {"title": "Repair first", "text": "A **screw** instead of glue, “everywhere”.", "draft_place": "agenda.propose"}


@pytest.fixture
def member(client: Client) -> User:
    user = person()
    client.force_login(user)
    return user


def test_a_saved_draft_is_in_the_form_again(client: Client, member: User) -> None:
    page = client.get(FORM).content.decode()
    assert f'formaction="{PLACE}"' in page
    saved = client.post(PLACE, {**TYPED, "draft_address": FORM}, follow=True)
    assert saved.redirect_chain[0][0] == FORM
    shown = saved.content.decode()
    assert "Your draft has been saved" in shown
    assert "A **screw** instead of glue, “everywhere”." in shown
    assert 'value="Repair first"' in shown


def test_a_draft_is_gone_on_with_from_the_list(client: Client, member: User) -> None:
    client.post(PLACE, {**TYPED, "draft_address": FORM})
    client.get(FORM)
    assert "Repair first" not in client.get(FORM).content.decode()
    assert "Go on writing" in client.get("/accounts/drafts/").content.decode()
    resumed = client.post(f"{PLACE}resume/", follow=True)
    assert resumed.redirect_chain[0][0] == FORM
    assert 'value="Repair first"' in resumed.content.decode()


def test_sending_ends_the_draft_and_a_refused_form_does_not(client: Client, member: User) -> None:
    client.post(PLACE, {**TYPED, "draft_address": FORM})
    assert client.post(FORM, TYPED).status_code == 422  # no topic
    assert Draft.objects.filter(user=member).count() == 1
    key = re.search(r'name="idempotency_key" value="([^"]+)"', client.get(FORM).content.decode())
    assert key is not None
    sent = client.post(FORM, {**TYPED, "topic": topic().pk, "language": "en", "idempotency_key": key[1]})
    assert sent.status_code == 303
    assert not Draft.objects.exists()


def test_a_preview_is_not_sending(client: Client, member: User) -> None:
    client.post(PLACE, {**TYPED, "draft_address": FORM})
    assert client.post("/preview/", {**TYPED, "preview_field": "text"}).status_code == 200
    assert Draft.objects.count() == 1


def test_nobody_goes_on_with_the_draft_of_another(client: Client, member: User) -> None:
    client.post(PLACE, {**TYPED, "draft_address": FORM})
    client.force_login(person())
    assert client.post(f"{PLACE}resume/").status_code == 404
    assert client.post(FORM, {**TYPED, "draft_place": "\0agenda"}).status_code == 422
    assert Draft.objects.filter(user=member).count() == 1

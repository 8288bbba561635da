"""The pages of notifications: list, reading, following, preferences, and the way out that needs no sign-in."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.subjects import Ref
from ict4society.notifications.actions.follow import set_attention
from ict4society.notifications.models import MailPreference, Notification, Subscription
from ict4society.notifications.models.subscription import Attention
from ict4society.notifications.unsubscribing import Way, make_token
from tests.jobs import run_jobs
from tests.people.factory import facilitator, person, topic

pytestmark = pytest.mark.django_db
LIST_QUERIES = 5
"""Session, person, what is unread, entries, and their subjects of all kinds."""


@pytest.fixture
def thread():
    return open_thread(actor=Actor(facilitator()), title="Right to repair", topic=topic(), language="en")


@pytest.fixture
def reader(client, thread):
    someone = person("Rea")
    set_attention(actor=Actor(someone), ref=Ref("discussions.thread", thread.pk), attention=Attention.FOLLOWING)
    client.force_login(someone)
    return someone


def happen(thread, times=1):
    author = person("Wri")
    for _ in range(times):
        add_post(actor=Actor(author), thread=thread, text="Something new.", language="en")
    run_jobs()


def test_the_list_shows_what_is_new_and_forgets_it_when_it_is_read(client, thread, reader):
    happen(thread, 2)
    text = client.get(reverse("notifications:index")).content.decode()
    assert text.count(">New<") == 2
    row = Notification.objects.filter(user=reader).first()
    response = client.get(reverse("notifications:notification", args=[row.pk]))
    assert response.status_code == 302
    assert response["Location"].startswith("/discussions/")
    assert Notification.objects.filter(user=reader, read_at=None).count() == 1
    client.post(reverse("notifications:read_all"))
    assert not Notification.objects.filter(user=reader, read_at=None).exists()
    assert "Nothing new" in client.get(reverse("notifications:index"), {"show": "unread"}).content.decode()


def test_nobody_opens_or_reads_what_is_anothers(client, thread, reader):
    happen(thread)
    row = Notification.objects.filter(user=reader).first()
    client.force_login(person())
    assert client.get(reverse("notifications:notification", args=[row.pk])).status_code == 404
    assert client.post(reverse("notifications:read", args=[row.pk])).status_code == 404
    row.refresh_from_db()
    assert row.read_at is None


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_many(client, thread, reader, number, django_assert_num_queries):
    happen(thread, number)
    client.get(reverse("notifications:index"))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(reverse("notifications:index"))


def test_the_list_has_pages(client, thread, reader):
    happen(thread, 27)
    first = client.get(reverse("notifications:index")).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = client.get(following).content.decode()
    assert second.count('class="item"') == Notification.objects.filter(user=reader).count() - 25
    assert client.get(reverse("notifications:index"), {"before": "x"}).status_code == 200


def test_the_header_says_how_much_is_new(client, thread, reader):
    happen(thread, 3)
    unread = Notification.objects.filter(user=reader, read_at=None).count()
    text = client.get(reverse("notifications:preferences")).content.decode()
    assert re.search(rf'Notifications\s*<span class="count">{unread}</span>', text)


def test_following_and_muting_with_the_buttons(client, thread, reader):
    address = reverse("notifications:attention", args=["discussions.thread", thread.pk])
    assert "You follow this." in client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith("<form")
    change = reverse("notifications:change_attention")
    ref = f"discussions.thread:{thread.pk}"
    response = client.post(change, {"ref": ref, "attention": "muted", "next": "//evil.example"})
    assert response.status_code == 302
    assert response["Location"] == f"/discussions/{thread.pk}/" or response["Location"].startswith("/discussions/")
    assert Subscription.objects.get(user=reader).attention == "muted"
    part = client.post(change, {"ref": ref, "attention": ""}, headers={"HX-Request": "true"}).content.decode()
    assert ">Follow<" in part
    assert not Subscription.objects.filter(user=reader).exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"ref": "x"},
        {"ref": "accounts.person:1", "attention": "following"},
        {"ref": "discussions.thread:99999999", "attention": "muted"},
    ],
)
def test_nonsense_cannot_be_followed(client, thread, reader, data):
    assert client.post(reverse("notifications:change_attention"), data).status_code == 404


def test_preferences(client, thread, reader):
    address = reverse("notifications:preferences")
    assert "Right to repair" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 302
    assert MailPreference.objects.get(user=reader).by_mail is False
    client.post(address, {"by_mail": "on"})
    assert MailPreference.objects.get(user=reader).by_mail is True


@pytest.mark.parametrize("name", ["index", "preferences"])
def test_visitors_are_asked_to_sign_in(client, name):
    response = client.get(reverse(f"notifications:{name}"))
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


class TestUnsubscribing:
    def link(self) -> str:
        return re.search(r"https?://[^/]+(/notifications/unsubscribe/\S+)", mail.outbox[-1].body)[1]

    def test_one_click_needs_neither_sign_in_nor_cookie(self, thread, reader):
        happen(thread)
        link = self.link()
        visitor = Client(enforce_csrf_checks=True)
        assert "Send me no more" in visitor.get(link).content.decode()
        assert not MailPreference.objects.exists(), "opening the link must change nothing"
        response = visitor.post(link, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert response.status_code == 200
        assert not response.cookies
        assert MailPreference.objects.get(user=reader).by_mail is False

    def test_or_only_that_thread(self, client, thread, reader):
        token = make_token(Way(reader.pk, Ref("discussions.thread", thread.pk)))
        client.post(reverse("notifications:unsubscribe", args=[token]), {"only": "subject"})
        assert Subscription.objects.get(user=reader).attention == "muted"
        assert not MailPreference.objects.exists()

    @pytest.mark.parametrize("token", ["x", "WzEsIngiXQ:1:abc", "%00"])
    def test_a_forged_link_is_unknown(self, client, token):
        assert client.get(f"/notifications/unsubscribe/{token}/").status_code == 404


def test_the_interface_for_programs(client, thread, reader, monkeypatch):
    from ict4society.foundation.api import tokens

    known = {"w": (reader, {"read", "write"})}
    monkeypatch.setattr(tokens, "_authenticators", [known.get])
    key = {"authorization": "Bearer w"}
    happen(thread)
    client.logout()
    items = client.get("/api/v1/notifications/", headers=key).json()["items"]
    assert items
    assert client.get("/api/v1/notifications/").status_code == 401
    one = items[0]["id"]
    assert client.post(f"/api/v1/notifications/{one}/read", headers=key).json()["read_at"]
    assert client.post("/api/v1/notifications/read", headers=key).json()["count"] == len(items) - 1
    put = f"/api/v1/notifications/subscriptions/discussions.thread/{thread.pk}"
    body = {"attention": "muted"}
    assert client.put(put, body, content_type="application/json", headers=key).json() == body
    listed = client.get("/api/v1/notifications/subscriptions", headers=key).json()["items"]
    assert listed == [{"subject_kind": "discussions.thread", "subject_id": thread.pk, "attention": "muted"}]
    wrong = client.put(
        "/api/v1/notifications/subscriptions/x.y/1",
        {"attention": "muted"},
        content_type="application/json",
        headers=key,
    )
    assert wrong.status_code == 422

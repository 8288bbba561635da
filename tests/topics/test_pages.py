"""The topic tree on pages: browse, follow, facilitate."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.urls import reverse

from ict4society.foundation.events.models import EventRecord
from ict4society.topics.actions.load import load_topics
from ict4society.topics.models import Facilitation, Follow, Topic
from ict4society.topics.panels import Panel, PanelItem, register_panel
from ict4society.topics.queries import facilitates
from tests.people.factory import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    load_topics()
    return Topic.objects.get(slug="environment")


def test_the_tree_shows_areas_and_issues_in_the_readers_language(client, tree):
    text = client.get(reverse("topics:index")).content.decode()
    assert "Human rights" in text
    assert "No-disconnect strategy" in text
    assert "Planet" in text
    text = client.get(reverse("topics:index"), headers={"Accept-Language": "de"}).content.decode()
    assert "Menschenrechte" in text
    assert "Human rights" not in text


def test_every_topic_has_a_page(client, tree):
    for topic in Topic.objects.all():
        response = client.get(topic.get_absolute_url())
        assert response.status_code == 200
        assert f"topic:{topic.pk}" in response.page_tags


def test_the_tree_costs_the_same_for_few_and_many_topics(client, tree, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(reverse("topics:index"))
    Topic.objects.bulk_create(
        Topic(slug=f"more-{n}", name=f"More {n}", parent=tree if n % 2 else None, position=n) for n in range(60)
    )
    with django_assert_num_queries(2):
        client.get(reverse("topics:index"))


def test_a_topic_page_costs_the_same_for_few_and_many(client, tree, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr("ict4society.foundation.panels._functions", defaultdict(dict))  # each panel has its own budget
    client.force_login(person())
    with django_assert_num_queries(6):
        client.get(tree.get_absolute_url())
    Topic.objects.bulk_create(Topic(slug=f"more-{n}", name=f"More {n}", parent=tree) for n in range(60))
    Follow.objects.bulk_create(Follow(user=person(), topic=tree) for _n in range(30))
    with django_assert_num_queries(6):
        assert "30 followers" in client.get(tree.get_absolute_url()).content.decode()


def test_unknown_topic_is_a_404(client):
    assert client.get("/topics/no-such-topic/").status_code == 404


def test_visitors_are_sent_to_sign_in_before_they_follow(client, tree):
    response = client.post(reverse("topics:follow", args=[tree.slug]))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
    assert not Follow.objects.exists()


def test_following_twice_is_once_and_can_be_undone(client, tree):
    member = person()
    client.force_login(member)
    for _again in range(2):
        assert client.post(reverse("topics:follow", args=[tree.slug])).url == tree.get_absolute_url()
    assert Follow.objects.filter(user=member, topic=tree).count() == 1
    assert EventRecord.objects.filter(name="topics.topic_followed").count() == 1
    assert "Unfollow" in client.get(tree.get_absolute_url()).content.decode()
    assert "Environment" in client.get(reverse("topics:followed")).content.decode()
    client.post(reverse("topics:unfollow", args=[tree.slug]), {"next": reverse("topics:followed")})
    assert not Follow.objects.exists()
    assert "You follow no topic yet" in client.get(reverse("topics:followed")).content.decode()


def test_following_leads_back_only_within_this_site(client, tree):
    client.force_login(person())
    response = client.post(reverse("topics:follow", args=[tree.slug]), {"next": "https://elsewhere.example/"})
    assert response.url == tree.get_absolute_url()


def test_panels_of_features_above_are_shown_with_their_tags(client, tree, monkeypatch):
    monkeypatch.setattr("ict4society.foundation.panels._functions", defaultdict(dict))
    items = [PanelItem("A <b>thing</b>", "/there/", "by Ann")]
    register_panel("test", 1, lambda topic, user: Panel("Going on", items, 1, "/all/", "See all", tags=("things",)))
    register_panel("none", 2, lambda topic, user: None)
    response = client.get(tree.get_absolute_url())
    text = response.content.decode()
    assert "Going on" in text
    assert "A &lt;b&gt;thing&lt;/b&gt;" in text
    assert "/there/" in text
    assert "things" in response.page_tags


def test_only_operators_appoint_facilitators(client, tree):
    member = person()
    client.force_login(member)
    assert client.get(reverse("topics:facilitators")).status_code == 403
    assert client.post(reverse("topics:facilitators"), {"email": member.email}).status_code == 403
    client.force_login(person(is_operator=True))
    assert client.post(reverse("topics:facilitators"), {"email": "nobody@example.org"}).status_code == 422
    response = client.post(reverse("topics:facilitators"), {"email": member.email, "topic": tree.pk})
    assert response.status_code == 302
    issue = tree.issues.first()
    assert facilitates(member, issue)
    assert facilitates(member, tree)
    assert not facilitates(person(), tree)
    assert str(member) in client.get(issue.get_absolute_url()).content.decode()
    assert "Environment" in client.get(reverse("accounts:person", args=[member.pk])).content.decode()
    appointment = Facilitation.objects.get()
    assert client.post(reverse("topics:dismiss", args=[appointment.pk])).status_code == 302
    assert not Facilitation.objects.exists()
    assert list(EventRecord.objects.filter(name__contains="facilitator").values_list("name", flat=True)) == [
        "topics.facilitator_appointed",
        "topics.facilitator_dismissed",
    ]


def test_a_facilitator_of_everything_facilitates_each_topic(client, tree):
    member = person()
    client.force_login(person(is_operator=True))
    client.post(reverse("topics:facilitators"), {"email": member.email, "topic": ""})
    assert all(facilitates(member, topic) for topic in Topic.objects.all())

"""Kept parts of pages are never stale, and nobody sees in them what another reader may."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from ict4society.consultations.actions.comment import edit_comment, withdraw_comment
from ict4society.consultations.actions.hide import hide_comment, restore_comment
from ict4society.consultations.actions.support import support_comment
from ict4society.consultations.policies import comments_visible_to, consultations_visible_to, visible_consultation
from ict4society.consultations.queries.comments import comment_counts, shown_comments
from ict4society.consultations.states import Stage
from ict4society.foundation.actors import Actor
from tests.consultations.scene import Scene, build
from tests.consultations.test_visibility import SEES, world
from tests.people import factory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", SEES)
def test_numbers_and_comments_are_those_of_the_policy(role: str) -> None:
    scene, people, _made = world()
    user = people[role]
    seen = comments_visible_to(user).filter(consultation=scene.consultation, withdrawn_at=None, hidden_at=None)
    assert comment_counts(user, scene.consultation, ["p1", "p2"]) == {"p1": seen.count()}
    assert set(shown_comments(user, scene.consultation, key="p1")) == set(seen)


@pytest.mark.parametrize("role", SEES)
@pytest.mark.parametrize("state", ["draft", "open", "hidden"])
def test_one_consultation_is_found_like_all_of_them(role: str, state: str) -> None:
    scene, people, _made = world()
    rows = type(scene.consultation).objects.filter(pk=scene.consultation.pk)
    if state == "draft":
        rows.update(stage=Stage.DRAFT)
    elif state == "hidden":
        rows.update(hidden_at="2026-01-01T00:00:00Z")
    user: Any = people[role]
    slug = scene.consultation.slug
    found = visible_consultation(user, slug)
    assert found == consultations_visible_to(user).filter(slug=slug).first()
    assert visible_consultation(user, f"{slug}-x") is None


def test_who_was_appointed_is_found_to_be_staff() -> None:
    scene = build()
    appointed = factory.person()
    scene.consultation.facilitators.add(appointed)
    type(scene.consultation).objects.filter(pk=scene.consultation.pk).update(stage=Stage.DRAFT)
    assert visible_consultation(appointed, scene.consultation.slug) == scene.consultation
    assert visible_consultation(factory.person(), scene.consultation.slug) is None


def read(scene: Scene, client: Client, place: str = "") -> str:
    return client.get(scene.address + place).content.decode()


def test_the_text_shows_every_change_at_once(client: Client) -> None:
    scene = build()
    reader, author = factory.person(), factory.person()
    client.force_login(reader)
    assert "1 comment" not in read(scene, client)
    made = scene.comment(Actor(author))
    assert "1 comment" in read(scene, client)
    scene.comment(Actor(author), visibility="confidential")
    assert "2 comments" not in read(scene, client)
    other = Client()
    other.force_login(author)
    assert "2 comments" in read(scene, other)
    assert "2 comments" not in read(scene, client)  # the author's fragment is not this reader's
    hide_comment(actor=Actor(scene.staff), comment=made, reason="Test")
    assert "1 comment" not in read(scene, client)
    restore_comment(actor=Actor(scene.staff), comment=made, reason="Test")
    assert "1 comment" in read(scene, client)
    withdraw_comment(actor=Actor(author), comment=made)
    assert "1 comment" not in read(scene, client)


def test_a_question_beside_the_text_is_shown_as_it_is_now(client: Client) -> None:
    scene = build()
    question = scene.questions["needed"]
    rows = type(question).objects.filter(pk=question.pk)
    client.force_login(factory.person())
    for words in ("Is it needed at all?", "Is it really needed?"):
        rows.update(paragraph_key="p1", label=words)
        assert f"{words} <a" in read(scene, client)
    rows.update(paragraph_key="")
    assert "Is it really needed? <a" not in read(scene, client)


def test_both_languages_are_kept_apart(client: Client) -> None:
    scene = build()
    client.force_login(factory.person())
    english, french = read(scene, client, "text/1/en/"), read(scene, client, "text/1/fr/")
    both = read(scene, client, "text/1/en/?beside=fr")
    assert "one platform" in english
    assert "une plateforme" not in english
    assert "une plateforme" in french
    assert "one platform" in both
    assert "une plateforme" in both
    assert read(scene, client, "text/1/en/").count("clause__beside") == 0


def test_a_comment_is_shown_as_it_is_now_and_with_the_readers_own_tools(client: Client) -> None:
    scene = build()
    author, reader = factory.person("Vera Voice"), factory.person()
    made = scene.comment(Actor(author), text="First words.")
    own, place = Client(), "text/1/en/p1/"
    own.force_login(author)
    client.force_login(reader)
    edit = f"/comments/{made.number}/edit/"
    for _twice in range(2):
        assert edit in read(scene, own, place)
        assert edit not in read(scene, client, place)
    edit_comment(actor=Actor(author), comment=made, revision=1, text="Second words.")
    page = read(scene, client, place)
    assert "Second words." in page
    assert "First words." not in page
    type(author).objects.filter(pk=author.pk).update(name="Vera Renamed")
    assert "Vera Renamed" in read(scene, client, place)
    support_comment(actor=Actor(reader), comment=made)
    assert "take-back" in read(scene, client, place)
    for other in (own, Client()):
        page = read(scene, other, place)
        assert "1 supports it" in page
        assert "take-back" not in page


def test_a_kept_page_costs_no_more_queries_than_a_fresh_one(client: Client, django_assert_max_num_queries: Any) -> None:
    scene = build()
    client.force_login(factory.person())
    for _number in range(12):
        scene.comment(Actor(factory.person()))
    for address in (scene.address, f"{scene.address}text/1/en/p1/"):
        read(scene, client)
        with django_assert_max_num_queries(14):
            assert client.get(address).status_code == 200

"""Who sees what: every kind of visibility for every role, in lists, on pages, in the API, feeds and search."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from ict4society.accounts.actions.token import create_token
from ict4society.accounts.export import export_person
from ict4society.consultations.actions.contribute import save_draft
from ict4society.consultations.models import Comment, Consultation, Contribution
from ict4society.consultations.policies import (
    answers_visible_to,
    can_view_consultation,
    comments_visible_to,
    consultations_visible_to,
    contributions_visible_to,
)
from ict4society.consultations.states import Stage
from ict4society.foundation.actors import Actor
from ict4society.foundation.subjects import subject_type
from tests.consultations.scene import Scene, build
from tests.people import factory

pytestmark = pytest.mark.django_db
KINDS = ("public", "nameless", "confidential")


def world() -> tuple[Scene, dict[str, object], dict[str, Contribution]]:
    """One contribution and one comment of each kind, on behalf of an organisation each; and a draft."""
    scene = build()
    author, colleague = factory.person("Vera Voice"), factory.person("Carl Colleague")
    groups = {kind: factory.organisation(name=f"Org {kind}", representative=author) for kind in KINDS}
    for group in groups.values():
        factory.mandate(colleague, group)
    made = {}
    for kind in KINDS:
        actor = Actor(author, groups[kind])
        scene.comment(actor, visibility=kind, text=f"Comment {kind}")
        made[kind] = scene.submit(actor, visibility=kind, motto=f"Motto {kind}")
    answers = {"motto": {"value": None, "text": "Motto draft"}}
    made["draft"] = save_draft(actor=Actor(author), consultation=scene.consultation, version=0, answers=answers)
    people = {
        "visitor": AnonymousUser(),
        "member": factory.person(),
        "author": author,
        "colleague": colleague,
        "staff": scene.staff,
        "moderator": factory.person(is_moderator=True),
        "other facilitator": factory.facilitator(factory.topic()),
    }
    return scene, people, made


SEES = {
    "visitor": {"public", "nameless"},
    "member": {"public", "nameless"},
    "moderator": {"public", "nameless"},
    "other facilitator": {"public", "nameless"},
    "author": {"public", "nameless", "confidential", "draft"},
    "colleague": {"public", "nameless", "confidential"},
    "staff": {"public", "nameless", "confidential"},
}
KNOWS_NAMES = ("author", "colleague", "staff")


@pytest.mark.parametrize("role", SEES)
def test_lists_pages_and_names_agree(role: str) -> None:
    scene, people, made = world()
    user = people[role]
    client = Client()
    if role != "visitor":
        client.force_login(user)  # type: ignore[arg-type]
    listed = set(contributions_visible_to(user).values_list("pk", flat=True))
    assert listed == {made[kind].pk for kind in SEES[role]}
    answered = set(answers_visible_to(user).exclude(text="").values_list("text", flat=True))
    assert answered == {f"Motto {kind}" for kind in SEES[role] - {"draft"}}
    assert {each.visibility for each in comments_visible_to(user)} == SEES[role] - {"draft"}
    everything = client.get(f"{scene.address}contributions/").text + client.get(f"{scene.address}text/1/en/p1/").text
    for kind, contribution in made.items():
        page = client.get(f"{scene.address}contributions/{contribution.number}/")
        assert (page.status_code == 200) == (kind in SEES[role]), kind
        if kind == "draft" or page.status_code != 200:
            continue
        named = kind == "public" or role in KNOWS_NAMES
        main = page.text.partition("<main")[2]
        assert (f"Org {kind}" in main) == named, kind
        assert ("Vera Voice" in main) == named, kind
        everything += main
        comment = Comment.objects.get(visibility=kind)
        said = client.get(f"{scene.address}comments/{comment.number}/").text.partition("<main")[2]
        assert (f"Org {kind}" in said) == named
        everything += said
    if role not in KNOWS_NAMES:
        for secret in ("Motto confidential", "Comment confidential", "Org confidential", "Org nameless", "Motto draft"):
            assert secret not in everything, secret


@pytest.mark.parametrize("role", ["visitor", "member", "staff"])
def test_the_interface_keeps_the_same_secrets(role: str) -> None:
    scene, people, made = world()
    client = Client()
    headers = {}
    if role != "visitor":
        _token, raw = create_token(actor=Actor(people[role]), label="t", scopes=["read"], expires_at=None)
        headers = {"HTTP_AUTHORIZATION": f"Bearer {raw}"}
    base = f"/api/v1/consultations/{scene.consultation.slug}"
    for path, kinds in (("contributions", SEES[role] - {"draft"}), ("comments", SEES[role] - {"draft"})):
        answer = client.get(f"{base}/{path}", **headers).json()
        assert {item["visibility"] for item in answer["items"]} == kinds
        for item in answer["items"]:
            named = item["visibility"] == "public" or role in KNOWS_NAMES
            assert (item["speaker"]["name"] == "Vera Voice") == named
            assert bool(item["speaker"]["organisation"]) == named
    status = client.get(f"{base}/contributions/{made['confidential'].number}", **headers).status_code
    assert status == (200 if role == "staff" else 404)


def test_search_and_panels_never_hold_what_is_confidential() -> None:
    scene, _people, made = world()
    for kind, contribution in made.items():
        found = Contribution.objects.get(pk=contribution.pk)
        document = subject_type("consultations.contribution").document
        assert document is not None
        assert (document(found) is None) == (kind in ("confidential", "draft"))
    document = subject_type("consultations.comment").document
    assert document is not None
    assert document(Comment.objects.get(visibility="confidential")) is None
    group = made["nameless"].on_behalf_of
    assert group is not None
    page = Client().get(f"/organisations/{group.slug}/").text
    assert scene.consultation.title not in page
    public = made["public"].on_behalf_of
    assert public is not None
    assert scene.consultation.title in Client().get(f"/organisations/{public.slug}/").text


def test_drafts_and_hidden_consultations_agree_for_every_role() -> None:
    scene, people, _made = world()
    preparing = build(stage=Stage.DRAFT)
    Consultation.objects.filter(pk=scene.consultation.pk).update(hidden_at="2026-01-01T00:00:00Z")
    for role, user in people.items():
        seen = set(consultations_visible_to(user))
        agreed = {each for each in Consultation.objects.select_related("topic") if can_view_consultation(user, each)}
        assert seen == agreed, role
        assert preparing.consultation not in seen
        assert (scene.consultation in seen) == (role in ("staff", "moderator")), role
    assert preparing.consultation in set(consultations_visible_to(preparing.staff))
    visitor = Client()
    assert visitor.get(scene.address).status_code == 404
    assert scene.consultation.title not in visitor.get("/consultations/feed/").text
    assert not contributions_visible_to(AnonymousUser()).exists()


def test_a_person_takes_their_own_words_along_and_nobody_elses() -> None:
    _scene, people, _made = world()
    mine = export_person(people["author"])["consultations"]  # type: ignore[arg-type]
    assert [row["visibility"] for row in mine["contributions"]] == ["public", "nameless", "confidential", "public"]
    assert [row["wordings"][0]["text"] for row in mine["comments"]] == [f"Comment {kind}" for kind in KINDS]
    assert export_person(people["colleague"])["consultations"]["contributions"] == []  # type: ignore[arg-type]


def test_what_an_author_says_twice_does_not_give_a_name_away(client: Client) -> None:
    """A nameless contribution with a comment under the name, and the other way round."""
    scene = build()
    author = factory.person("Vera Voice")
    scene.comment(Actor(author), text="Under my name", visibility="public")
    scene.submit(Actor(author), visibility="nameless", motto="Without it")
    page = client.get(f"{scene.address}contributions/1/").text
    assert "Without it" in page
    assert "Vera Voice" not in page
    assert "Under my name" not in page
    other = factory.person("Olga Other")
    scene.comment(Actor(other), text="Secretly", visibility="nameless")
    scene.submit(Actor(other), visibility="public", motto="Openly")
    page = client.get(f"{scene.address}contributions/2/").text
    assert "Olga Other" in page
    assert "Secretly" not in page

"""Elements through the front door: write, cite, place, publish, withdraw."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from ict4society.foundation.policy import can
from ict4society.knowledge_map.models import Element, Evidence
from ict4society.knowledge_map.policies import elements_visible_to
from tests.knowledge_map.scene import WORDS, Scene, cited, draft, published
from tests.people.factory import facilitator, person, topic

KEY = "0123456789abcdef"


def _client(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_facilitator_goes_from_words_to_a_published_element(made: Scene) -> None:
    """Step 8 of the chain, without script: cite the words, write the element, place it, publish it."""
    client = _client(made.facilitator)
    address = reverse(
        "knowledge_map:new_evidence", query={"source": f"discussions.post:{made.post.pk}", "exact": WORDS}
    )
    opened = client.get(address)
    assert opened.status_code == 200
    assert "Figures without their method are useless to anyone" in opened.content.decode()
    sent = {
        "source": f"discussions.post:{made.post.pk}",
        "revision": "1",
        "exact": WORDS,
        "stance": "supports",
        "kind": "requirement",
        "title": "Figures are published with their method",
        "idempotency_key": KEY,
    }
    first = client.post(reverse("knowledge_map:new_evidence"), sent)
    again = client.post(reverse("knowledge_map:new_evidence"), sent)
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    element = Element.objects.get()
    assert Evidence.objects.count() == 1
    refused = client.post(reverse("knowledge_map:publish", args=[element.pk]))
    assert refused.status_code == 422
    assert "at least one place" in refused.content.decode()
    client.post(
        reverse("knowledge_map:place", args=[element.pk]), {"topic": made.issue.pk, "dimension": made.planet.pk}
    )
    assert client.post(reverse("knowledge_map:publish", args=[element.pk])).status_code == 302
    page = Client().get(reverse("knowledge_map:element", args=[element.pk])).content.decode()
    assert WORDS in page
    assert "Marta Kowalska, Nordlys Telecom" in page
    assert "Enterprise" in page


def test_the_source_page_marks_the_cited_words(made: Scene) -> None:
    element = published(made)
    page = Client().get(reverse("knowledge_map:element", args=[element.pk])).content.decode()
    citation = element.evidence.get().citation
    address = reverse(
        "knowledge_map:source",
        query={
            "source": str(citation.source),
            "revision": citation.revision,
            "start": citation.start,
            "end": citation.end,
        },
    )
    assert address.replace("&", "&amp;") in page
    source = Client().get(address)
    assert f"<mark>{WORDS}</mark>" in source.content.decode()
    for wrong in (
        "?source=discussions.post:999999",
        "?source=nothing",
        "?source=topics.topic:1",
        "",
        f"{'?source=discussions.post:'}{made.post.pk}&revision=77",
    ):
        assert Client().get(f"/map/sources/{wrong}").status_code == 404


def test_words_that_are_not_there_come_back_with_everything_typed(made: Scene) -> None:
    client = _client(made.facilitator)
    sent = {
        "source": f"discussions.post:{made.post.pk}",
        "exact": "words that nobody wrote",
        "stance": "opposes",
        "kind": "finding",
        "title": "A claim <b>with</b> markup",
        "note": "my note",
    }
    answer = client.post(reverse("knowledge_map:new_evidence"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "words that nobody wrote" in page
    assert "A claim &lt;b&gt;with&lt;/b&gt; markup" in page
    assert "my note" in page
    assert not Element.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("title", "x" * 281), ("title", "left\u202eright"), ("kind", "guess"), ("text", "y" * 10_001)],
)
def test_a_wrong_field_keeps_the_others(made: Scene, field: str, value: str) -> None:
    client = _client(made.facilitator)
    sent = {"kind": "finding", "title": "A claim", "text": "An explanation to keep", "language": "en", field: value}
    answer = client.post(reverse("knowledge_map:new_element"), sent)
    assert answer.status_code == 422
    assert not Element.objects.exists()
    if field != "text":
        assert "An explanation to keep" in answer.content.decode()


def test_a_stale_edit_shows_both_texts_and_loses_nothing(made: Scene) -> None:
    element = draft(made)
    one, two = _client(made.facilitator), _client(facilitator())
    address = reverse("knowledge_map:edit", args=[element.pk])
    said = {"kind": "requirement", "language": "en", "revision": "1"}
    assert one.post(address, {**said, "title": "First", "text": "by the first"}).status_code == 302
    late = two.post(address, {**said, "title": "Second", "text": "by the second"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "by the second" in page
    assert "First" in page
    assert 'name="revision" value="2"' in page
    assert two.post(address, {**said, "title": "Second", "text": "by the second", "revision": "2"}).status_code == 302
    element.refresh_from_db()
    assert (element.title, element.revision) == ("Second", 3)
    history = Client().get(reverse("knowledge_map:history", args=[element.pk]))
    assert history.status_code == 404  # a draft is not for visitors
    assert one.get(reverse("knowledge_map:history", args=[element.pk])).content.decode().count('id="revision-') >= 3


def test_a_published_element_never_stands_on_nothing(made: Scene) -> None:
    client = _client(made.facilitator)
    element = published(made)
    evidence, place = element.evidence.get(), element.placements.get()
    kept = client.post(reverse("knowledge_map:remove_evidence", args=[evidence.pk]), {"reason": "wrong"})
    assert kept.status_code == 422
    assert "last evidence" in kept.content.decode()
    assert client.get(reverse("knowledge_map:remove_evidence", args=[evidence.pk])).status_code == 200
    unplaced = client.post(reverse("knowledge_map:unplace", args=[element.pk, place.pk]))
    assert unplaced.status_code == 422
    assert element.placements.count() == 1
    second = cited(made, element, "anyone who wants to compare", "qualifies")
    assert (
        client.post(reverse("knowledge_map:remove_evidence", args=[second.pk]), {"reason": "off the point"}).status_code
        == 302
    )
    assert client.post(reverse("knowledge_map:remove_evidence", args=[second.pk]), {"reason": "x"}).status_code == 404
    assert "off the point" in client.get(reverse("knowledge_map:history", args=[element.pk])).content.decode()


def test_withdrawing_needs_a_reason_and_keeps_the_page(made: Scene) -> None:
    client = _client(made.facilitator)
    element = published(made)
    assert client.post(reverse("knowledge_map:withdraw", args=[element.pk]), {"reason": ""}).status_code == 422
    assert client.post(reverse("knowledge_map:withdraw", args=[element.pk]), {"reason": "outdated"}).status_code == 302
    page = Client().get(reverse("knowledge_map:element", args=[element.pk]))
    assert "outdated" in page.content.decode()
    assert client.post(reverse("knowledge_map:withdraw", args=[element.pk]), {"reason": "again"}).status_code == 422
    again = client.get(reverse("knowledge_map:new_evidence", query={"source": f"discussions.post:{made.post.pk}"}))
    assert element.title not in again.content.decode()


def test_policies_refuse_each_role_what_is_not_theirs(made: Scene) -> None:
    element = published(made)
    elsewhere = facilitator(topic())
    writes = [
        ("knowledge_map:edit", "get"),
        ("knowledge_map:publish", "post"),
        ("knowledge_map:withdraw", "post"),
        ("knowledge_map:review", "post"),
        ("knowledge_map:place", "post"),
    ]
    data = {"reason": "x", "topic": made.issue.pk, "dimension": made.planet.pk}
    for name, method in writes:
        address = reverse(name, args=[element.pk])
        anonymous = getattr(Client(), method)(address, data)
        assert anonymous.status_code == 302
        assert "login" in anonymous["Location"]
        assert getattr(_client(person()), method)(address, data).status_code == 403
        if name not in ("knowledge_map:publish", "knowledge_map:place"):
            assert getattr(_client(elsewhere), method)(address, data).status_code == 403
    placed = _client(elsewhere).post(reverse("knowledge_map:place", args=[element.pk]), data)
    assert placed.status_code in (403, 422)
    assert _client(elsewhere).post(reverse("knowledge_map:publish", args=[element.pk])).status_code == 403


def test_visible_to_agrees_with_can_view_for_every_role(made: Scene) -> None:
    hidden = published(made, "hidden")
    from django.utils import timezone

    Element.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    published(made, "public")
    draft(made, "draft")
    gone = published(made, "gone")
    Element.objects.filter(pk=gone.pk).update(state="withdrawn")
    readers = [
        AnonymousUser(),
        person(),
        made.facilitator,
        person(is_moderator=True),
        person(is_operator=True),
        None,
    ]
    seen = []
    for reader in readers:
        visible = set(elements_visible_to(reader))
        assert visible == {e for e in Element.objects.all() if can(reader, "knowledge_map.view_element", e)}
        seen.append({element.title for element in visible})
    assert seen[0] == seen[1] == {"public", "gone"}
    assert seen[2] == {"public", "gone", "draft"}
    assert seen[3] == {"public", "gone", "hidden"}


def test_moderation_hides_and_restores(made: Scene) -> None:
    from ict4society.foundation.actors import Actor
    from ict4society.foundation.policy import Forbidden
    from ict4society.foundation.subjects import subject_type

    element = published(made)
    kind = subject_type("knowledge_map.element")
    assert kind.hide is not None
    assert kind.restore is not None
    with pytest.raises(Forbidden):
        kind.hide(element, Actor(made.facilitator), "no")
    moderator = Actor(person(is_moderator=True))
    kind.hide(element, moderator, "spam")
    address = reverse("knowledge_map:element", args=[element.pk])
    assert Client().get(address).status_code == 404
    assert _client(moderator.user).get(address).status_code == 200
    kind.restore(element, moderator, "it was not")
    assert Client().get(address).status_code == 200


def test_the_readme_draws_the_transitions_of_the_code() -> None:
    """The table of the README is what the code allows."""
    from pathlib import Path

    import ict4society.knowledge_map as feature
    from ict4society.knowledge_map.states import TRANSITIONS

    readme = (Path(feature.__file__).parent / "README.md").read_text()
    for state, following in TRANSITIONS.items():
        assert f"| {state} | {', '.join(following)} |" in readme

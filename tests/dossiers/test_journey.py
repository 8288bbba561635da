"""A dossier from its first sentence to its uptake, through the pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ict4society.dossiers.actions.compose import create_dossier
from ict4society.dossiers.actions.items import add_elements, element_ids
from ict4society.dossiers.actions.publish import publish_dossier
from ict4society.dossiers.invitation import invitation_path
from ict4society.dossiers.models import Dossier, DossierVersion, Uptake
from ict4society.dossiers.states import Principle
from ict4society.foundation.citations.trail import trail
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import notices_of
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.actions.edit import edit_element
from ict4society.knowledge_map.actions.publish import withdraw_element
from tests.jobs import run_jobs
from tests.knowledge_map.scene import WORDS, Scene, draft, published
from tests.knowledge_map.test_sources import _edit
from tests.people.factory import facilitator, person, topic

PREVIEW_QUERIES = 10
"""Session, person, appointments, unread; the dossier, elements, cells, evidence, sources, checks; what has moved."""
PRINCIPLES_QUERIES = 10
"""The same without what has moved since, and the judgements for the form."""


def _client(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _dossier(made: Scene, *titles: str) -> Dossier:
    dossier = create_dossier(
        actor=made.actor, title="Footprint of ICT", summary="What we *found*.", recipient="CEN", language="en"
    )
    elements = [published(made, title) for title in titles or ("Figures come with their method",)]
    return add_elements(actor=made.actor, dossier=dossier, elements=elements)


def test_a_facilitator_composes_and_publishes(made: Scene) -> None:
    client = _client(made.facilitator)
    first, second = published(made, "First claim"), published(made, "Second claim")
    sent = {"title": "Footprint of ICT", "summary": "What we found.", "recipient": "CEN", "idempotency_key": "k" * 12}
    answer = client.post(reverse("dossiers:new_dossier"), sent)
    assert client.post(reverse("dossiers:new_dossier"), sent)["Location"] == answer["Location"]
    dossier = Dossier.objects.get()
    assert answer["Location"] == reverse("dossiers:compose", args=["footprint-of-ict"])
    assert Client().get(reverse("dossiers:dossier", args=[dossier.slug])).status_code == 404
    empty = client.post(reverse("dossiers:publish", args=[dossier.slug]))
    assert empty.status_code == 422
    assert "at least one element" in empty.content.decode()
    chosen = {"elements": [first.pk, second.pk]}
    assert client.post(reverse("dossiers:add", args=[dossier.slug]), chosen).status_code == 302
    before = element_ids(dossier)
    client.post(reverse("dossiers:order", args=[dossier.slug]), {"move": f"{before[1]}:up"})
    assert element_ids(dossier) == before[::-1]
    client.post(reverse("dossiers:order", args=[dossier.slug]), {"order": before})
    assert element_ids(dossier) == before
    assert client.post(reverse("dossiers:order", args=[dossier.slug]), {"order": [before[0]]}).status_code == 409
    client.post(reverse("dossiers:remark", args=[dossier.slug, before[0]]), {"remark": "The core of it"})
    checks = {f"{one.value}_met": "met" for one in Principle} | {"participants_text": "Four groups", "revision": "1"}
    assert client.get(reverse("dossiers:principles", args=[dossier.slug])).status_code == 200
    assert client.post(reverse("dossiers:principles", args=[dossier.slug]), checks).status_code == 302
    late = client.post(reverse("dossiers:principles", args=[dossier.slug]), {**checks, "participants_text": "Mine"})
    assert late.status_code == 409
    assert "Mine" in late.content.decode()
    assert "Four groups" in late.content.decode()
    assert client.get(reverse("dossiers:preview", args=[dossier.slug])).status_code == 200
    assert client.get(reverse("dossiers:publish", args=[dossier.slug])).status_code == 200
    sent = {"note": "The first one", "idempotency_key": "p" * 12}
    done = client.post(reverse("dossiers:publish", args=[dossier.slug]), sent)
    assert client.post(reverse("dossiers:publish", args=[dossier.slug]), sent)["Location"] == done["Location"]
    assert done["Location"] == reverse("dossiers:version", args=[dossier.slug, 1])
    page = Client().get(done["Location"]).content.decode()
    for shown in ("First claim", "The core of it", WORDS, "Marta Kowalska, Nordlys Telecom", "Four groups", "For CEN"):
        assert shown in page
    assert Client().get(reverse("dossiers:dossier", args=[dossier.slug])).status_code == 200
    twice = client.post(reverse("dossiers:publish", args=[dossier.slug]), {"note": "again"})
    assert twice.status_code == 422
    assert "Nothing has changed since version 1" in twice.content.decode()


def test_versions_never_change_and_can_be_compared(made: Scene) -> None:
    dossier = _dossier(made, "Stays", "Goes")
    one = publish_dossier(actor=made.actor, dossier=dossier)
    stays = one.elements.get(title="Stays")
    edit_element(
        actor=made.actor, element=stays, revision=1, kind="finding", title="Stays, edited", text="", language="en"
    )
    client = _client(made.facilitator)
    goes = one.elements.get(title="Goes")
    client.post(reverse("dossiers:remove", args=[dossier.slug, goes.pk]))
    add_elements(actor=made.actor, dossier=dossier, elements=[published(made, "Comes")])
    publish_dossier(actor=made.actor, dossier=dossier, note="Revised")
    frozen = one.canonical
    one.refresh_from_db()
    assert one.canonical == frozen
    first = Client().get(reverse("dossiers:version", args=[dossier.slug, 1])).content.decode()
    assert "Stays, edited" not in first
    assert "There is a newer version" in first
    assert "edited since: revision 2" in first
    page = Client().get(reverse("dossiers:compare", args=[dossier.slug])).content.decode()
    assert "Added" in page
    assert "Comes" in page
    assert "Removed" in page
    assert "Goes" in page
    assert "Changed" in page
    assert (
        Client().get(reverse("dossiers:compare", args=[dossier.slug], query={"from": "1", "to": "9"})).status_code
        == 404
    )
    assert Client().get(reverse("dossiers:version", args=[dossier.slug, 3])).status_code == 404


def test_a_changed_source_is_said_live_without_touching_the_record(made: Scene) -> None:
    dossier = _dossier(made)
    version = publish_dossier(actor=made.actor, dossier=dossier)
    address = reverse("dossiers:version", args=[dossier.slug, 1])
    record = Client().get(reverse("dossiers:jsonld", args=[dossier.slug, 1])).content
    assert "A source has changed" not in Client().get(address).content.decode()
    run_jobs()
    _edit(made)
    page = Client().get(address).content.decode()
    assert "A source has changed since this version was published" in page
    assert WORDS in page
    assert Client().get(reverse("dossiers:jsonld", args=[dossier.slug, 1])).content == record
    withdraw_element(actor=made.actor, element=version.elements.get(), reason="no longer")
    assert "withdrawn from the map since" in Client().get(address).content.decode()


def test_content_negotiation_and_downloads(made: Scene) -> None:
    dossier = _dossier(made)
    version = publish_dossier(actor=made.actor, dossier=dossier)
    address = reverse("dossiers:version", args=[dossier.slug, 1])
    asked = Client().get(address, headers={"Accept": "application/ld+json"})
    assert asked["Content-Type"] == "application/ld+json"
    assert json.loads(asked.content)["signature"]["digest"] == version.digest
    for accept in ("*/*", "text/html,application/xhtml+xml,*/*;q=0.8", ""):
        assert Client().get(address, headers={"Accept": accept})["Content-Type"].startswith("text/html")
    download = Client().get(reverse("dossiers:html", args=[dossier.slug, 1]))
    assert "attachment" in download["Content-Disposition"]
    assert WORDS in download.content.decode()
    assert Client().get(reverse("dossiers:vocabulary")).status_code == 200
    assert b"BEGIN PUBLIC KEY" in Client().get("/.well-known/ict4society-signing-key").content


def test_uptake_by_facilitator_and_by_the_invited_recipient(made: Scene) -> None:
    dossier = _dossier(made)
    publish_dossier(actor=made.actor, dossier=dossier)
    address = reverse("dossiers:new_uptake", args=[dossier.slug])
    report = {"recipient": "CEN", "state": "under_review", "text": "We look at it.", "link": "https://example.org/x"}
    assert Client().get(address).status_code == 403
    assert Client().post(address, report).status_code == 403
    assert _client(person()).post(address, report).status_code == 403
    assert _client(made.facilitator).get(address).status_code == 200
    bad = _client(made.facilitator).post(address, {**report, "state": "eaten", "link": "javascript:alert(1)"})
    assert bad.status_code == 422
    assert "We look at it." in bad.content.decode()
    assert _client(made.facilitator).post(address, report).status_code == 302
    invited = invitation_path(dossier)
    assert Client().get(invited).status_code == 200
    assert Client().post(invited, {**report, "state": "taken_up"}).status_code == 302
    assert Client().post(invited, {**report, "state": "taken_up"}).status_code == 302
    assert Client().get(f"{invited}x").status_code == 403
    assert [u.by_recipient for u in Uptake.objects.order_by("pk")] == [False, True]
    page = Client().get(reverse("dossiers:dossier", args=[dossier.slug])).content.decode()
    assert "We look at it." in page
    assert "reported by the recipient" in page


def test_those_whose_words_are_in_it_are_told_and_the_trail_leads_there(made: Scene) -> None:
    dossier = _dossier(made)
    version = publish_dossier(actor=made.actor, dossier=dossier)
    Client().post(invitation_path(dossier), {"recipient": "CEN", "state": "taken_up"})
    for name in ("dossiers.dossier_published", "dossiers.uptake_reported"):
        record = EventRecord.objects.filter(name=name).latest("pk")
        told = {
            pk
            for function in notices_of(name)
            if (notice := function(record, record.event))
            for pk in notice.recipients
        }
        assert made.author.pk in told
    hops = [hop.target.ref.kind for hop in trail(Ref("discussions.post", made.post.pk), made.author)]
    assert hops == ["knowledge_map.element", "dossiers.dossier", "dossiers.uptake"]
    element = Client().get(reverse("knowledge_map:element", args=[version.elements.get().pk])).content.decode()
    assert reverse("dossiers:dossier", args=[dossier.slug]) in element


def test_only_published_elements_and_only_by_composers(made: Scene) -> None:
    dossier = _dossier(made)
    unready = draft(made, "Not ready")
    client = _client(made.facilitator)
    assert client.post(reverse("dossiers:add", args=[dossier.slug]), {"elements": [unready.pk]}).status_code == 422
    assert client.post(reverse("dossiers:add", args=[dossier.slug]), {}).status_code == 422
    other, member = _client(facilitator(topic())), _client(person())
    for name in ("compose", "edit", "principles", "preview", "publish"):
        address = reverse(f"dossiers:{name}", args=[dossier.slug])
        assert Client().get(address).status_code == 302
        assert member.get(address).status_code == 403
        assert other.get(address).status_code == 403
        assert client.get(address).status_code == 200
    for name in ("add", "order"):
        assert other.post(reverse(f"dossiers:{name}", args=[dossier.slug]), {}).status_code == 403
    element = dossier.items.get().element_id
    for name in ("remove", "remark"):
        assert other.post(reverse(f"dossiers:{name}", args=[dossier.slug, element]), {}).status_code == 403


@pytest.mark.parametrize(
    ("field", "value"), [("title", ""), ("title", "x" * 161), ("summary", "a\u202eb"), ("recipient", "r" * 201)]
)
def test_a_wrong_field_keeps_the_others(made: Scene, field: str, value: str) -> None:
    sent = {"title": "A title", "summary": "A summary to keep", "recipient": "CEN", field: value}
    answer = _client(made.facilitator).post(reverse("dossiers:new_dossier"), sent)
    assert answer.status_code == 422
    assert field == "summary" or "A summary to keep" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_a_stale_edit_shows_both_texts(made: Scene) -> None:
    dossier = _dossier(made)
    client = _client(made.facilitator)
    said = {"title": "T", "recipient": "", "language": "en", "revision": "1"}
    address = reverse("dossiers:edit", args=[dossier.slug])
    assert client.post(address, {**said, "summary": "earlier"}).status_code == 302
    late = client.post(address, {**said, "summary": "later"})
    assert late.status_code == 409
    assert "earlier" in late.content.decode()
    assert "later" in late.content.decode()
    assert client.post(address, {**said, "summary": "later", "revision": "2"}).status_code == 302


@pytest.mark.parametrize("number", [1, 8])
def test_pages_cost_the_same_with_one_and_with_many(made: Scene, django_assert_num_queries: Any, number: int) -> None:
    from ict4society.dossiers.queries import latest_dossiers

    for count in range(number):
        dossier = create_dossier(actor=made.actor, title=f"Dossier {count}", summary="s", language="en")
        add_elements(
            actor=made.actor, dossier=dossier, elements=[published(made, f"Claim {count} {n}") for n in range(number)]
        )
        publish_dossier(actor=made.actor, dossier=dossier)
    with django_assert_num_queries(1):
        latest_dossiers()
    with django_assert_num_queries(2):
        Client().get(reverse("dossiers:index"))
    with django_assert_num_queries(1):
        Client().get(reverse("dossiers:feed"))
    with django_assert_num_queries(6):
        Client().get(reverse("dossiers:version", args=["dossier-0", 1]))
    facilitator_of_it = _client(made.facilitator)
    with django_assert_num_queries(PREVIEW_QUERIES):
        facilitator_of_it.get(reverse("dossiers:preview", args=["dossier-0"]))
    with django_assert_num_queries(PRINCIPLES_QUERIES):
        facilitator_of_it.get(reverse("dossiers:principles", args=["dossier-0"]))
    feed = Client().get(reverse("dossiers:feed")).content.decode()
    assert "<feed" in feed
    assert "Dossier 0, version 1" in feed
    assert DossierVersion.objects.count() == number


def test_the_page_cache_steps_aside_for_programs() -> None:
    """A stored page would be the wrong answer to a program that asks the same address for JSON-LD."""
    from ict4society.foundation.pagecache.key import page_key

    plain = {"REQUEST_METHOD": "GET", "PATH_INFO": "/dossiers/x/v1/", "wsgi.url_scheme": "http"}
    assert page_key({**plain, "HTTP_ACCEPT": "text/html,*/*;q=0.8"}) is not None
    assert page_key({**plain, "HTTP_ACCEPT": "application/ld+json"}) is None

"""Words that were hidden or withdrawn after the publication of a version are served by nothing of it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from ict4society.deliberation.models import Statement
from ict4society.dossiers.actions.compose import create_dossier
from ict4society.dossiers.actions.from_round import Selection, compose_from_round
from ict4society.dossiers.actions.items import add_elements
from ict4society.dossiers.actions.publish import publish_dossier
from ict4society.dossiers.export import json_ld
from ict4society.dossiers.models import DossierVersion
from ict4society.dossiers.verification import verify_text
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.search.index import index_subject
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.actions.cite_evidence import remove_evidence
from ict4society.knowledge_map.actions.hide import hide_element, restore_element
from ict4society.knowledge_map.models import Element
from tests.jobs import run_jobs
from tests.knowledge_map.scene import WORDS, Scene, cited, published, voted_round
from tests.people.factory import person

PLACES = (
    "/dossiers/composed/",
    "/dossiers/composed/v1/",
    "/dossiers/composed/v1.html",
    "/dossiers/composed/v1.jsonld",
    "/api/v1/dossiers/composed/versions/1",
)


@pytest.fixture
def version(made: Scene) -> DossierVersion:
    """One element that stands on the words of an enterprise."""
    dossier = create_dossier(actor=made.actor, title="Composed", summary="s", language="en")
    add_elements(actor=made.actor, dossier=dossier, elements=[published(made, "Methods are stated")])
    return publish_dossier(actor=made.actor, dossier=dossier)


def everywhere(client: Client) -> dict[str, str]:
    answers = {place: client.get(place) for place in PLACES}
    assert {place: answer.status_code for place, answer in answers.items()} == dict.fromkeys(PLACES, 200)
    return {place: answer.content.decode() for place, answer in answers.items()}


def test_hidden_words_are_in_no_page_file_or_answer(
    made: Scene, version: DossierVersion, client: Client, tmp_path: Path
) -> None:
    assert all(WORDS in text and "Marta Kowalska" in text for text in everywhere(client).values())
    before = json_ld(version)
    follow_source(Ref("discussions.post", made.post.pk), "withdrawn")
    shown = everywhere(client)
    assert not [place for place, text in shown.items() if WORDS in text or "Marta Kowalska" in text]
    assert "its words are not repeated here" in shown["/dossiers/composed/v1/"]
    for place in PLACES[2:]:
        found = verify_text(shown[place])
        assert found.valid
        assert (found.withheld, found.whole) == (1, version.digest)
        assert found.digest != version.digest
    copy = json.loads(shown["/dossiers/composed/v1.jsonld"])
    assert copy["withheld"]["evidence"] == [copy["elements"][0]["evidence"][0]["identifier"]]
    file = tmp_path / "copy.jsonld"
    file.write_text(json.dumps(copy))
    out = StringIO()
    call_command("dossier_verify", str(file), stdout=out)
    assert version.digest in out.getvalue()
    assert "valid" in out.getvalue()
    copy["withheld"]["evidence"] = []
    assert not verify_text(json.dumps(copy)).valid
    follow_source(Ref("discussions.post", made.post.pk), "restored")
    assert json_ld(version) == before
    version.refresh_from_db()
    assert WORDS in version.canonical


def test_a_statement_stays_while_the_words_below_it_go(made: Scene, version: DossierVersion, client: Client) -> None:
    dossier = compose_from_round(
        actor=made.actor, round_=voted_round(made), selection=Selection(top=1), title="From a vote"
    )
    publish_dossier(actor=made.actor, dossier=dossier)
    statement = Statement.objects.filter(citation__isnull=False).first()
    assert statement is not None
    follow_source(Ref("discussions.post", made.post.pk), "withdrawn")
    page = client.get("/dossiers/from-a-vote/").content.decode()
    assert statement.text in page
    assert WORDS not in page


def test_a_hidden_element_is_read_and_found_in_no_dossier(made: Scene, version: DossierVersion, client: Client) -> None:
    index_subject(Ref("dossiers.dossier", version.dossier_id))
    assert "/dossiers/composed/" in client.get("/search/?q=Methods").content.decode()
    element, moderator = Element.objects.get(), person(is_moderator=True)
    hide_element(element, Actor(moderator), "unlawful")
    run_jobs()
    assert not [place for place, text in everywhere(client).items() if "Methods are stated" in text]
    assert "Hidden by moderation" in client.get(PLACES[0]).content.decode()
    assert "/dossiers/composed/" not in client.get("/search/?q=Methods").content.decode()
    restore_element(element, Actor(moderator), "lawful after all")
    run_jobs()
    assert "Methods are stated" in client.get(PLACES[0]).content.decode()


def test_a_version_forgets_words_that_its_element_has_lost_before(
    made: Scene, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The map says nothing of evidence that was removed; kept pages of the version that quotes it must go, too."""
    element = published(made, "Methods are stated")
    cited(made, element, "anyone who wants to compare")
    dossier = create_dossier(actor=made.actor, title="Composed", summary="s", language="en")
    add_elements(actor=made.actor, dossier=dossier, elements=[element])
    publish_dossier(actor=made.actor, dossier=dossier)
    lost = element.evidence.get(citation__exact__contains="wants to compare")
    remove_evidence(actor=made.actor, evidence=lost, reason="Off the point.")
    run_jobs()
    assert "anyone who wants to compare" in client.get(PLACES[1]).content.decode()
    stale: list[str] = []
    monkeypatch.setattr("ict4society.dossiers.listeners.notify_pages", stale.extend)
    follow_source(Ref("discussions.post", made.post.pk), "withdrawn")
    run_jobs()
    assert f"dossier:{dossier.pk}" in stale
    assert "anyone who wants to compare" not in client.get(PLACES[1]).content.decode()

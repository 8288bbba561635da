"""Sources that change: the flag, the notice with what changed, the review, and who is told."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ict4society.discussions.actions.edit_post import edit_post
from ict4society.discussions.actions.withdraw_post import withdraw_post
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.trail import trail
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import notices_of
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.actions.cite_evidence import add_evidence
from ict4society.knowledge_map.actions.publish import publish_element
from ict4society.organisations.models import Organisation
from tests.jobs import run_jobs
from tests.knowledge_map.scene import Scene, cited, draft, published, voted_round

EDITED = "Numbers without the method behind them are useless to anyone who wants to compare."


def _voice(made: Scene) -> Actor:
    return Actor(made.author, Organisation.objects.get(name="Nordlys Telecom"))


def _edit(made: Scene, text: str = EDITED) -> None:
    made.post.refresh_from_db()
    edit_post(actor=_voice(made), post=made.post, revision=made.post.revision, text=text)
    run_jobs()


def test_editing_a_cited_post_flags_the_element_and_shows_what_changed(made: Scene) -> None:
    element = published(made)
    address = reverse("knowledge_map:element", args=[element.pk])
    run_jobs()
    assert "has changed since" not in Client().get(address).content.decode()
    _edit(made)
    element.refresh_from_db()
    assert element.sources_changed_at is not None
    page = Client().get(address).content.decode()
    assert "A source has changed since it was cited" in page
    assert "Numbers without the method behind them are useless" in page
    assert "Reviewed" not in page
    client = Client()
    client.force_login(made.facilitator)
    listed = client.get(reverse("knowledge_map:elements", query={"changed": "1"})).content.decode()
    assert element.title in listed
    stale = client.post(reverse("knowledge_map:review", args=[element.pk]), {"seen": "2020-01-01T00:00:00+00:00"})
    assert stale.status_code == 409
    seen = {"seen": timezone.now().isoformat()}
    assert client.post(reverse("knowledge_map:review", args=[element.pk]), seen).status_code == 302
    element.refresh_from_db()
    assert element.sources_changed_at is None


def test_an_edit_elsewhere_in_the_post_says_that_the_words_still_stand(made: Scene) -> None:
    element = published(made)
    _edit(made, "Figures **without** their method are useless to anyone who wants to compare. And to me.")
    page = Client().get(reverse("knowledge_map:element", args=[element.pk])).content.decode()
    assert "the cited words still stand in it" in page


def test_withdrawn_words_are_no_longer_repeated(made: Scene) -> None:
    element = published(made)
    made.post.refresh_from_db()
    withdraw_post(actor=_voice(made), post=made.post)
    run_jobs()
    page = Client().get(reverse("knowledge_map:element", args=[element.pk])).content.decode()
    assert "Figures without their method are useless" not in page
    assert "withdrawn or hidden" in page


def test_a_statement_passes_the_change_of_its_post_on_to_the_element(made: Scene) -> None:
    statement = voted_round(made).statements.get(number=1)
    element = draft(made)
    ref = Ref("deliberation.statement", statement.pk)
    evidence = add_evidence(actor=made.actor, element=element, source=ref, exact=statement.text, stance="supports")
    assert evidence.verdict == "consensus"
    publish_element(actor=made.actor, element=element, unplaced=True)
    run_jobs()
    _edit(made)
    element.refresh_from_db()
    assert element.sources_changed_at is not None
    page = Client().get(reverse("knowledge_map:element", args=[element.pk])).content.decode()
    assert "Consensus" in page
    assert "The words that this statement was drawn from" in page
    assert "has changed since" in page


def test_results_that_are_not_public_stay_out(made: Scene) -> None:
    voted = voted_round(made, state="open")
    statement = voted.statements.get(number=1)
    element = draft(made)
    ref = Ref("deliberation.statement", statement.pk)
    evidence = add_evidence(actor=made.actor, element=element, source=ref, exact=statement.text, stance="supports")
    assert evidence.verdict == ""
    publish_element(actor=made.actor, element=element, unplaced=True)
    address = reverse("knowledge_map:element", args=[element.pk])
    page = Client().get(address).content.decode()
    assert "Its result is not yet public" in page
    assert "10 agree" not in page
    from ict4society.deliberation.actions.close_round import close_round

    close_round(actor=Actor(made.facilitator), round_=voted)
    run_jobs()
    evidence.refresh_from_db()
    assert evidence.verdict == "consensus"
    assert "40 agree" in Client().get(address).content.decode()


def test_the_chain_is_walked_up_from_the_post(made: Scene) -> None:
    element = published(made)
    targets = [str(hop.target.ref) for hop in trail(Ref("discussions.post", made.post.pk), made.author)]
    assert f"knowledge_map.element:{element.pk}" in targets


def test_those_whose_words_are_cited_are_told_and_facilitators_hear_of_changes(made: Scene) -> None:
    element = published(made)
    cited(made, element, "anyone who wants to compare", "qualifies")
    assert made.author.pk in _told("knowledge_map.evidence_added")
    assert made.author.pk in _told("knowledge_map.element_published")
    _edit(made)
    assert made.facilitator.pk in _told("knowledge_map.element_source_changed")


def _told(name: str) -> set[int]:
    record = EventRecord.objects.filter(name=name).latest("pk")
    notices = [function(record, record.event) for function in notices_of(name)]
    return {person for notice in notices if notice for person in notice.recipients}

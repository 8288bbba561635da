"""Colleagues draft, edit and submit a practice; nobody else sees a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import cite
from ict4society.foundation.policy import Forbidden
from ict4society.foundation.subjects import Ref
from ict4society.organisations.models import Organisation
from ict4society.practices.actions.content import ResultUnknown
from ict4society.practices.actions.hide import hide_part, restore_part
from ict4society.practices.actions.submit import withdraw_practice
from ict4society.practices.citable import practice_passage
from ict4society.practices.models import Practice
from ict4society.practices.policies import can_view_practice, practices_visible_to
from ict4society.practices.search import practice_document
from ict4society.topics.models import Topic
from tests.foundation.files import documents as made
from tests.jobs import run_jobs
from tests.people import factory
from tests.practices.conftest import client_of, peer

Write = Callable[..., Practice]


def form_data(area: Topic, firm: Organisation | None = None, **changes: Any) -> dict[str, Any]:
    data = {
        "title": "Repair before recycling",
        "summary": "Two sentences.",
        "topic": area.pk,
        "problem": "Old phones.",
        "approach": "A deposit.",
        "results": "51 % came back.",
        "cost_class": "below_100k",
        "transfer": "A warehouse.",
        "evidence": "https://example.org/report The report, page 4\nhttps://example.org/other",
        **({"acting_as": firm.pk} if firm else {}),
    }
    return {**data, **changes}


def test_from_the_form_to_review_by_two_colleagues(area: Topic, firm: Organisation, author: User) -> None:
    own = client_of(author)
    sent = form_data(area, firm, idempotency_key="k" * 16)
    answer = own.post("/practices/new/", sent)
    assert own.post("/practices/new/", sent).url == answer.url  # a double click makes one
    practice = Practice.objects.get()
    assert answer.url == f"/practices/{practice.pk}/"
    assert practice.language == "en"
    colleague = factory.person("Bo Colleague")
    factory.mandate(colleague, firm)
    theirs = client_of(colleague)
    assert "Repair before recycling" in theirs.get("/practices/").text
    page = theirs.get(answer.url).text
    assert "The report, page 4" in page
    assert 'rel="nofollow ugc noopener noreferrer" href="https://example.org/report"' in page
    edited = form_data(area, title="Repair comes first", revision=1)
    assert theirs.post(f"{answer.url}edit/", edited).status_code == 303
    stale = own.post(f"{answer.url}edit/", form_data(area, title="My own title", revision=1))
    assert stale.status_code == 409
    assert "My own title" in stale.text
    assert "Repair comes first" in stale.text
    assert 'name="revision" value="2"' in stale.text
    assert "Submit it" in own.get(f"{answer.url}submit/").text
    assert own.post(f"{answer.url}submit/").status_code == 303
    assert own.post(f"{answer.url}submit/").status_code == 303
    practice.refresh_from_db()
    assert (practice.state, practice.round, practice.author, practice.revision) == ("in_review", 1, author, 2)
    assert own.get(f"{answer.url}edit/").status_code == 403
    assert own.post(f"{answer.url}edit/", form_data(area, title="Too late", revision=2)).status_code == 403
    assert "In peer review" in Client().get(answer.url).text
    assert own.post(f"{answer.url}withdraw/", {"reason": "It was a pilot."}).status_code == 303
    assert "It was a pilot." in Client().get(answer.url).text
    assert "Repair comes first" not in Client().get("/practices/").text


def test_what_is_wrong_in_the_form_keeps_what_was_typed(area: Topic, firm: Organisation, author: User) -> None:
    client = client_of(author)
    wrong = form_data(
        area, firm, evidence="no address", values="many", since_year="2999", title="", problem="Kept words"
    )
    answer = client.post("/practices/new/", form_data(area, firm, **wrong))
    assert answer.status_code == 422
    for words in ("does not begin with an address", "is no number or address", "yet to come", "Kept words"):
        assert words in answer.text
    assert client.post("/practices/new/", form_data(area, firm, values="#99")).status_code == 422
    assert not Practice.objects.exists()
    stranger = client_of(factory.person())
    assert "You act for no organisation yet" in stranger.get("/practices/new/").text
    assert stranger.post("/practices/new/", form_data(area, firm)).status_code == 403
    assert Client().get("/practices/new/").status_code == 302


def test_a_draft_is_for_colleagues_and_policy_agrees_with_itself_for_every_role(
    write: Write, firm: Organisation, author: User
) -> None:
    draft, public, hidden = write("A draft", draft=True), write("Public"), write("Hidden")
    moderator = factory.person(is_moderator=True)
    hide_part(actor=Actor(moderator), part=hidden, reason="Off topic.")
    outsider = peer("academia").user
    withdrawn = withdraw_practice(actor=Actor(author, firm), practice=write("A draft that ended", draft=True))
    expected = {
        "visitor": (AnonymousUser(), {public}),
        "outsider": (outsider, {public}),
        "moderator": (moderator, {public, hidden}),
        "colleague": (author, {draft, public, hidden, withdrawn}),
    }
    for role, (user, seen) in expected.items():
        assert set(practices_visible_to(user)) == seen, role
        everything = (draft, public, hidden, withdrawn)
        assert {each for each in everything if can_view_practice(user, Practice.objects.get(pk=each.pk))} == seen, role
    for address in ("", "history/", "edit/", "submit/", "files/"):
        assert client_of(outsider).get(f"/practices/{draft.pk}/{address}").status_code == 404
        assert Client().get(f"/practices/{draft.pk}/{address}").status_code in (302, 404)
    assert practice_document(draft) is None
    assert practice_document(public) is not None
    with pytest.raises(LookupError):
        practice_passage(draft)
    mandate = author.mandates.get()
    mandate.revoked_at = mandate.granted_at
    mandate.save()
    assert client_of(author).get(f"/practices/{draft.pk}/").status_code == 404  # the organisation's, not the person's
    with pytest.raises(Forbidden):
        write("Without an organisation", actor=Actor(author))


def test_files_back_it_and_are_found_by_their_words(write: Write, author: User) -> None:
    practice = write(draft=True)
    client, address = client_of(author), f"/practices/{practice.pk}/files/"
    assert (
        client.post(address, {"file": made.upload(made.docx("Rücklaufquote measured"), "proof.docx")}).status_code
        == 303
    )
    run_jobs()
    page = client.get(address).text
    assert "proof.docx" in page
    link = next(part for part in page.split('"') if part.startswith("/files/"))
    assert Client().get(link).status_code == 404
    client.post(f"/practices/{practice.pk}/submit/")
    run_jobs()
    assert Client().get(link).status_code == 200
    practice.refresh_from_db()
    document = practice_document(practice)
    assert document is not None
    assert "Rücklaufquote" in document.body
    assert client.post(address, {"file": made.upload(b"late", "late.txt")}).status_code == 403
    other = f"/practices/{write(draft=True).pk}/files/"
    refused = client.post(other, {"file": made.upload(b"MZ\x00", "a.exe")})
    assert refused.status_code == 422
    assert "kind of file" in refused.text
    remove = f"{address}{link.split('/')[2]}/remove/"
    client.post(remove)
    assert Client().get(link).status_code == 200  # in review nothing is taken away
    client.post(f"/practices/{practice.pk}/withdraw/", {"reason": ""})


def test_citations_follow_what_happens(write: Write, author: User, firm: Organisation) -> None:
    practice = write()
    ref = Ref("practices.practice", practice.pk)
    passage = practice_passage(practice)
    assert "Nobody knew where old phones went." in passage.text
    assert (passage.on_behalf_of, passage.group) == ("Nordlys Telecom", "enterprise")
    citation = cite(ref, user=author, exact="old phones")
    run_jobs()
    moderator = Actor(factory.person(is_moderator=True))
    for act, state in ((hide_part, "withdrawn"), (restore_part, "current")):
        act(actor=moderator, part=practice, reason="A complaint.")
        run_jobs()
        citation.refresh_from_db()
        assert citation.state == state


def test_a_result_links_only_to_values_that_exist(write: Write) -> None:
    with pytest.raises(ResultUnknown):
        write(draft=True, result_refs=(Ref("reporting.value", 4),))
    with pytest.raises(ResultUnknown):
        write(draft=True, result_refs=(Ref("practices.practice", 4),))

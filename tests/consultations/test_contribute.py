"""Write a contribution, review it, submit it, change it, take it back; late and on paper."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.consultations.actions.contribute import NotOpen, StaleDraft, save_draft, submit_contribution
from ict4society.consultations.actions.move_stage import move_stage
from ict4society.consultations.models import Answer, Consultation, Contribution, ContributionRevision
from ict4society.consultations.states import Stage
from ict4society.foundation.actors import Actor
from ict4society.organisations.models import Mandate
from tests.consultations.scene import Scene, build
from tests.jobs import run_jobs
from tests.people import factory

pytestmark = pytest.mark.django_db
FRAME = {"visibility": "public", "language": "en", "interest": "", "version": "0"}
EVERYTHING = {
    "q.needed": "no",
    "q.topics": ["map", "tools"],
    "q.why_not": "Because <b>of</b> this.\r\nAnd that.",
    "q.score": "4",
    "q.who.row.sec": "yes",
    "q.who.row.mem": "no",
    "q.rank.rank.tools": "1",
    "q.rank.rank.map": "2",
    "q.budget": "12,5",
    "q.motto": "Go",
    "q.more": "",
}


def test_every_kind_of_question_from_the_form_to_the_receipt(client: Client) -> None:
    scene = build()
    person = factory.person("Ada Author")
    client.force_login(person)
    here = f"{scene.address}contribute/"
    form = client.get(here).text
    assert "Only if you answered “No” to question 1." in form
    paper = SimpleUploadedFile("position.txt", b"We think that\nit is good.")
    saved = client.post(here, FRAME | EVERYTHING | {"q.paper": paper, "review": "1"})
    assert saved["Location"] == f"{here}review/"
    review = client.get(saved["Location"]).text
    for words in ("Because &lt;b&gt;of&lt;/b&gt; this.", "1. Tools", "Secretariat: Yes", "12.5 EUR", "position.txt"):
        assert words in review, words
    assert not Answer.objects.exists()  # nothing counts before it is submitted
    kept = Contribution.objects.get()
    sent = client.post(f"{here}review/", {"version": kept.draft_version})
    assert sent["Location"] == f"{scene.address}contributions/1/"
    again = client.post(f"{here}review/", {"version": kept.draft_version})  # a second click
    assert again["Location"] == sent["Location"]
    assert ContributionRevision.objects.count() == 1
    values = {answer.question.key: answer.value for answer in Answer.objects.counted().select_related("question")}
    assert values["topics"] == ["map", "tools"]
    assert values["rank"] == ["tools", "map"]
    assert values["who"] == {"sec": "yes", "mem": "no"}
    assert (values["score"], values["budget"]) == (4, 12.5)
    assert "more" not in values
    run_jobs()
    [receipt] = mail.outbox
    kept.refresh_from_db()
    assert kept.receipt in receipt.subject
    assert "Because <b>of</b> this." in receipt.body
    # The words of the file count.
    assert Answer.objects.get(question__key="paper").text == "We think that\nit is good."
    client.logout()
    page = client.get(sent["Location"]).text
    assert "Ada Author" in page
    assert "position.txt" in page


def test_changing_keeps_the_history_and_the_submitted_one_counts_meanwhile(client: Client) -> None:
    scene = build()
    person = factory.person()
    made = scene.submit(Actor(person), motto="First", score=2)
    client.force_login(person)
    here = f"{scene.address}contribute/"
    form = client.get(here).text
    assert 'value="First"' in form
    version = Contribution.objects.get().draft_version
    client.post(here, FRAME | {"version": version, "q.needed": "yes", "q.motto": "Second"})
    assert Answer.objects.counted().get(question__key="motto").text == "First"
    assert "First" in client.get(f"{scene.address}contributions/1/").text
    made.refresh_from_db()
    client.post(f"{here}review/", {"version": made.draft_version})
    answer = Answer.objects.counted().get(question__key="motto")
    assert (answer.text, answer.revision) == ("Second", 2)
    assert not Answer.objects.counted().filter(question__key="score").exists()
    assert Answer.objects.get(question__key="score").answered is False
    assert [row.answers["motto"]["text"] for row in made.revisions.all()] == ["First", "Second"]
    # Withdrawn: it counts no more, and can be submitted again until closing.
    assert client.post(f"{scene.address}contributions/1/withdraw/").status_code == 303
    assert Answer.objects.counted().count() == 0
    client.logout()
    assert client.get(f"{scene.address}contributions/1/").status_code == 404
    client.force_login(person)
    made.refresh_from_db()
    assert client.post(f"{here}review/", {"version": made.draft_version}).status_code == 303
    assert Answer.objects.counted().count() == 2


def test_required_answers_only_when_submitting(client: Client) -> None:
    scene = build()
    client.force_login(factory.person())
    here = f"{scene.address}contribute/"
    assert client.post(here, FRAME | {"q.motto": "Go"}).status_code == 303
    review = client.get(f"{here}review/").text
    assert "An answer to this question is required." in review
    version = Contribution.objects.get().draft_version
    assert client.post(f"{here}review/", {"version": version}).status_code == 422
    # A question that is not asked is not required, and what was typed there does not count.
    client.post(here, FRAME | {"version": version, "q.needed": "yes", "q.why_not": "typed before"})
    version = Contribution.objects.get().draft_version
    assert client.post(f"{here}review/", {"version": version}).status_code == 303
    assert not Answer.objects.filter(question__key="why_not").exists()


def test_questions_come_and_go_with_the_answers(client: Client) -> None:
    scene = build()
    client.force_login(factory.person())
    here = f"{scene.address}contribute/asked/"
    sent = FRAME | {"q.needed": "yes", "q.why_not": "kept", "shown": "why_not"}
    hidden = client.post(here, sent, headers={"HX-Request": "true"}).text
    assert '<div id="ask-why_not" class="question-place" hx-swap-oob="true" hidden>' in hidden
    assert "kept" in hidden
    shown = client.post(here, FRAME | {"q.needed": "no"}, headers={"HX-Request": "true"}).text
    assert '<div id="ask-why_not" class="question-place" hx-swap-oob="true">' in shown
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("q.needed", "maybe"),
        ("q.topics", ["map", "rules", "tools"]),
        ("q.topics", ["<script>"]),
        ("q.score", "6"),
        ("q.score", "2.5"),
        ("q.budget", "-1"),
        ("q.budget", "1e400"),
        ("q.budget", "nan"),
        ("q.budget", "lots"),
        ("q.who.row.sec", "never"),
        ("q.motto", "x" * 501),
        ("q.more", "y" * 1001),
        ("q.more", "left\u202eright"),
    ],
)
def test_wrong_answers_are_told_and_the_others_kept(client: Client, name: str, value: Any) -> None:
    scene = build()
    client.force_login(factory.person())
    other = "q.more" if name == "q.motto" else "q.motto"
    answer = client.post(
        f"{scene.address}contribute/", FRAME | {"q.needed": "yes", other: "Kept <i>x</i>"} | {name: value}
    )
    assert answer.status_code == 422
    assert "Kept &lt;i&gt;x&lt;/i&gt;" in answer.text
    draft = Contribution.objects.get().draft["answers"]
    assert draft[other.removeprefix("q.")]["text"] == "Kept <i>x</i>"


def test_the_same_place_twice_and_a_file_that_is_none(client: Client) -> None:
    scene = build()
    client.force_login(factory.person())
    here = f"{scene.address}contribute/"
    answer = client.post(here, FRAME | {"q.rank.rank.map": "1", "q.rank.rank.tools": "1"})
    assert answer.status_code == 422
    assert "Give each place once." in answer.text
    version = Contribution.objects.get().draft_version
    virus = SimpleUploadedFile("paper.pdf", b"MZ\x00\x01\x02")
    answer = client.post(here, FRAME | {"version": version, "q.paper": virus})
    assert answer.status_code == 422
    foreign = {
        "version": Contribution.objects.get().draft_version,
        "q.paper.kept": "6b2e1dd4-3f7e-4fd3-9d6b-0c8f1f6e5a11",
    }
    assert client.post(here, FRAME | foreign).status_code == 403


def colleagues() -> tuple[Scene, Any, User, User]:
    scene = build()
    one, two = factory.person("Col One"), factory.person("Col Two")
    group = factory.organisation(representative=one)
    factory.mandate(two, group)
    return scene, group, one, two


def test_an_organisation_has_one_contribution_that_its_people_share(client: Client) -> None:
    scene, group, one, two = colleagues()
    here = f"{scene.address}contribute/for/{group.pk}/"
    client.force_login(one)
    client.post(here, FRAME | {"q.needed": "yes", "q.motto": "Alpha words"})
    client.force_login(two)
    form = client.get(here).text
    assert "Alpha words" in form
    assert "Col One" in form
    # Both had the form open: the second sees both texts and loses nothing.
    late = client.post(here, FRAME | {"version": "0", "q.needed": "yes", "q.motto": "Beta words"})
    assert late.status_code == 409
    assert "Alpha" in late.text
    assert "Beta" in late.text
    version = Contribution.objects.get().draft_version
    assert client.post(here, FRAME | {"version": version, "q.needed": "yes", "q.motto": "Both"}).status_code == 303
    assert Contribution.objects.count() == 1
    # Without a mandate there is nothing to see or to send.
    client.force_login(factory.person())
    assert client.get(here).status_code == 422
    assert client.post(here, FRAME | {"q.motto": "Mine"}).status_code == 422
    Mandate.objects.filter(user=two).update(revoked_at=timezone.now())
    client.force_login(two)
    assert client.post(f"{here}review/", {"version": version + 1}).status_code == 422
    assert not Answer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_at_the_same_moment() -> None:
    scene, group, one, two = colleagues()
    start = threading.Barrier(2, timeout=10)
    results: list[str] = []

    def write(person: User) -> None:
        try:
            start.wait()
            answers = {"motto": {"value": None, "text": person.name}}
            save_draft(actor=Actor(person, group), consultation=scene.consultation, version=0, answers=answers)
            results.append("saved")
        except StaleDraft:
            results.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(person,)) for person in (one, two)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=20)
    assert sorted(results) == ["saved", "stale"]
    assert Contribution.objects.count() == 1
    # Closing and submitting at the same moment: either before, and it counts, or after, and it is kept as a draft.
    contribution = Contribution.objects.get()
    answers = {"needed": {"value": "yes", "text": ""}}
    kept = save_draft(
        actor=Actor(one, group), consultation=scene.consultation, version=contribution.draft_version, answers=answers
    )
    results.clear()

    def submit() -> None:
        try:
            start.wait()
            submit_contribution(actor=Actor(one, group), contribution=kept, version=kept.draft_version)
            results.append("submitted")
        except NotOpen:
            results.append("kept")
        finally:
            connection.close()

    def close() -> None:
        try:
            start.wait()
            move_stage(actor=Actor(scene.staff), consultation=scene.consultation, stage=Stage.CLOSED)
        finally:
            connection.close()

    start.reset()
    threads = [threading.Thread(target=submit), threading.Thread(target=close)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=20)
    kept.refresh_from_db()
    closed = Consultation.objects.get()
    assert closed.stage == Stage.CLOSED
    if results == ["submitted"]:
        assert kept.submitted_at is not None
        assert closed.closes_at is not None
    else:
        assert (results, kept.state) == (["kept"], "draft")
        assert kept.draft["answers"] == answers


def test_closing_time_passes_while_somebody_writes(client: Client) -> None:
    scene = build()
    person = factory.person("Late Larry")
    client.force_login(person)
    here = f"{scene.address}contribute/"
    client.get(here)
    Consultation.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    saved = client.post(here, FRAME | {"q.needed": "yes", "q.motto": "Too late?", "review": "1"})
    assert saved.status_code == 303
    review = client.get(saved["Location"]).text
    assert "kept as a draft" in review
    assert "Too late?" in review
    kept = Contribution.objects.get()
    refused = client.post(f"{here}review/", {"version": kept.draft_version})
    assert refused.status_code == 409
    assert "Too late?" in refused.text
    assert not Answer.objects.exists()
    # The secretariat sees it only when asked, and takes it marked as late.
    client.force_login(scene.staff)
    assert client.get(f"{scene.address}contributions/1/").status_code == 404
    client.force_login(person)
    assert client.post(f"{here}review/", {"late": "1"}).status_code == 303
    run_jobs()
    assert "late contribution" in mail.outbox[-1].subject
    client.force_login(scene.staff)
    assert "Late Larry" in client.get(f"{scene.address}manage/").text
    desk = f"{scene.address}manage/late/1/"
    assert "Too late?" in client.get(desk).text
    assert client.post(desk, {"decision": "refuse", "reason": ""}).status_code == 422
    assert client.post(desk, {"decision": "take"}).status_code == 303
    mail.outbox.clear()
    run_jobs()
    assert {message.to[0] for message in mail.outbox} == {person.email}
    client.logout()
    assert "came after closing" in client.get(f"{scene.address}contributions/1/").text
    assert Answer.objects.counted().count() == 2


def test_paper_is_entered_by_staff_and_marked(client: Client) -> None:
    scene = build(stage=Stage.CLOSED)
    group = factory.organisation("trade_union")
    client.force_login(scene.staff)
    here = f"{scene.address}manage/enter/"
    values = {"channel": "paper", "language": "fr", "visibility": "public", "q.motto": "Sur papier"}
    assert client.post(here, values).status_code == 422  # nobody said it
    sent = client.post(here, values | {"organisation": group.pk, "idempotency_key": "e" * 32})
    assert (
        client.post(here, values | {"organisation": group.pk, "idempotency_key": "e" * 32})["Location"]
        == sent["Location"]
    )
    assert client.post(here, values | {"organisation": group.pk}).status_code == 409
    assert client.post(here, values | {"name": "Paula Paper", "country": "FR", "group": "citizens"}).status_code == 303
    run_jobs()
    assert mail.outbox == []
    page = client.get(sent["Location"]).text
    assert "entered by the secretariat" in page
    assert Contribution.objects.counted().count() == 2
    client.force_login(factory.person())
    assert client.get(here).status_code == 403


def test_what_an_expired_session_sent_is_not_lost(client: Client) -> None:
    scene = build()
    person = factory.person()
    here = f"{scene.address}contribute/"
    client.post(here, FRAME | {"q.motto": "Typed for an hour", "q.topics": ["map"]})
    client.force_login(person)
    session = client.session
    session["unsent"] = {"path": here, "body": "q.motto=Typed+for+an+hour&q.topics=map&visibility=nameless&version=0"}
    session.save()
    form = client.get(here).text
    assert "Typed for an hour" in form


def test_a_question_that_stays_is_not_replaced_while_somebody_writes(client: Client) -> None:
    """Only questions that come or go are sent: what is being typed into one that stays would be overwritten."""
    scene = build()
    client.force_login(factory.person())
    form = client.get(f"{scene.address}contribute/").text
    assert 'name="shown" value="why_not"' in form
    here = f"{scene.address}contribute/asked/"
    no = {"q.needed": "no", "q.why_not": "Becau"}
    assert "why_not" not in client.post(here, no | {"shown": "why_not"}).text
    assert 'name="shown" value="why_not"' in client.post(here, no).text
    assert 'name="shown"' not in client.post(here, {"q.needed": "yes", "shown": "why_not"}).text
    assert "why_not" not in client.post(here, {"q.needed": "yes"}).text

"""Comments on paragraphs and words, suggestions, support; what is withdrawn after it was cited."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from ict4society.consultations.actions.comment import edit_comment
from ict4society.consultations.actions.contribute import save_draft, submit_contribution, withdraw_contribution
from ict4society.consultations.actions.move_stage import move_stage
from ict4society.consultations.models import Comment, Contribution
from ict4society.consultations.states import Stage
from ict4society.deliberation.models import Round
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import citable_passage, cite
from ict4society.foundation.citations.trail import trail
from ict4society.foundation.subjects import Ref
from tests.consultations.scene import build
from tests.jobs import run_jobs
from tests.people import factory

pytestmark = pytest.mark.django_db
FORM = {"kind": "comment", "exact": "", "start": "", "replacement": "", "text": "", "visibility": "public"}


def test_selected_words_and_a_suggestion_through_the_page(client: Client) -> None:
    scene = build()
    person = factory.person("Cleo Commenter")
    group = factory.organisation("academia", representative=person)
    client.force_login(person)
    page = f"{scene.address}text/1/en/p1/"
    form = client.get(f"{page}?exact=one+platform&start=20&kind=suggestion").text
    assert form.count("one platform") >= 3  # the paragraph, the words, and what should stand there instead
    values = FORM | {"kind": "suggestion", "exact": "one  platform", "replacement": "several <platforms>"}
    sent = client.post(
        f"{page}comment/", values | {"acting_as": group.pk, "text": "They *differ*.", "idempotency_key": "c" * 32}
    )
    assert sent["Location"] == f"{page}#c1"
    client.post(
        f"{page}comment/", values | {"acting_as": group.pk, "text": "They *differ*.", "idempotency_key": "c" * 32}
    )
    made = Comment.objects.get()
    paragraph = scene.paragraph()
    assert paragraph.plain[made.start : made.end] == made.exact == "one platform"
    assert (made.group, made.contribution.on_behalf_of) == ("academia", group)
    assert Contribution.objects.counted().count() == 1  # who only comments takes part, too
    client.logout()
    shown = client.get(page).text
    assert "<del>one platform</del> <ins>several &lt;platforms&gt;</ins>" in shown
    assert "Replace “one platform” with “several &lt;platforms&gt;”." in shown
    assert "1 comment" in client.get(scene.address).text
    fragment = client.get(page, headers={"HX-Request": "true"}).text
    assert "<html" not in fragment
    assert "They <em>differ</em>." in fragment
    assert client.get(f"{scene.address}comments/1/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"text": ""}, "Write your comment."),
        ({"text": "x", "exact": "words that are not there"}, "not in the cited revision"),
        (
            {"kind": "suggestion", "exact": "one platform", "replacement": "one  platform"},
            "leaves the words as they are",
        ),
        ({"text": "x" * 5001}, "5000"),
        ({"text": "a\u202eb"}, "direction"),
        ({"text": "x", "acting_as": "999"}, "no mandate"),
        ({"kind": "shout", "text": "x"}, "shout"),
        ({"text": "x", "start": "-5"}, "0"),
    ],
)
def test_errors_lose_nothing(client: Client, changes: dict[str, str], says: str) -> None:
    scene = build()
    client.force_login(factory.person())
    values = FORM | {"replacement": "Kept <b>words</b>"} | changes
    answer = client.post(f"{scene.address}text/1/en/p1/comment/", values)
    assert answer.status_code == 422
    assert says in answer.text
    if "replacement" not in changes:
        assert "Kept &lt;b&gt;words&lt;/b&gt;" in answer.text
    assert not Comment.objects.exists()


def test_editing_keeps_every_wording_and_two_tabs_lose_nothing(client: Client) -> None:
    scene = build()
    person = factory.person()
    made = scene.comment(Actor(person), text="The first wording.")
    client.force_login(person)
    here = f"{scene.address}comments/1/"
    values = {"text": "The second wording.", "visibility": "public", "revision": 1}
    assert client.post(f"{here}edit/", values).status_code == 303
    answer = client.post(f"{here}edit/", values | {"text": "A third one."})
    assert answer.status_code == 409
    assert "A third one." in answer.text
    history = client.get(f"{here}history/").text
    assert "The first wording." in history
    client.force_login(factory.person())
    assert client.post(f"{here}edit/", values | {"revision": 2}).status_code == 403
    assert client.post(f"{here}withdraw/").status_code == 403
    move_stage(actor=Actor(scene.staff), consultation=scene.consultation, stage=Stage.CLOSED)
    client.force_login(person)
    assert client.post(f"{here}edit/", values | {"revision": 2, "text": "Too late"}).status_code == 409
    assert client.post(f"{scene.address}text/1/en/p1/comment/", FORM | {"text": "Too late"}).status_code == 409
    made.refresh_from_db()
    assert made.text == "The second wording."


def test_support_counts_once_for_each_voice(client: Client) -> None:
    scene = build()
    author, one, two = factory.person(), factory.person(), factory.person()
    group = factory.organisation(representative=one)
    factory.mandate(two, group)
    made = scene.comment(Actor(author))
    here = f"{scene.address}comments/1/support/"

    def count() -> int:
        made.refresh_from_db()
        return made.support_count

    for person, voice, expected in (
        (one, group.pk, 1),
        (one, group.pk, 1),
        (two, group.pk, 1),
        (one, "", 2),
        (two, "", 3),
    ):
        client.force_login(person)
        assert client.post(here, {"acting_as": voice}).status_code == 303
        assert count() == expected
    client.force_login(author)
    assert client.post(here, {"acting_as": ""}).status_code == 403  # nobody supports themselves
    client.force_login(two)
    client.post(f"{here}take-back/", {"acting_as": group.pk})
    assert count() == 2
    assert "Take your support back" in client.get(f"{scene.address}text/1/en/p1/").text


def test_comments_are_cited_exactly_and_follow_their_source(client: Client) -> None:
    scene = build()
    person = factory.person("Cleo Commenter")
    made = scene.comment(Actor(person), text="It should be open **to all**.")
    ref = Ref("consultations.comment", made.pk)
    reader = factory.person()
    citation = cite(ref, user=reader, exact="open to all")
    assert (citation.speaker, citation.revision, citation.offline) == ("Cleo Commenter", 1, False)
    edit_comment(actor=Actor(person), comment=made, revision=1, text="It should be closed.")
    run_jobs()
    citation.refresh_from_db()
    assert citation.state == "changed"
    assert citable_passage(ref, reader, 1).text == "It should be open to all."
    client.force_login(person)
    client.post(f"{scene.address}comments/1/withdraw/")
    run_jobs()
    citation.refresh_from_db()
    assert citation.state == "withdrawn"
    assert client.get(f"{scene.address}text/1/en/p1/").text.count("should be closed") == 0
    made.refresh_from_db()
    assert made.contribution.comment_count == 0


def test_answers_are_citable_and_paper_is_offline() -> None:
    scene = build()
    person = factory.person("Ann Answer")
    made = scene.submit(Actor(person), motto="Openness first")
    answer = made.answers.get(question__key="motto")
    ref = Ref("consultations.answer", answer.pk)
    citation = cite(ref, user=factory.person(), exact="Openness")
    assert citation.speaker == "Ann Answer"
    hops = trail(ref, scene.staff)
    assert [hop.target.ref.kind for hop in hops] == ["consultations.consultation"]
    kept = save_draft(
        actor=Actor(person),
        consultation=scene.consultation,
        version=made.draft_version,
        answers={"needed": {"value": "yes", "text": ""}, "motto": {"value": None, "text": "Openness first"}},
        visibility="nameless",
    )
    submit_contribution(actor=Actor(person), contribution=kept, version=kept.draft_version)
    run_jobs()
    citation.refresh_from_db()
    assert (citation.state, citation.speaker) == ("current", "Name withheld")
    withdraw_contribution(actor=Actor(person), contribution=made)
    run_jobs()
    citation.refresh_from_db()
    assert (citation.state, citation.exact) == ("withdrawn", "Openness")
    secret = scene.submit(Actor(factory.person()), visibility="confidential", motto="Hush")
    hidden = Ref("consultations.answer", secret.answers.get(question__key="motto").pk)
    with pytest.raises(LookupError):
        cite(hidden, user=scene.staff, exact="Hush")
    nameless = scene.submit(Actor(factory.person("Nora Nameless")), visibility="nameless", motto="Whisper")
    quoted = cite(
        Ref("consultations.answer", nameless.answers.get(question__key="motto").pk), user=scene.staff, exact="Whisper"
    )
    assert quoted.speaker == "Name withheld"


def test_a_statement_is_drawn_from_a_comment(client: Client) -> None:
    scene = build()
    made = scene.comment(Actor(factory.person()), text="Platforms should be open to all.")
    found = Round.objects.create(slug="r", title="R", state="open", topic=scene.topic, created_by=scene.staff)
    client.force_login(scene.staff)
    source = f"consultations.comment:{made.pk}"
    assert client.get(f"/rounds/draw/?source={source}&exact=open+to+all").status_code == 200
    values: dict[str, Any] = {
        "source": source,
        "revision": 1,
        "passage": "open to all",
        "round": "r",
        "text": "It is open to all.",
        "language": "en",
        "distinct": "on",
        "start": "",
    }
    assert client.post("/rounds/draw/", values).status_code == 302
    hops = {hop.target.ref.kind for hop in trail(Ref("consultations.comment", made.pk), scene.staff)}
    assert hops == {"consultations.consultation", "deliberation.statement"}
    assert found.statements.get().citation.exact == "open to all"


def test_flagged_comments_are_hidden_and_shown_again() -> None:
    from ict4society.foundation.subjects import subject_type

    scene = build()
    made = scene.comment(Actor(factory.person()), text="Rude.")
    moderator = Actor(factory.person(is_moderator=True))
    kind = subject_type("consultations.comment")
    assert kind.hide is not None
    assert kind.restore is not None
    kind.hide(made, moderator, "rude")
    made.refresh_from_db()
    reader = factory.person()
    assert not kind.visible_to(reader).exists()
    assert kind.visible_to(moderator.user).exists()
    assert not Comment.objects.standing().exists()
    kind.restore(made, moderator, "not so rude")
    assert kind.visible_to(reader).exists()

"""A statement drawn from a passage, and what follows for whose words they were."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from ict4society.deliberation.actions.hide_statement import hide_statement, restore_statement
from ict4society.deliberation.models import Statement
from ict4society.deliberation.states import StatementState
from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.edit_post import edit_post
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Post
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.models import Citation
from ict4society.foundation.citations.trail import trail
from ict4society.foundation.subjects import Ref, resolve_one, subject_type
from ict4society.notifications.models import Notification
from tests.deliberation.rounds import Setting, a_round
from tests.jobs import run_jobs
from tests.people.factory import person

pytestmark = pytest.mark.django_db
POST = "We say: figures *without their method* are useless.\n\nAnd **nobody** checks them."
WORDS = "figures without their method are useless"


@pytest.fixture
def setting() -> Setting:
    return a_round(1)


@pytest.fixture
def post(setting: Setting) -> Post:
    topic = setting.round.topic
    assert topic is not None
    thread = open_thread(actor=Actor(setting.facilitator), title="Measuring", topic=topic, introduction="How?")
    return add_post(actor=Actor(person("Marta Kowalska")), thread=thread, text=POST, language="en")


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def sent(setting: Setting, post: Post, **changes: object) -> dict[str, object]:
    values: dict[str, object] = {
        "source": f"discussions.post:{post.pk}",
        "revision": post.revision,
        "passage": WORDS,
        "start": "",
        "text": "Whoever publishes a figure must publish its method.",
        "language": "en",
        "round": setting.round.slug,
    }
    return values | changes


URL = reverse("deliberation:draw")


def test_the_passage_is_shown_in_its_text(setting: Setting, post: Post) -> None:
    query = {"source": f"discussions.post:{post.pk}", "revision": 1, "passage": WORDS}
    page = signed_in(person()).get(URL, query).content.decode()
    assert f"We say: <mark>{WORDS}</mark>.\nAnd nobody checks them." in page
    assert setting.round.title in page


def test_a_member_draws_a_facilitator_accepts_and_people_are_told(setting: Setting, post: Post) -> None:
    member = person()
    answer = signed_in(member).post(URL, sent(setting, post))
    assert answer.status_code == 302
    made = Statement.objects.get(citation__isnull=False)
    assert made.state == StatementState.PROPOSED
    assert (made.citation.exact, made.citation.speaker) == (WORDS, "Marta Kowalska")
    run_jobs()
    assert {n.user_id for n in Notification.objects.all()} == {setting.facilitator.pk}
    signed_in(setting.facilitator).post(reverse("deliberation:accept", args=[setting.round.slug, made.number]))
    run_jobs()
    told = {n.user_id for n in Notification.objects.filter(subject_kind="deliberation.statement")}
    assert told == {setting.facilitator.pk, member.pk, post.author_id}
    hops = trail(Ref("discussions.post", post.pk), member)
    assert [(hop.target.ref.kind, hop.hop) for hop in hops] == [("deliberation.statement", "statement drawn")]
    page = Client().get(answer["Location"]).content.decode()
    assert WORDS in page
    assert "Marta Kowalska" in page


def test_an_edited_post_marks_the_statement(setting: Setting, post: Post) -> None:
    signed_in(setting.facilitator).post(URL, sent(setting, post))
    edit_post(actor=Actor(post.author), post=post, text="We say nothing.", revision=1, language="en")
    run_jobs()
    made = Statement.objects.get(citation__isnull=False)
    page = Client().get(reverse("deliberation:statement", args=[setting.round.slug, made.number])).content.decode()
    assert "The source has changed since" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("passage", "words that nobody wrote"),
        ("passage", ""),
        ("text", ""),
        ("text", "x" * 281),
        ("text", "Energy counts in case 1"),
        ("round", "no-such-round"),
        ("round", ""),
        ("language", "tlh"),
        ("acting_as", "999999"),
        ("start", "-1"),
    ],
)
def test_errors_lose_nothing(setting: Setting, post: Post, field: str, value: str) -> None:
    answer = signed_in(person()).post(URL, sent(setting, post, **{field: value}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert field == "text" or "Whoever publishes a figure" in page
    assert Statement.objects.count() == 1
    assert not Citation.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"source": "discussions.post:999999"},
        {"source": "nothing"},
        {"source": "topics.topic:1"},
        {"source": "discussions.post:1 OR 1=1"},
    ],
)
def test_sources_that_cannot_be_cited(query: dict[str, str]) -> None:
    assert signed_in(person()).get(URL, query).status_code == 404


def test_unknown_revision(post: Post) -> None:
    query = {"source": f"discussions.post:{post.pk}", "revision": 77}
    assert signed_in(person()).get(URL, query).status_code == 404


def test_sending_twice_makes_one(setting: Setting, post: Post) -> None:
    client = signed_in(person())
    for _ in range(2):
        assert client.post(URL, sent(setting, post, idempotency_key="d" * 16)).status_code == 302
    assert Statement.objects.count() == 2


def test_without_rounds_the_page_says_what_to_do(post: Post, setting: Setting) -> None:
    setting.round.members_propose = False
    setting.round.save()
    page = signed_in(person()).get(URL, {"source": f"discussions.post:{post.pk}"}).content.decode()
    assert "No round takes statements now" in page


def test_hiding_takes_it_out_of_everything(setting: Setting, post: Post) -> None:
    signed_in(setting.facilitator).post(URL, sent(setting, post))
    made = Statement.objects.get(citation__isnull=False)
    moderator = person(is_moderator=True)
    ref = Ref("deliberation.statement", made.pk)
    hide_statement(actor=Actor(moderator), statement=made, reason="insulting")
    assert resolve_one(ref, person()) is None
    assert resolve_one(ref, moderator) is not None
    kind = subject_type("deliberation.statement")
    made.refresh_from_db()
    assert kind.document is not None
    assert kind.document(made) is None
    restore_statement(actor=Actor(moderator), statement=made, reason="a mistake")
    assert resolve_one(ref, person()) is not None


def test_a_statement_can_be_cited(setting: Setting) -> None:
    kind = subject_type("deliberation.statement")
    statement = setting.statements[0]
    assert kind.citable is not None
    passage = kind.citable(statement, 1)
    assert passage.text == statement.text
    assert passage.speaker == f"Round “{setting.round.title}”, statement 1"
    with pytest.raises(LookupError):
        kind.citable(statement, 2)

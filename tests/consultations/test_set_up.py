"""The secretariat prepares a consultation: text, questions, dates, stages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from ict4society.consultations.actions.move_stage import move_due_stages, move_stage, remind_of_closing
from ict4society.consultations.actions.set_up import edit_consultation
from ict4society.consultations.models import Consultation, Paragraph, Question, TextVersion
from ict4society.consultations.queries.consultations import open_consultations
from ict4society.consultations.states import TRANSITIONS, Stage
from ict4society.foundation.actors import Actor
from ict4society.topics.models import Follow
from tests.consultations.scene import FRENCH, TEXT, build
from tests.jobs import run_jobs
from tests.people import factory

pytestmark = pytest.mark.django_db
README = Path(__file__).parents[2] / "src/ict4society/consultations/README.md"


def local(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_from_nothing_to_an_open_consultation(client: Client) -> None:
    """Everything through the pages, as staff does it without script."""
    topic = factory.topic()
    staff = factory.facilitator(topic)
    client.force_login(staff)
    now = timezone.now()
    sent = client.post(
        "/consultations/new/",
        {
            "title": "A note on one platform",
            "topic": topic.pk,
            "summary": "Say **what** you need.",
            "language": "en",
            "languages": ["fr"],
            "opens_at": local(now + timedelta(days=1)),
            "closes_at": local(now + timedelta(days=30)),
        },
    )
    assert sent["Location"] == "/consultations/a-note-on-one-platform/manage/"
    address = "/consultations/a-note-on-one-platform/"
    for language, source, kept in (("en", TEXT, "Nothing was left out"), ("fr", FRENCH, "Nothing was left out")):
        saved = client.post(f"{address}manage/text/{language}/", {"source": source, "kind": "draft", "revision": 0})
        assert saved["Location"] == f"{address}manage/text/{language}/preview/"
        preview = client.get(saved["Location"]).text
        assert kept in preview
        assert client.post(saved["Location"], {"revision": 1}).status_code == 303
    values = {"kind": "single", "options": "Yes\nNo\n+ Other", "required": "on", "version": 0}
    client.post(
        f"{address}manage/questions/new/",
        values | {"label": "Needed?", "label_fr": "Nécessaire ?", "options_fr": "Oui\nNon\nAutre"},
    )
    first = Question.objects.get()
    assert [entry["key"] for entry in first.options] == ["yes", "no", "other"]
    assert first.option_label("no", "fr") == "Non"
    more = {"kind": "long", "label": "Why not?", "version": 0, "condition": [f"{first.pk}:no"], "paragraph_key": "p2"}
    assert client.post(f"{address}manage/questions/new/", more).status_code == 303
    assert Question.objects.get(label="Why not?").condition_question == first
    # Nobody else sees it, until it is announced.
    client.logout()
    assert client.get(address).status_code == 404
    client.force_login(staff)
    follower = factory.person()
    Follow.objects.create(user=follower, topic=topic)
    assert client.post(f"{address}manage/stage/", {"stage": "announced"}).status_code == 303
    run_jobs()
    assert [message.to for message in mail.outbox] == [[follower.email]]
    client.logout()
    page = client.get(address).text
    assert "A note on one platform" in page
    assert "<strong>one platform</strong>" in page
    client.force_login(staff)
    assert client.post(f"{address}manage/stage/", {"stage": "open"}).status_code == 303
    found = Consultation.objects.get()
    assert found.stage == Stage.OPEN
    assert list(open_consultations(factory.person())) == [found]
    # What is asked is fixed now; its words are not.
    edited = {"label": "Is it needed?", "kind": "single", "options": "Yes\nNo\n+ Other", "required": "on", "version": 1}
    assert client.post(f"{address}manage/questions/{first.key}/", edited).status_code == 303
    fewer = edited | {"options": "Yes\nNo", "version": 2}
    assert client.post(f"{address}manage/questions/{first.key}/", fewer).status_code == 422
    assert client.post(f"{address}manage/questions/", {"move": f"{first.pk}:down"}).status_code == 422


def test_paragraphs_keep_their_keys_over_versions_and_languages(client: Client) -> None:
    scene = build()
    english = dict(Paragraph.objects.filter(version__language="en").values_list("key", "label"))
    assert english == {"h1": "", "p1": "1", "p2": "2", "p3": "2.1", "h2": "", "p4": "3", "fn1": "1"}
    assert set(Paragraph.objects.filter(version__language="fr").values_list("key", flat=True)) == set(english)
    second = TEXT.replace("2. It must be open", "2. This one is quite new.\n\n3. It must be open").replace(
        "3. A secr", "4. A secr"
    )
    client.force_login(scene.staff)
    start = client.get(f"{scene.address}manage/text/en/").text
    assert "A secretariat keeps it running" in start  # the last version is where one begins
    client.post(f"{scene.address}manage/text/en/", {"source": second, "kind": "draft", "revision": 0})
    client.post(f"{scene.address}manage/text/en/preview/", {"revision": 1})
    newest = dict(Paragraph.objects.filter(version__number=2).values_list("key", "plain"))
    assert newest["p2"].startswith("It must be open")
    assert newest["p4"].startswith("A secretariat")
    assert newest["p5"] == "This one is quite new."
    shorter = FRENCH.replace("2. Elle doit être ouverte à tous les groupes.\n", "")
    client.post(f"{scene.address}manage/text/fr/", {"source": shorter, "kind": "draft", "revision": 0})
    assert "do not have the same paragraphs" in client.get(f"{scene.address}manage/text/fr/preview/").text
    # The first version keeps its address and its words.
    assert "quite new" not in client.get(f"{scene.address}text/1/en/").text
    assert "quite new" in client.get(f"{scene.address}text/2/en/").text
    both = client.get(f"{scene.address}text/1/en/?beside=fr").text
    assert "Un secrétariat la fait fonctionner" in both
    assert client.get(f"{scene.address}text/1/en/p4/place/")["Location"] == f"{scene.address}text/1/en/#p4"


def test_stages_move_by_themselves_and_only_once() -> None:
    scene = build(stage=Stage.DRAFT)
    found = scene.consultation
    now = timezone.now()
    Consultation.objects.filter(pk=found.pk).update(
        announce_at=now - timedelta(hours=3), opens_at=now - timedelta(hours=2), closes_at=now - timedelta(hours=1)
    )
    assert move_due_stages() == 1  # an opening whose closing has passed as well waits for a person
    found.refresh_from_db()
    assert found.stage == Stage.ANNOUNCED
    Consultation.objects.filter(pk=found.pk).update(closes_at=now + timedelta(days=1))
    assert (move_due_stages(), move_due_stages()) == (1, 0)
    Consultation.objects.filter(pk=found.pk).update(
        closes_at=now - timedelta(minutes=1), responses_at=now - timedelta(seconds=1)
    )
    assert (move_due_stages(), move_due_stages()) == (2, 0)
    found.refresh_from_db()
    assert found.stage == Stage.RESPONSES
    assert [change.stage for change in found.stage_changes.all()] == ["announced", "open", "closed", "responses"]


def test_the_table_of_the_readme_is_the_table_of_the_code() -> None:
    rows = [line.split("|")[1:3] for line in README.read_text().splitlines() if line.startswith("| ")]
    said = {stage.strip(): {each.partition("(")[0].strip() for each in after.split(",")} for stage, after in rows[1:]}
    coded = {before.value: {each.value for each in after} or {"–"} for before, after in TRANSITIONS.items()}
    assert {name: said[name] for name in coded} == coded


def test_followers_who_have_not_answered_are_reminded_once() -> None:
    scene = build(closes_in=timedelta(days=2))
    silent, answered, speaker = factory.person(), factory.person(), factory.person()
    group = factory.organisation(representative=speaker)
    for person in (silent, answered, speaker):
        Follow.objects.create(user=person, topic=scene.topic)
    scene.submit(Actor(answered))
    scene.submit(Actor(speaker, group))
    run_jobs()
    mail.outbox.clear()
    assert (remind_of_closing(), remind_of_closing()) == (1, 0)
    run_jobs()
    assert [message.to for message in mail.outbox] == [[silent.email]]
    assert "closes soon" in mail.outbox[0].subject


def test_two_editors_lose_nothing(client: Client) -> None:
    scene = build(stage=Stage.DRAFT)
    found = scene.consultation
    client.force_login(scene.staff)
    form = {"title": "Mine", "topic": scene.topic.pk, "summary": "", "language": "en", "languages": ["en", "fr"]}
    form |= {"closes_at": local(found.closes_at), "opens_at": local(found.opens_at), "version": found.version}
    edit_consultation(actor=Actor(scene.staff), consultation=found, version=found.version, values={"title": "Theirs"})
    answer = client.post(f"{scene.address}manage/edit/", form)
    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    source = {"source": "A new start", "kind": "draft", "revision": 0}
    assert client.post(f"{scene.address}manage/text/en/", source).status_code == 303
    answer = client.post(f"{scene.address}manage/text/en/", source | {"source": "Another start"})
    assert answer.status_code == 409
    assert "Another start" in answer.text
    assert "<del>A new" in answer.text
    answer = client.post(f"{scene.address}manage/text/en/preview/", {"revision": 7})
    assert answer.status_code == 409
    assert not TextVersion.objects.filter(number=2, published_at__isnull=False).exists()
    question = scene.questions["needed"]
    client.post(
        f"{scene.address}manage/questions/needed/", {"label": "A", "kind": "single", "options": "Yes\nNo", "version": 1}
    )
    answer = client.post(
        f"{scene.address}manage/questions/needed/", {"label": "B", "kind": "single", "options": "Yes\nNo", "version": 1}
    )
    assert answer.status_code == 409
    question.refresh_from_db()
    assert question.label == "A"


def test_questions_are_moved_and_conditions_hold(client: Client) -> None:
    scene = build(stage=Stage.DRAFT)
    client.force_login(scene.staff)
    here = f"{scene.address}manage/questions/"
    last = scene.questions["paper"]
    client.post(here, {"move": f"{last.pk}:up"})
    keys = list(scene.consultation.questions.values_list("key", flat=True))
    assert keys[-2:] == ["paper", "more"]
    ids = [str(scene.questions[key].pk) for key in ("topics", "needed", "why_not")]
    client.post(here, {"order": ids})
    assert list(scene.consultation.questions.values_list("key", flat=True))[:3] == ["topics", "needed", "why_not"]
    refused = client.post(here, {"order": [ids[2], ids[0], ids[1]]})
    assert refused.status_code == 422
    assert "depends on" in refused.text
    client.post(f"{here}needed/remove/")
    scene.questions["why_not"].refresh_from_db()
    assert scene.questions["why_not"].condition_values == []


@pytest.mark.parametrize(
    ("kind", "options", "rows", "more"),
    [
        ("single", "Only one", "", {}),
        ("single", "Same\nSame", "", {}),
        ("multiple", "\n".join(str(number) for number in range(61)), "", {}),
        ("matrix", "Yes\nNo", "", {}),
        ("scale", "", "", {"minimum": "1", "maximum": "40"}),
        ("number", "", "", {"minimum": "5", "maximum": "1"}),
        ("number", "", "", {"minimum": "much"}),
        ("nothing", "", "", {}),
        ("short", "", "", {"label": "a\u202eb"}),
    ],
)
def test_wrong_questions_are_refused_with_what_was_typed(
    client: Client, kind: str, options: str, rows: str, more: dict[str, str]
) -> None:
    scene = build(stage=Stage.DRAFT)
    client.force_login(scene.staff)
    values = {"label": "What?", "kind": kind, "options": options, "rows": rows, "help": "Kept <b>", "version": 0} | more
    answer = client.post(f"{scene.address}manage/questions/new/", values)
    assert answer.status_code == 422
    assert "Kept &lt;b&gt;" in answer.text


def test_only_its_staff_prepares_it(client: Client) -> None:
    scene = build(stage=Stage.DRAFT)
    routes = (
        "",
        "edit/",
        "people/",
        "text/en/",
        "text/en/preview/",
        "questions/",
        "questions/new/",
        "enter/",
        "stage/",
    )
    other = factory.facilitator(factory.topic())
    for person, status in ((factory.person(), 403), (other, 404), (scene.staff, 200)):
        client.force_login(person)
        for route in routes:
            got = client.get(f"{scene.address}manage/{route}").status_code
            assert got == status or (status == 200 and got == 302), (route, got)
    client.post(f"{scene.address}manage/people/", {"add": "1", "email": other.email})
    client.force_login(other)
    assert client.get(f"{scene.address}manage/").status_code == 200
    move_stage(actor=Actor(other), consultation=scene.consultation, stage=Stage.ANNOUNCED)
    assert client.post(f"{scene.address}manage/people/", {"remove": str(other.pk)}).status_code == 303
    assert client.get(f"{scene.address}manage/").status_code == 403


def test_dates_and_stages_that_make_no_sense(client: Client) -> None:
    scene = build(stage=Stage.DRAFT, text=TEXT)
    client.force_login(scene.staff)
    now = timezone.now()
    form = {"title": "T", "topic": scene.topic.pk, "language": "en", "version": scene.consultation.version}
    dates = {"opens_at": local(now + timedelta(days=3)), "closes_at": local(now + timedelta(days=2))}
    answer = client.post(f"{scene.address}manage/edit/", form | dates)
    assert answer.status_code == 422
    assert "cannot come before" in answer.text
    assert client.post(f"{scene.address}manage/stage/", {"stage": "final"}).status_code == 409
    assert client.post(f"{scene.address}manage/stage/", {"stage": "<b>"}).status_code == 422
    Consultation.objects.update(closes_at=now - timedelta(days=1))
    answer = client.post(f"{scene.address}manage/stage/", {"stage": "open"})
    assert answer.status_code == 422
    assert "closing time" in answer.text

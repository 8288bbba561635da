"""A program prepares a consultation, writes its text and its questions, and leads it through its stages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ict4society.consultations.models import Consultation, Question, TextVersion
from ict4society.consultations.states import Stage
from tests.consultations.programs import Program, pointers
from tests.consultations.scene import FRENCH, TEXT, build
from tests.people import factory

pytestmark = pytest.mark.django_db
KEY = "k" * 32


def plan(topic: str, **more: Any) -> dict[str, Any]:
    """The body of a new consultation."""
    now = timezone.now()
    return {
        "title": "Repair for everybody",
        "topic": topic,
        "summary": "What should be repaired?",
        "languages": ["fr"],
        "translations": {"fr": {"title": "Réparer pour tous"}},
        "opens_at": (now + timedelta(days=1)).isoformat(),
        "closes_at": (now + timedelta(days=20)).isoformat(),
        **more,
    }


def test_it_is_prepared_and_changed() -> None:
    topic, other = factory.topic("repair"), factory.topic("reuse")
    staff, stranger = Program(factory.facilitator(topic)), Program(factory.person())
    stranger.post("", plan("repair"), 403)
    assert pointers(staff.post("", plan("reuse"), 422)) == ["#/topic"], "not theirs"
    assert pointers(staff.post("", plan("repair", opens_at="0001-01-01T00:00:00Z"), 422)) == ["#/opens_at"]
    late = plan("repair", closes_at=timezone.now().isoformat())
    assert "cannot come before" in staff.post("", late, 422)["detail"]

    made = staff.post("", plan("repair", also_topics=["reuse"]), 201, KEY)
    assert staff.post("", plan("repair"), 201, KEY)["slug"] == made["slug"]
    assert Consultation.objects.count() == 1
    assert (made["stage"], made["languages"], made["also_topics"]) == ("draft", ["en", "fr"], [other.slug])
    assert made["translations"]["fr"]["title"] == "Réparer pour tous"

    found = Consultation.objects.get()
    staff.base += found.slug
    stranger.base += found.slug
    stranger.get(expected=404)
    body = plan("repair", title="Repair for all", version=made["version"])
    changed = staff.put("", body)
    assert (changed["title"], changed["also_topics"]) == ("Repair for all", [])
    assert "edited" in staff.put("", body, 409)["detail"]
    stranger.put("", body, 404)


def test_it_goes_through_its_stages() -> None:
    scene = build(stage=Stage.DRAFT)
    staff, stranger = Program(scene.staff, scene.consultation), Program(factory.person(), scene.consultation)
    assert "Conflict" in staff.post("stage", {"stage": "final"}, 409)["title"]
    staff.post("stage", {"stage": "nowhere"}, 422)
    past = {"stage": "open", "closes_at": "2020-01-01T00:00:00Z"}
    before = staff.get()
    assert staff.post("stage", past, 422)["detail"]
    assert staff.get() == before, "a refused step leaves nothing behind"
    assert staff.post("stage", {"stage": "open"})["stage"] == "open"
    assert staff.post("stage", {"stage": "open"})["stage"] == "open", "again changes nothing"
    stranger.post("stage", {"stage": "closed"}, 403)
    assert staff.post("stage", {"stage": "closed"})["stage"] == "closed"
    later = (timezone.now() + timedelta(days=3)).isoformat()
    extended = staff.post("stage", {"stage": "open", "closes_at": later, "reason": "It was a holiday."})
    assert extended["closes_at"] > timezone.now().isoformat()


def test_people_are_appointed_and_rules_are_set() -> None:
    scene = build()
    staff, stranger = Program(scene.staff, scene.consultation), Program(factory.person(), scene.consultation)
    colleague = factory.person("Cora Colleague")
    for path in ("staff", "rules"):
        stranger.get(path, 403)
    assert staff.put("staff", {"people": [colleague.pk]}) == [{"id": colleague.pk, "name": "Cora Colleague"}]
    staff.put("staff", {"people": [2**40]}, 422)
    Program(colleague, scene.consultation).get("staff")
    stranger.put("staff", {"people": []}, 403)
    assert staff.put("staff", {"people": []}) == []

    rules = staff.get("rules")
    rules |= {"threshold": 0.7, "respond_to": ["more"]}
    assert staff.put("rules", rules)["respond_to"] == ["more"]
    staff.put("rules", rules, 409)
    wrong = rules | {"version": rules["version"] + 1, "threshold": 7, "respond_to": ["needed"]}
    assert pointers(staff.put("rules", wrong, 422)) == ["#/respond_to", "#/threshold"]
    stranger.put("rules", rules, 403)


def test_the_text_is_written_imported_and_published() -> None:
    scene = build(stage=Stage.DRAFT)
    staff, stranger = Program(scene.staff, scene.consultation), Program(factory.person(), scene.consultation)
    stranger.get("prepared", 404)
    assert staff.get("prepared") == []
    staff.get("prepared/en", 404)
    words = TEXT.replace("one platform", "a platform")
    made = staff.put("prepared/en", {"source": words})
    assert (made["number"], made["kind"], made["paragraphs"][1]["key"]) == (2, "draft", "p1")
    staff.put("prepared/en", {"source": words}, 409)
    staff.put("prepared/de", {"source": words}, 422)
    staff.put("prepared/en", {"source": ""}, 422)
    again = staff.put("prepared/en", {"source": words + "\nAnd more.\n", "revision": made["revision"]})
    assert again["revision"] == made["revision"] + 1

    file = SimpleUploadedFile("note.md", FRENCH.encode())
    read = staff.upload("prepared/fr/file", {"file": file})
    assert (read["source_name"], read["paragraphs"][1]["key"]) == ("note.md", "p1")
    empty = SimpleUploadedFile("note.md", b"")
    assert pointers(staff.upload("prepared/fr/file", {"file": empty, "revision": read["revision"]}, 422)) == ["#/file"]
    assert {row["language"] for row in staff.get("prepared")} == {"en", "fr"}
    staff.delete("prepared/fr")
    staff.get("prepared/fr", 404)

    staff.post("prepared/en/publish", {"revision": again["revision"] + 1}, 409)
    stranger.post("prepared/en/publish", {"revision": again["revision"]}, 404)
    for _again in range(2):
        shown = staff.post("prepared/en/publish", {"revision": again["revision"]}, key=KEY)
        assert (shown["number"], shown["language"]) == (2, "en")
    assert TextVersion.objects.filter(number=2, published_at__isnull=False).count() == 1
    staff.post("prepared/en/publish", {"revision": 1}, 404)


def test_questions_are_asked_changed_moved_and_removed() -> None:
    scene = build(stage=Stage.DRAFT)
    staff, stranger = Program(scene.staff, scene.consultation), Program(factory.person(), scene.consultation)
    body = {
        "key": "which",
        "kind": "multiple",
        "label": "Which of these?",
        "options": [{"key": "a", "label": "The first"}, {"label": "Another", "other": True}],
        "condition_question": "needed",
        "condition_values": ["yes"],
        "paragraph": "p2",
        "translations": {"fr": {"label": "Lequel ?", "options": {"a": "Le premier", "unknown": "rien"}}},
    }
    stranger.post("questions", body, 404)
    made = staff.post("questions", body, 201, KEY)
    assert staff.post("questions", body, 201, KEY) == made
    assert made["options"] == [
        {"key": "a", "label": "The first"},
        {"key": "another", "label": "Another", "other": True},
    ]
    assert (made["condition_question"], made["condition_values"], made["paragraph"]) == ("needed", ["yes"], "p2")
    assert made["translations"]["fr"] == {"label": "Lequel ?", "options": {"a": "Le premier"}}
    assert "key" in staff.post("questions", body, 409)["detail"]
    assert pointers(staff.post("questions", body | {"key": "", "options": []}, 422)) == ["#/options"]
    odd = body | {"key": "", "condition_values": ["maybe"], "paragraph": "p99"}
    assert pointers(staff.post("questions", odd, 422)) == ["#/condition_values", "#/paragraph"]
    staff.post("questions", body | {"key": "", "condition_question": "nothing"}, 422)
    same = [{"key": "a", "label": "One"}, {"key": "a", "label": "Two"}]
    staff.post("questions", body | {"key": "", "options": same}, 422)

    kept = made | {"label": "Which ones?"}
    changed = staff.put("questions/which", kept)
    assert (changed["label"], changed["options"], changed["version"]) == ("Which ones?", made["options"], 2)
    assert changed["translations"] == made["translations"]
    staff.put("questions/which", kept, 409)
    staff.put("questions/nothing", kept, 404)
    assert staff.get("questions/which") == changed

    order = [question["key"] for question in staff.put("questions", {"order": ["needed", "which"]})]
    assert order[:3] == ["needed", "which", "topics"]
    assert "depends" in staff.put("questions", {"order": ["which", "needed"]}, 422)["detail"]
    staff.put("questions", {"order": ["nothing"]}, 422)
    staff.delete("questions/which")
    staff.delete("questions/which", 404)

    staff.post("stage", {"stage": "open"})
    staff.post("questions", body, 422)
    staff.delete("questions/motto", 422)
    stranger.delete("questions/motto", 403)
    stranger.put("questions", {"order": []}, 403)
    words = staff.get("questions/motto") | {"label": "A motto, please"}
    assert staff.put("questions/motto", words)["label"] == "A motto, please"
    assert Question.objects.filter(key="motto").exists()


def test_what_came_on_paper_is_entered() -> None:
    scene = build(stage=Stage.CLOSED)
    staff, stranger = Program(scene.staff, scene.consultation), Program(factory.person(), scene.consultation)
    answers = {"needed": {"value": "no"}, "more": {"text": "By hand."}}
    body = {"channel": "paper", "name": "Petra Paper", "group": "citizens", "country": "LV", "answers": answers}
    stranger.post("contributions", body, 403)
    made = staff.post("contributions", body, 201, KEY)
    assert staff.post("contributions", body, 201, KEY)["number"] == made["number"]
    assert (made["channel"], made["speaker"]["name"], made["answers"]["more"]["text"]) == (
        "paper",
        "Petra Paper",
        "By hand.",
    )
    assert pointers(staff.post("contributions", body | {"name": ""}, 422)) == ["#/name"]
    assert pointers(staff.post("contributions", body | {"country": "XX"}, 422)) == ["#/country"]
    wrong = {"needed": {"value": "perhaps"}, "paper": {"value": {}}}
    assert pointers(staff.post("contributions", body | {"answers": wrong}, 422)) == ["#/answers/paper"]
    del wrong["paper"]
    assert pointers(staff.post("contributions", body | {"answers": wrong}, 422)) == ["#/answers/needed"]
    assert pointers(staff.post("contributions", body | {"answers": {}}, 422) | {"errors": []}) == []
    group = factory.organisation("academia")
    ours = body | {"organisation": group.pk, "channel": "late"}
    assert staff.post("contributions", ours, 201)["speaker"]["organisation"] == group.pk
    staff.post("contributions", ours, 409)
    assert scene.consultation.contributions.count() == 2

"""A program answers comments, describes changes, sorts campaigns and open answers, and writes the report."""

from __future__ import annotations

import pytest

from ict4society.consultations.actions.campaigns import find_campaigns
from ict4society.consultations.models import CampaignDecision, Quotation, ResponseRevision, Theme
from tests.consultations.outcome_world import world
from tests.consultations.programs import Program, pointers
from tests.people import factory

pytestmark = pytest.mark.django_db
KEY = "k" * 32
SAME = "We ask that the platform be open to everybody, that it be free of charge, and that its code be published."
LIKE = "Members of the community should meet twice a year in person, and the travel of those who cannot pay is paid."


def test_rows_are_assigned_and_answered_at_once() -> None:
    made = world()
    first, second = made.comment("Say who pays."), made.comment("Say when.", at=1)
    writer = factory.person("Wim Writer")
    staff, asked = Program(made.staff, made.consultation), Program(writer, made.consultation)
    stranger = Program(factory.person(), made.consultation)
    rows = [{"id": first.pk}, {"id": second.pk}]
    asked.get("responses", 403)
    assert staff.post("responses/assignments", {"rows": rows, "writer": writer.pk}) == {"changed": 2}
    assert staff.post("responses/assignments", {"rows": rows, "writer": writer.pk}) == {"changed": 0}
    staff.post("responses/assignments", {"rows": rows, "writer": 2**40}, 422)
    staff.post("responses/assignments", {"rows": [{"id": 2**40}], "writer": writer.pk}, 422)
    stranger.post("responses/assignments", {"rows": rows, "writer": writer.pk}, 403)
    assert len(asked.get("responses?assigned=me&text=pays")["items"]) == 1
    assert staff.get("responses?assigned=nobody")["items"] == []

    body = {"rows": rows, "verdict": "accepted", "reason": "It is said now.", "own_paragraph": True}
    given = asked.post("responses", body, key=KEY)
    assert [(row["verdict"], row["changed_paragraphs"]) for row in given] == [
        ("accepted", ["p1"]),
        ("accepted", ["p2"]),
    ]
    assert asked.post("responses", body, key=KEY) == given, "the same key answers once"
    assert ResponseRevision.objects.count() == 2
    assert "meanwhile" in asked.post("responses", body, 409)["detail"]
    assert pointers(asked.post("responses", body | {"reason": " "}, 422)) == ["#/reason"]
    stranger.post("responses", body, 403)


def test_changes_are_read_with_their_causes_and_described() -> None:
    made = world()
    comment = made.comment("Say who pays.")
    staff, stranger = Program(made.staff, made.consultation), Program(factory.person(), made.consultation)
    body = {"rows": [{"id": comment.pk}], "verdict": "accepted", "reason": "It is.", "own_paragraph": True}
    staff.post("responses", body)
    made.final_text("One platform, paid by its members.", "It has a secretariat.", "", "It meets twice a year.")
    shown = stranger.get("changes?changed=true")
    assert [(row["key"], row["kind"]) for row in shown["paragraphs"]] == [("p1", "changed"), ("p3", "removed")]
    assert shown["paragraphs"][0]["causes"] == [], "responses are not public yet"
    note = {"note": "It says who pays."}
    stranger.put("changes/p1", note, 403)
    described = staff.put("changes/p1", note)
    assert (described["note"], described["causes"][0]["number"]) == ("It says who pays.", comment.number)
    staff.put("changes/p1", note | {"note": "Otherwise."}, 409)
    staff.put("changes/p99", note, 422)
    assert pointers(staff.put("changes/p1", {"note": "x" * 3000}, 422)) == ["#/note"]
    assert len(staff.get("changes")["paragraphs"]) == 4
    assert staff.get("changes?language=fr")["final"]["language"] == "en"


def test_campaigns_are_merged_and_split() -> None:
    made = world()
    for text in (SAME, LIKE):
        for _each in range(3):
            made.comment(text)
    made.comment(SAME, visibility="confidential")
    nameless = made.comment(SAME, by=made.contribution(author=factory.person("Nora Nameless")), visibility="nameless")
    find_campaigns(made.consultation.pk)
    staff, stranger = Program(made.staff, made.consultation), Program(factory.person(), made.consultation)
    first, second = staff.get("campaigns")
    assert (first["contributions"], second["contributions"]) == (5, 3)
    texts = stranger.get(f"campaigns/{first['number']}/texts?limit=3")
    assert texts["next"]
    assert texts["items"][0]["url"].startswith(made.path("comments/"))
    every = stranger.get(f"campaigns/{first['number']}/texts")["items"]
    assert [row["text"] == "" for row in every].count(True) == 1, "what is confidential is counted, not shown"
    assert "Nora" not in str(every)
    assert nameless.number in [row["number"] for row in every]
    page = made.client().get(made.path(f"campaigns/{first['number']}/")).content.decode()
    assert "Nora" not in page
    assert made.path(f"contributions/{nameless.contribution.number}/") not in page, "its page tells the name"

    body = {"campaigns": [first["number"], second["number"]], "reason": "The same people."}
    stranger.post("campaigns/merge", body, 403)
    staff.post("campaigns/merge", body | {"campaigns": [first["number"], 99]}, 409)
    staff.post("campaigns/merge", body | {"campaigns": [first["number"]]}, 422)
    assert pointers(staff.post("campaigns/merge", body | {"reason": ""}, 422)) == ["#/reason"]
    for _again in range(2):
        [merged] = staff.post("campaigns/merge", body, key=KEY)
        assert (merged["texts"], merged["by_hand"]) == (8, True)
    members = staff.get(f"campaigns/{merged['number']}/texts")["items"]
    out = {"texts": [row["id"] for row in members if row["text"] == LIKE], "reason": "They are not."}
    place = f"campaigns/{merged['number']}/split"
    stranger.post(place, out, 403)
    staff.post("campaigns/99/split", out, 404)
    staff.post(place, out | {"texts": [2**40]}, 409)
    assert len(staff.post(place, out, key="s" * 32)) == 2
    assert len(staff.post(place, out, key="s" * 32)) == 2
    assert CampaignDecision.objects.count() == 2
    method = stranger.get("campaigns/method")
    assert [(row["kind"], row["reason"]) for row in method["decisions"]] == [
        ("merge", "The same people."),
        ("split", "They are not."),
    ]
    assert (method["texts"], method["parameters"]["threshold"]) == (8, 0.5)


def test_open_answers_are_sorted_and_quoted() -> None:
    made = world()
    question = made.question("long", "why")
    said = made.answer(question, made.contribution(), text="Because it helps people find each other.")
    secret = made.answer(question, made.contribution(visibility="confidential"), text="People whisper.")
    staff, stranger = Program(made.staff, made.consultation), Program(factory.person(), made.consultation)
    for path in ("questions/why/themes", "questions/why/answers"):
        stranger.get(path, 403)
        staff.get(path.replace("why", "nothing"), 404)
    body = {"name": "Meeting", "keywords": ["people", "find"]}
    stranger.post("questions/why/themes", body, 403)
    theme = staff.post("questions/why/themes", body, 201, KEY)
    assert staff.post("questions/why/themes", body, 201, KEY)["id"] == theme["id"]
    assert "already" in staff.post("questions/why/themes", body, 422)["detail"]
    assert pointers(staff.post("questions/why/themes", body | {"name": ""}, 422)) == ["#/name"]
    one = f"questions/why/themes/{theme['id']}"
    changed = staff.put(one, body | {"name": "Meetings", "version": theme["version"]})
    assert (changed["name"], changed["keywords"]) == ("Meetings", ["people", "find"])
    staff.put(one, body | {"version": theme["version"]}, 409)
    stranger.put(one, body | {"version": 2}, 403)

    suggested = staff.get(f"questions/why/answers?theme={theme['id']}&show=suggested")["items"]
    assert [row["id"] for row in suggested] == [said.pk, secret.pk]
    sort = {"answers": [said.pk, secret.pk], "suggested": True}
    assert staff.post(f"{one}/answers", sort) == {"changed": 2}
    assert staff.post(f"{one}/answers", sort) == {"changed": 0}
    assert staff.post(f"{one}/answers", {"answers": [secret.pk], "belongs": False}) == {"changed": 1}
    staff.post(f"{one}/answers", {"answers": [2**40]}, 422)
    stranger.post(f"{one}/answers", sort, 403)
    assert [row["themes"] for row in staff.get("questions/why/answers")["items"]] == [[theme["id"]], []]

    quote = {"answer": said.pk, "exact": "helps people"}
    stranger.post(f"{one}/quotations", quote, 403)
    for _again in range(2):
        quoted = staff.post(f"{one}/quotations", quote, 201, "q" * 32)
        assert [each["exact"] for each in quoted["quotations"]] == ["helps people"]
    staff.post(f"{one}/quotations", quote | {"exact": "helps nobody"}, 422)
    staff.post(f"{one}/quotations", {"answer": secret.pk, "exact": "whisper"}, 422)
    staff.post(f"{one}/quotations", quote | {"answer": 2**40}, 422)
    place = f"{one}/quotations/{quoted['quotations'][0]['id']}"
    stranger.delete(place, 403)
    staff.delete(place)
    staff.delete(place, 404)
    assert not Quotation.objects.exists()
    stranger.delete(one, 403)
    staff.delete(one)
    assert not Theme.objects.exists()


def test_the_report_is_generated_written_and_published() -> None:
    made = world()
    made.answer(made.question("long", "why"), made.contribution(), text="Because.")
    staff, stranger = Program(made.staff, made.consultation), Program(factory.person(), made.consultation)
    stranger.get("outcome", 404)
    staff.get("outcome/draft", 404)
    staff.post("outcome/publish", {}, 404)
    stranger.post("outcome/generate", expected=403)
    drawn = staff.post("outcome/generate")
    assert [row["kind"] for row in drawn["sections"]][:3] == ["text", "participation", "question"]
    assert [row["id"] for row in staff.post("outcome/generate")["sections"]] == [row["id"] for row in drawn["sections"]]
    stranger.get("outcome/draft", 403)

    body = {"title": "What follows", "text": "We **will** meet."}
    stranger.post("outcome/sections", body, 403)
    added = staff.post("outcome/sections", body, 201, KEY)
    assert staff.post("outcome/sections", body, 201, KEY)["id"] == added["id"]
    assert pointers(staff.post("outcome/sections", {"title": ""}, 422)) == ["#/title"]
    change = body | {"title": "What comes", "version": added["version"]}
    one = f"outcome/sections/{added['id']}"
    assert staff.put(one, change)["title"] == "What comes"
    staff.put(one, change, 409)
    staff.put("outcome/sections/987654", change, 404)
    stranger.put(one, change, 403)
    order = staff.put("outcome/sections", {"order": [added["id"]]})
    assert order[0]["id"] == added["id"]
    staff.put("outcome/sections", {"order": [2**80]}, 422)
    stranger.put("outcome/sections", {"order": []}, 403)

    stranger.post("outcome/publish", {}, 403)
    assert pointers(staff.post("outcome/publish", {"note": "x" * 600}, 422)) == ["#/note"]
    for _again in range(2):
        told = staff.post("outcome/publish", {"note": "First."}, key="p" * 32)
        assert (told["version"], told["sections"][0]["title"]) == (1, "What comes")
    staff.put(one, change | {"title": "What changes", "version": added["version"] + 1})
    assert stranger.get("outcome")["sections"][0]["title"] == "What comes", "as it was published"
    assert staff.post("outcome/publish", {})["version"] == 2
    assert [row["number"] for row in stranger.get("outcome/versions")] == [2, 1]
    assert stranger.get("outcome/versions/1")["sections"][0]["title"] == "What comes"
    stranger.get("outcome/versions/9", 404)


def test_an_open_consultation_has_no_outcome_yet() -> None:
    made = world("open")
    staff = Program(made.staff, made.consultation)
    staff.post("outcome/generate", expected=409)
    comment = made.comment("Say who pays.")
    body = {"rows": [{"id": comment.pk}], "verdict": "accepted", "reason": "Yes."}
    staff.post("responses", body, 403)
    staff.post("responses/assignments", {"rows": [{"id": comment.pk}]}, 403)
    assert staff.get("changes")["paragraphs"] == []
    assert staff.get("campaigns/method")["searched_at"] is None

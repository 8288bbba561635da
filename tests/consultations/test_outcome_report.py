"""The outcome report: generated, written by people, published; figures never overwrite words, confidence is kept."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pypdf import PdfReader

from ict4society.consultations.actions.report import generate_report
from ict4society.consultations.models import Answer, Consultation, OutcomeReport, Quotation, ReportSection, Theme
from ict4society.consultations.states import Stage
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import source_withdrawn
from ict4society.foundation.citations.trail import uses_of
from ict4society.foundation.search.models import SearchDocument
from ict4society.foundation.subjects import Ref
from ict4society.notifications.models import Notification
from tests.consultations.outcome_world import World, world
from tests.jobs import run_jobs
from tests.people import factory

pytestmark = pytest.mark.django_db
YES_NO = [{"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"}]


def filled() -> World:
    """Nine enterprises, six citizens, and two trade unions, one of which speaks in confidence; one open question."""
    made = world("closed")
    closed = made.question("single", "needed", options=YES_NO, label="Is a platform needed?")
    several = made.question("multiple", "topics", options=[*YES_NO, {"key": "maybe", "label": "Maybe"}])
    rank = made.question("ranking", "order", options=YES_NO)
    number = made.question("number", "euros", unit="EUR")
    lines = [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]
    table = made.question("matrix", "each", options=YES_NO, rows=lines)
    scale = made.question("scale", "how", minimum=1, maximum=3)
    free = made.question("long", "why", label="Why?")
    people = [("enterprise", "yes", "public")] * 9 + [("citizens", "no", "public")] * 6
    people += [("trade_union", "no", "confidential"), ("trade_union", "yes", "public")]
    for place, (group, said, visibility) in enumerate(people):
        by = made.contribution(group=group, visibility=visibility, country="BE" if place < 12 else "MT")
        made.answer(closed, by, said)
        made.answer(several, by, ["yes", "maybe"] if said == "yes" else ["no"])
        made.answer(rank, by, ["yes", "no"] if said == "yes" else ["no", "yes"])
        made.answer(number, by, place)
        made.answer(table, by, {"a": said, "b": "yes"})
        made.answer(scale, by, 3 if said == "yes" else 1)
        made.answer(free, by, text=f"Because of {'energy' if place % 2 else 'work'}, says {place}.")
    return made


def test_figures_of_every_kind_of_question_with_small_groups_protected() -> None:
    made = filled()
    report = generate_report(actor=Actor(made.staff), consultation=made.consultation)
    questions = {question["key"]: question for question in report.figures["questions"]}
    needed = questions["needed"]["items"][0]
    assert [cell["count"] for cell in needed["all"]["cells"]] == [10, 7]
    shown = {row["group"]: [cell["count"] for cell in row["cells"]] for row in needed["groups"]}
    # Two trade unions, one in confidence: taken together with the next smallest group.
    assert shown == {"enterprise": [9, 0], "together": [1, 7]}
    assert needed["groups"][-1]["members"] == ["citizens", "trade_union"]
    assert [cell["count"] for cell in questions["topics"]["items"][0]["all"]["cells"]] == [10, 7, 10]
    assert questions["topics"]["items"][0]["all"]["n"] == 17
    assert [cell["count"] for cell in questions["order"]["items"][0]["all"]["cells"]] == [10, 7]
    assert questions["order"]["ranks"]["yes"] == {"mean": pytest.approx(24 / 17), "n": 17}
    assert questions["euros"]["numbers"]["all"]["median"] == 8
    assert questions["euros"]["numbers"]["all"]["q1"] == 4
    rows = {item["key"]: [cell["count"] for cell in item["all"]["cells"]] for item in questions["each"]["items"]}
    assert rows == {"a": [10, 7], "b": [17, 0]}
    assert [option["key"] for option in questions["how"]["options"]] == ["1", "2", "3"]
    assert [cell["count"] for cell in questions["how"]["items"][0]["all"]["cells"]] == [7, 0, 10]
    assert questions["why"]["n"] == 17
    groups = {row["key"]: row["n"] for row in report.figures["participation"]["group"] if row["n"]}
    assert groups == {"enterprise": 9, "together": 8}


def test_people_write_and_figures_are_computed_again_without_touching_a_word() -> None:
    made = filled()
    staff = made.client(made.staff)
    assert staff.post(made.path("outcome/generate/")).status_code == 303
    section = ReportSection.objects.get(report__consultation=made.consultation, kind="participation")
    edited = {"title": "Who answered", "text": "Many **enterprises**.", "shown": "on", "version": section.version}
    assert staff.post(made.path(f"outcome/sections/{section.pk}/"), edited).status_code == 303
    stale = staff.post(made.path(f"outcome/sections/{section.pk}/"), {**edited, "text": "Few of them."})
    assert stale.status_code == 409
    assert "enterprises" in stale.content.decode()
    assert "Few of them." in stale.content.decode().replace("<ins>", "").replace("</ins>", "")
    first = OutcomeReport.objects.get().figures["participation"]["total"]
    made.contribution(group="enterprise")
    staff.post(made.path("outcome/generate/"))
    report = OutcomeReport.objects.get()
    assert (first, report.figures["participation"]["total"]) == (17, 18)
    section.refresh_from_db()
    assert (section.title, section.text) == ("Who answered", "Many **enterprises**.")
    assert report.sections.count() == 4 + 7
    new = staff.post(made.path("outcome/sections/new/"), {"title": "Annex", "text": "More.", "version": 0})
    assert new.status_code == 303
    last = ReportSection.objects.get(title="Annex")
    staff.post(made.path("outcome/edit/"), {"move": f"{last.pk}:up"})
    assert [row.title for row in report.sections.all()][-2] == "Annex"
    assert staff.get(made.path("outcome/edit/")).status_code == 200


def test_it_is_published_in_versions_as_page_pdf_csv_and_json() -> None:
    made = filled()
    staff, visitor = made.client(made.staff), made.client()
    assert "Not published yet" in visitor.get(made.path("outcome/")).content.decode()
    assert visitor.get(made.path("outcome/outcome.pdf")).status_code == 404
    staff.post(made.path("outcome/generate/"))
    assert staff.post(made.path("outcome/publish/"), {"note": "First"}).status_code == 303
    run_jobs()
    report = OutcomeReport.objects.get()
    told = Notification.objects.filter(subject_kind="consultations.report")
    assert told.count() == 17  # each contributor once
    page = visitor.get(made.path("outcome/"))
    assert page.status_code == 200
    text = page.content.decode()
    assert "Is a platform needed?" in text
    assert "Wilson" in text
    assert "is not shown by itself" in text
    assert visitor.get(made.path("outcome/versions/2/")).status_code == 404
    section = report.sections.get(kind="text")
    values = {"title": "In short", "text": "It is needed.", "shown": "on", "version": 1}
    staff.post(made.path(f"outcome/sections/{section.pk}/"), values)
    assert "It is needed." not in visitor.get(made.path("outcome/")).content.decode()
    staff.post(made.path("outcome/publish/"), {"note": "A summary"})
    run_jobs()
    assert "It is needed." in visitor.get(made.path("outcome/")).content.decode()
    assert "It is needed." not in visitor.get(made.path("outcome/versions/1/")).content.decode()
    staff.post(made.path("outcome/publish/"))  # nothing new
    assert report.versions.count() == 2
    assert SearchDocument.objects.filter(kind="consultations.report", object_id=report.pk).exists()

    pdf = visitor.get(made.path("outcome/outcome.pdf"))
    assert pdf["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(pdf.content))
    assert bool(reader.trailer["/Root"]["/MarkInfo"]["/Marked"])
    words = " ".join(page.extract_text() for page in reader.pages)
    assert "It is needed." in words
    table = visitor.get(made.path("outcome/outcome.csv")).content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(table)))
    found = [row for row in lines if row["question"] == "needed" and row["group"] == "enterprise"]
    assert [(row["answer"], row["count"]) for row in found] == [("yes", "9"), ("no", "0")]
    document = json.loads(visitor.get(made.path("outcome/outcome.json")).content)
    assert document["version"] == 2
    assert document["figures"]["participation"]["total"] == 17


def test_open_answers_are_read_sorted_by_theme_and_quoted_exactly() -> None:
    made = filled()
    staff = made.client(made.staff)
    staff.post(made.path("outcome/generate/"))
    there = made.path("outcome/themes/why/")
    done = staff.post(there, {"name": "Energy", "keywords": "energy, power"})
    assert done.status_code == 303
    theme = Theme.objects.get()
    suggested = staff.get(there, {"theme": theme.pk, "show": "suggested"}).content.decode()
    assert suggested.count('name="answer"') == 8
    energy = [answer for answer in Answer.objects.filter(question__key="why") if "energy" in answer.text]
    sent = {"answer": [answer.pk for answer in energy], "show": "suggested"}
    assert staff.post(f"{there}{theme.pk}/answers/", sent).status_code == 303
    assert set(theme.members.values_list("how", flat=True)) == {"keyword"}
    quote = f"{there}{theme.pk}/quote/{energy[0].pk}/"
    assert staff.post(quote, {"exact": "Because of coal"}).status_code == 422
    assert staff.post(quote, {"exact": "Because of energy"}).status_code == 303
    secret = Answer.objects.get(question__key="why", contribution__visibility="confidential")
    refused = staff.post(f"{there}{theme.pk}/quote/{secret.pk}/", {"exact": secret.text})
    assert refused.status_code == 422
    assert Quotation.objects.get().citation.exact == "Because of energy"
    staff.post(made.path("outcome/generate/"))
    staff.post(made.path("outcome/publish/"))
    report = OutcomeReport.objects.get()
    assert [use.target for use in uses_of([Ref("consultations.answer", energy[0].pk)])].count(
        Ref("consultations.report", report.pk)
    ) == 1
    visitor = made.client()
    page = visitor.get(made.path("outcome/")).content.decode()
    assert "Because of energy" in page
    assert report.figures["themes"]["why"][0]["n"] == 8
    source_withdrawn(Ref("consultations.answer", energy[0].pk))  # taken back: its words are shown no more
    assert "Because of energy" not in visitor.get(made.path("outcome/")).content.decode()
    assert visitor.get(there).status_code in (302, 303)
    assert made.client(factory.person()).get(there).status_code == 403


def test_words_said_in_confidence_appear_nowhere() -> None:
    made = filled()
    secret = Answer.objects.get(question__key="why", contribution__visibility="confidential")
    Answer.objects.filter(pk=secret.pk).update(text="Unmistakable whistle-blowing about energy.")
    name = secret.contribution.author.name
    staff = made.client(made.staff)
    staff.post(made.path("outcome/generate/"))
    staff.post(made.path("outcome/publish/"))
    Consultation.objects.filter(pk=made.consultation.pk).update(stage=Stage.FINAL)
    visitor = made.client()
    for place in (
        "",
        "outcome/",
        "outcome/outcome.csv",
        "outcome/outcome.json",
        "responses/",
        "campaigns/",
        "changes/",
    ):
        content = visitor.get(made.path(place)).content.decode()
        assert "whistle" not in content, place
        assert f">{name}<" not in content, place


def test_only_its_secretariat_writes_it() -> None:
    made = filled()
    made.client(made.staff).post(made.path("outcome/generate/"))
    section = ReportSection.objects.first()
    assert section is not None
    for person in (factory.person(), factory.facilitator(factory.topic()), factory.person(is_moderator=True)):
        client = made.client(person)
        for place in ("outcome/edit/", "outcome/publish/", f"outcome/sections/{section.pk}/", "outcome/sections/new/"):
            assert client.get(made.path(place)).status_code == 403, place
        assert client.post(made.path("outcome/generate/")).status_code == 403
    assert "Not published yet" in made.client(factory.person()).get(made.path("outcome/")).content.decode()


def test_programs_read_the_report() -> None:
    made = filled()
    address = f"/api/v1/consultations/{made.consultation.slug}/"
    assert made.client().get(address + "outcome").status_code == 404
    staff = made.client(made.staff)
    staff.post(made.path("outcome/generate/"))
    staff.post(made.path("outcome/publish/"))
    found = made.client().get(address + "outcome").json()
    assert (found["version"], found["figures"]["participation"]["total"]) == (1, 17)
    assert made.client().get(address + "campaigns").json() == []

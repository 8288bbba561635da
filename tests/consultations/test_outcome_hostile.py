"""No address about the outcome fails, whatever is sent to it and by whom; writing without a session loses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from ict4society.consultations.actions.campaigns import find_campaigns
from ict4society.consultations.actions.report import generate_report
from ict4society.consultations.actions.report_publish import publish_report
from ict4society.consultations.actions.report_themes import create_theme
from ict4society.consultations.models import Consultation, ReportSection, Theme
from ict4society.consultations.outcome_urls import outcome_patterns
from ict4society.foundation.actors import Actor
from tests.consultations.outcome_world import World, world

pytestmark = pytest.mark.django_db
LETTER = "We ask that every data centre publish its use of water and of energy for each site and each year."
NAUGHTY = (
    "",
    "\0",
    "-1",
    "9" * 40,
    "9" * 5000,
    "٣",
    "c1.1",
    "c999999999999999.2147483648",
    "<script>",
    "a\nb",
    "1:up",
    "q:why",
    "é" * 300,
)
FIELDS = (
    *(
        "row",
        "state",
        "paragraph",
        "group",
        "assigned",
        "text",
        "campaign",
        "page",
        "all",
        "verdict",
        "reason",
        "further",
    ),
    *("writer", "address", "note", "version", "title", "shown", "order", "move", "name", "keywords", "exact", "answer"),
    *("theme", "show", "language", "own_paragraph", "idempotency_key"),
)


def filled() -> tuple[World, dict[str, Any]]:
    made = world()
    question = made.question("long", "why")
    answers = [made.answer(question, made.contribution(), text=LETTER) for _ in range(3)]
    made.comment("A comment")
    find_campaigns(made.consultation.pk)
    actor = Actor(made.staff)
    report = generate_report(actor=actor, consultation=made.consultation)
    publish_report(actor=actor, report=report)
    theme = create_theme(actor=actor, question=question, name="Water", keywords=["water"])
    section = ReportSection.objects.filter(report=report).first()
    assert section is not None
    named = {"slug": made.consultation.slug, "number": 1, "answer": answers[0].pk}
    made.final_text("One platform for six topics.", "It has a secretariat.")
    return made, named | {"theme": theme.pk, "section": section.pk, "question": "why", "paragraph": "p1"}


def address(name: str, pattern: str, named: dict[str, Any]) -> str:
    """The address of a route with the objects of the world in it."""
    given: dict[str, Any] = {"slug": named["slug"]}
    if "<int:number>" in pattern:
        given["number"] = named["number"]
    if "<int:answer>" in pattern:
        given["answer"] = named["answer"]
    if ":key>" in pattern:
        given["key"] = named["paragraph"] if name == "describe_change" else named["question"]
    if "<int:pk>" in pattern:
        given["pk"] = named["section"] if name == "outcome_section" else named["theme"]
    return reverse(f"consultations:{name}", kwargs=given)


def test_nothing_that_is_sent_makes_an_address_fail() -> None:
    made, named = filled()
    staff, visitor = made.client(made.staff), made.client()
    for number, route in enumerate(outcome_patterns):
        if route.name in ("outcome_pdf", "responses_xlsx"):
            continue  # tried elsewhere; they take no parameters of their own
        path = address(str(route.name), str(route.pattern), named)
        word = dict.fromkeys(FIELDS, NAUGHTY[number % len(NAUGHTY)])
        mixed = {name: NAUGHTY[(number + at) % len(NAUGHTY)] for at, name in enumerate(FIELDS)}
        for client, data in ((staff, word), (staff, mixed), (visitor, mixed)):
            for answer in (client.get(path, data), client.post(path, data)):
                assert answer.status_code < 500, (route.name, data)
    assert Consultation.objects.get(pk=made.consultation.pk).stage == "responses"
    assert Theme.objects.filter(pk=named["theme"]).exists()


def test_what_was_typed_survives_a_session_that_has_ended() -> None:
    made, named = filled()
    row = f"c{made.consultation.comments.get().pk}.0"
    written = [
        ("outcome_section", {"title": "Kept title", "text": "Kept words", "version": 1}, "Kept words"),
        ("outcome_publish", {"note": "Kept note"}, "Kept note"),
        ("describe_change", {"note": "Kept change"}, "Kept change"),
        ("themes", {"name": "Kept theme"}, "Kept theme"),
        ("theme_quote", {"exact": "Kept quote"}, "Kept quote"),
        ("merge_campaigns", {"reason": "Kept reason", "campaign": 1}, "Kept reason"),
        ("split_campaign", {"reason": "Kept reason"}, "Kept reason"),
        ("respond", {"row": row, "reason": "Kept response"}, "Kept response"),
        ("assign_responses", {"row": "c1.0", "address": "kept@example.org"}, "kept@example.org"),
    ]
    patterns = {route.name: str(route.pattern) for route in outcome_patterns}
    for name, data, kept in written:
        client = made.client()
        path = address(name, patterns[name], named)
        assert client.post(path, data).status_code in (302, 303)
        client.force_login(made.staff)
        assert kept in client.get(path).content.decode(), name

"""A consultation from its first comment to its final text: a contributor for an organisation, and who writes responses.

Walked once by the keyboard alone and once without JavaScript. A program prepares one consultation for each way.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.walk.hands import KEYS, POINTER, Hands, hands_of, main_of
from tests.walk.walker import Walker, headline, path_of, reload_until, send

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
CONTRIBUTOR, NAME, FOR = "representative", "Rasa Norkutė", "Kaarna Devices Oy"
WRITER, COLLEAGUE = "facilitator", "colleague"
DRAFT = """# What we ask for

1. Every device says how long it gets updates.

2. Spare parts are available to every repairer.

3. The community publishes what it learns.
"""
FINAL = DRAFT.replace("updates.", "updates, before it is bought.").replace("every repairer", "everybody")
CHOICES = [{"key": key, "label": key.title()} for key in ("updates", "parts", "manuals")]
YES_NO = [{"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"}]
QUESTIONS: list[dict[str, Any]] = [
    {"key": "enough", "kind": "single", "label": "Is this enough?", "options": YES_NO, "required": True},
    {
        "key": "lacking",
        "kind": "long",
        "label": "What is lacking?",
        "condition_question": "enough",
        "condition_values": ["no"],
        "required": True,
    },
    {"key": "first", "kind": "multiple", "label": "What comes first?", "options": CHOICES, "maximum": 2},
    {"key": "useful", "kind": "scale", "label": "How useful is it?", "minimum": 1, "maximum": 5},
    {
        "key": "whose",
        "kind": "matrix",
        "label": "Who should do it?",
        "options": YES_NO,
        "rows": [{"key": "makers", "label": "Makers"}, {"key": "shops", "label": "Shops"}],
    },
    {"key": "order", "kind": "ranking", "label": "In which order?", "options": CHOICES},
    {"key": "years", "kind": "number", "label": "For how long?", "minimum": 0, "unit": "years"},
    {"key": "motto", "kind": "short", "label": "In one line?"},
    {"key": "paper", "kind": "file", "label": "Your position paper"},
]


@pytest.fixture(scope="module", params=[KEYS, POINTER])
def way(request: pytest.FixtureRequest) -> str:
    """By what the pages are worked."""
    return str(request.param)


class _Consultation:
    """One for each way, and the hands of those who work on it."""

    def __init__(self, walker: Walker, way: str) -> None:
        self.walker, self.way = walker, way
        self.title = f"Devices that last, {way} {walker.run}"
        self.address = f"/consultations/{_prepare(walker, self.title)}/"
        self.hands: dict[str, Hands] = {}

    def __getitem__(self, who: str) -> Hands:
        if who not in self.hands:
            size = PHONE if who == COLLEAGUE else DESK
            self.hands[who] = hands_of(self.walker, who, self.way, viewport=size)
        return self.hands[who]

    def below(self, more: str) -> str:
        return self.address + more

    def say(self, key: str, *, exact: str = "", replacement: str = "", text: str) -> Locator:
        """Comment on a paragraph, on its words, or suggest others for them, on behalf of the organisation."""
        at = self[CONTRIBUTOR]
        at.go(self.address)
        link = at.page.locator(f"#{key} .clause__tools a")
        within = "main"
        if at.kind == KEYS:
            within = f"#talk-{key}"
            at.take(link)
        else:
            at.follow(link)
        if replacement:
            at.mark("kind", "suggestion", within)
        if exact:
            at.write("exact", exact, within)
        if replacement:
            at.write("replacement", replacement, within)
        at.write("text", text, within)
        at.choose("acting_as", f"On behalf of {FOR}", within)
        at.press("Publish", within)
        return at.page.locator("main article", has_text=text)

    def answer(self, rows: int, verdict: str, reason: str) -> None:
        """Tick the first rows of the matrix as it is shown, and give them one answer."""
        at = self[WRITER]
        boxes = main_of(at.page).locator("input[name=row]")
        for value in [str(boxes.nth(number).get_attribute("value")) for number in range(rows)]:
            at.mark("row", value)
        at.press("Answer the ticked rows")
        at.mark("verdict", verdict)
        at.write("reason", reason)
        at.mark("own_paragraph")
        at.press("Save the response")
        expect(main_of(at.page)).to_contain_text(re.compile(rf"{rows} responses? saved\."))


@pytest.fixture(scope="module")
def consultation(walker: Walker, way: str) -> _Consultation:
    return _Consultation(walker, way)


def test_a_contributor_comments_for_an_organisation(walk: Walker, consultation: _Consultation) -> None:
    """Finds it among the open ones; comments on a paragraph and on its words, and suggests others."""
    at = consultation[CONTRIBUTOR]
    at.go("/consultations/")
    at.follow(consultation.title)
    expect(headline(at.page)).to_have_text(consultation.title)
    first = consultation.say("p1", text="Who buys a device cannot see this today.")
    expect(first).to_contain_text(FOR)
    words = consultation.say("p2", exact="every repairer", text="And those who repair for themselves?")
    expect(words.locator("blockquote")).to_have_text("every repairer")
    changed = consultation.say("p3", exact="what it learns", replacement="what it learns, once a year", text="A date.")
    expect(changed.locator("ins")).to_have_text("what it learns, once a year")


def test_a_draft_is_shared_with_a_colleague(walk: Walker, consultation: _Consultation, tmp_path: Path) -> None:
    """Every kind of question is answered; a colleague with a mandate, on a phone, finds the draft and goes on."""
    at = consultation[CONTRIBUTOR]
    at.go(consultation.address)
    at.follow("Contribute")
    at.follow(FOR)
    at.mark("q.enough", "no")
    at.write("q.lacking", "A right to repair, and somebody who sees to it.")
    for choice in ("updates", "manuals"):
        at.mark("q.first", choice)
    at.mark("q.useful", "4")
    at.mark("q.whose.row.makers", "yes")
    at.mark("q.whose.row.shops", "no")
    for place, choice in enumerate(("parts", "updates"), start=1):
        at.choose(f"q.order.rank.{choice}", str(place))
    at.write("q.years", "10")
    at.write("q.motto", "Bought once, used for years.")
    paper = tmp_path / "position.txt"
    paper.write_text("Ten years of updates pay off.", encoding="utf-8")
    at.attach("q.paper", paper)
    at.press("Save draft")
    expect(main_of(at.page)).to_contain_text("position.txt")
    expect(at.page.locator("[name='q.lacking']")).to_have_value("A right to repair, and somebody who sees to it.")

    other = consultation[COLLEAGUE]
    other.go(consultation.address)
    other.follow("Work on it")
    expect(main_of(other.page)).to_contain_text(f"by {NAME}")
    expect(other.page.locator("[name='q.years']")).to_have_value("10")
    broad = other.page.evaluate("document.documentElement.scrollWidth")
    assert broad <= PHONE["width"], f"{broad} px wide at {other.page.url}"
    other.mark("q.useful", "5")
    other.press("Save draft")


def test_it_is_submitted_with_a_receipt_and_changed(walk: Walker, consultation: _Consultation) -> None:
    """What a colleague saved meanwhile is there; a copy comes by mail; until closing it can be changed."""
    at = consultation[CONTRIBUTOR]
    page, main = at.page, main_of(at.page)
    at.go(consultation.address)
    at.follow("Work on it")
    expect(page.locator("[name='q.useful'][value='5']")).to_be_checked()
    at.press("Continue to the review")
    expect(main).to_contain_text("A right to repair")
    at.press("Submit")
    expect(main).to_contain_text(re.compile(r"Receipt \S+"))
    contribution = path_of(page)

    at.follow("Change it")
    at.write("q.motto", "Bought once, repaired for years.")
    at.press("Continue to the review")
    at.press("Submit")
    expect(main).to_contain_text("Bought once, repaired for years.")
    expect(main.get_by_role("link", name="position.txt")).to_be_visible()
    visitor = walk.tab("visitor")
    visitor.goto(contribution)
    expect(main_of(visitor)).to_contain_text("Bought once, repaired for years.")
    expect(main_of(visitor)).not_to_contain_text("Receipt")
    visitor.goto("/mailbox/")
    mail = main_of(visitor).get_by_role("link", name=re.compile(rf"Receipt .*{re.escape(consultation.title)}"))
    reload_until(visitor, mail, "the copy of the contribution")


def test_responses_are_written_for_many_at_once(walk: Walker, consultation: _Consultation) -> None:
    """Closed; the matrix is filtered, two rows get one answer; it cannot be final while one is open."""
    at = consultation[WRITER]
    main = main_of(at.page)
    at.go(consultation.below("manage/"))
    at.press("Move to “closed”")
    at.press("Move to “responses being given”")
    at.go(consultation.below("responses/"))
    at.choose("paragraph", "3")
    at.press("Show")
    expect(main).to_contain_text("what it learns, once a year")
    expect(main).not_to_contain_text("Who buys a device")
    at.choose("paragraph", "All")
    at.choose("group", "Enterprise")
    at.press("Show")
    expect(main.locator("input[name=row]")).to_have_count(3)
    consultation.answer(2, "accepted", "Both are in the final text.")
    at.go(consultation.below("manage/"))
    expect(main.get_by_role("button", name="Move to “final”")).to_be_disabled()
    expect(main.locator("#stage")).to_contain_text("has no response yet")


def test_it_becomes_final_with_every_change_explained(walk: Walker, consultation: _Consultation) -> None:
    """The final text is published, a change described beside what caused it, the last row answered: all can read it."""
    at = consultation[WRITER]
    main = main_of(at.page)
    at.go(consultation.below("manage/"))
    at.follow("Write or import in English")
    at.write("source", FINAL)
    at.choose("kind", "Final text")
    at.press("Look at it")
    at.press("Publish this version")
    at.go(consultation.below("changes/"))
    change = main.locator("section#p1")
    expect(change.locator("ins")).to_contain_text("before it is bought")
    expect(change).to_contain_text("Because of 1 comment")
    at.follow("Say in a sentence what changed", "#p1")
    at.write("note", "Said before one buys.")
    at.press("Save")
    expect(change).to_contain_text("Said before one buys.")

    at.go(consultation.below("responses/"))
    at.follow(main.get_by_role("link", name=re.compile("^Open")))
    consultation.answer(1, "not", "A date would bind those who come after us.")
    at.go(consultation.below("outcome/edit/"))
    at.press("Generate the report")
    at.go(consultation.below("manage/"))
    at.press("Move to “final”")
    expect(main).to_contain_text("This is the last stage.")
    visitor = walk.tab("visitor")
    visitor.goto(consultation.below("responses/"))
    expect(main_of(visitor)).to_contain_text("A date would bind those who come after us.")
    told = consultation[CONTRIBUTOR]
    told.page.goto("/notifications/")
    reload_until(
        told.page, main_of(told.page).get_by_text(f"“{consultation.title}” is final"), "what became of the contribution"
    )


def _prepare(walker: Walker, title: str) -> str:
    """A program with the facilitator's token prepares a consultation and opens it; its short name."""
    if "colleague's address" not in walker.made:
        _give_mandate(walker)
        walker["token"] = _token(walker)
    headers = {"Authorization": f"Bearer {walker['token']}", "Content-Type": "application/json"}
    program = walker.playwright.request.new_context(base_url=walker.address, extra_http_headers=headers)

    def send_to(method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = program.fetch(f"/api/v1/consultations/{path}", method=method, data=json.dumps(body))
        assert answer.ok, f"{answer.status} {path}: {answer.text()}"
        made: dict[str, Any] = answer.json()
        return made

    topics = program.get("/api/v1/topics/").json()
    topic = topics["areas"][0]["slug"]
    closes = (datetime.now(UTC) + timedelta(days=9)).isoformat()
    slug = str(send_to("POST", "", {"title": title, "topic": topic, "closes_at": closes})["slug"])
    text = send_to("PUT", f"{slug}/prepared/en", {"source": DRAFT})
    send_to("POST", f"{slug}/prepared/en/publish", {"revision": text["revision"]})
    for question in QUESTIONS:
        send_to("POST", f"{slug}/questions", question)
    send_to("POST", f"{slug}/stage", {"stage": "open"})
    program.dispose()
    return slug


def _token(walker: Walker) -> str:
    page = walker.tab(WRITER)
    page.goto("/accounts/tokens/new/")
    again = page.locator("main [name=password]")
    if again.count():  # whoever makes a token confirms who they are
        again.fill(walker.account(WRITER)[1])
        again.press("Enter")
    page.locator("main [name=label]").fill("Preparing consultations")
    page.locator("main [name=scopes][value=write]").check()
    send(page, "Make the token")
    return page.locator("#new-token").inner_text().strip()


def _give_mandate(walker: Walker) -> None:
    """Somebody new may speak for the organisation, too."""
    walker.join(COLLEAGUE, "Aada Korpi")
    page = walker.tab(CONTRIBUTOR)
    page.goto("/organisations/mine/")
    page.locator("main").get_by_role("link", name=FOR).first.click()
    page.goto(f"{path_of(page)}mandates/")
    page.locator("main [name=email]").fill(walker[f"{COLLEAGUE}'s address"])
    page.locator("main input[name=role][value=delegate]").check()
    send(page, "Give the mandate")
    expect(page.locator("main tr", has_text="Aada Korpi").last).to_contain_text("Delegate")

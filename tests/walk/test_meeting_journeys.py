"""A meeting from its plan to its final minutes: the secretariat, the chair, and a participant with a phone.

Walked once by the keyboard alone and once without JavaScript. The two ways do not meet: each plans its own meeting.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.walk.hands import KEYS, POINTER, Hands, hands_of
from tests.walk.meeting_props import PAPER, end_correction
from tests.walk.walker import Walker, headline

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
SECRETARIAT, CHAIR, PARTICIPANT = "facilitator", "member", "representative"
CHAIR_NAME, PARTICIPANT_NAME = "Mila Dragan", "Rasa Norkutė"
FOR = "Kaarna Devices Oy"


@pytest.fixture(scope="module", params=[KEYS, POINTER])
def way(request: pytest.FixtureRequest) -> str:
    """By what the pages are worked."""
    return str(request.param)


class _People:
    """Hands of each person, signed in; and what this way has made so far."""

    def __init__(self, walker: Walker, way: str) -> None:
        self.walker, self.way = walker, way
        self.hands: dict[str, Hands] = {}
        self.title = f"How long a device should last, {way} {walker.run}"
        self.made: dict[str, Any] = {}

    def __getitem__(self, who: str) -> Hands:
        if who not in self.hands:
            size = PHONE if who == PARTICIPANT else DESK
            self.hands[who] = hands_of(self.walker, who, self.way, viewport=size)
        return self.hands[who]

    def meeting(self, more: str = "") -> str:
        """The address of the meeting, or of a page below it."""
        if "meeting" not in self.made:
            pytest.fail("no meeting was planned: see the step before")
        return f"/meetings/{self.made['meeting']}/{more}"

    def within_the_window(self, who: str) -> None:
        """On a phone nothing scrolls sideways."""
        page = self[who].page
        broad = page.evaluate("document.documentElement.scrollWidth")
        assert broad <= page.viewport_size["width"], f"{broad} px wide at {page.url}"  # type: ignore[index]


@pytest.fixture(scope="module")
def people(walker: Walker, way: str) -> _People:
    return _People(walker, way)


def test_the_secretariat_plans_a_meeting(walk: Walker, people: _People) -> None:
    """On a day, in a room and on-line, with a chair."""
    at = people[SECRETARIAT]
    page = at.page
    at.go("/meetings/")
    at.follow("Plan a meeting")
    at.write("title", people.title)
    at.write("text", "What we can say together about updates and repair.")
    at.write("date_1", (date.today() + timedelta(days=9)).isoformat())
    at.write("begins_1", "09:30")
    at.write("ends_1", "12:30")
    at.mark("kind", "hybrid")
    at.write("place", "Huis van de Buurt, Zaal Linde")
    at.write("city", "Gent")
    at.write("accessibility", "Step-free; hearing loop.")
    at.write("link", "https://meet.example/devices")
    at.write("facilitators", CHAIR_NAME)
    at.press("Save as draft")
    expect(headline(page)).to_have_text(people.title)
    found = re.search(r"/meetings/(\d+)/", page.url)
    assert found is not None, page.url
    people.made["meeting"] = int(found[1])


def test_the_secretariat_fills_the_agenda_and_announces_it(walk: Walker, people: _People) -> None:
    """Items and a break, moved; seats with a question of its own; announced and open."""
    at = people[SECRETARIAT]
    page = at.page
    for title, kind, minutes in (("Welcome", "item", "15"), ("Coffee", "break", "20"), ("Repair", "item", "60")):
        at.go(people.meeting("agenda/"))
        at.follow("Add an item")
        at.write("title", title)
        at.mark("kind", kind)
        at.write("minutes", minutes)
        at.press("Add it")
    at.go(people.meeting("agenda/"))
    expect(page.locator("main")).to_contain_text("10:05 Repair")
    at.press("Move up: 10:05 Repair (60 min)", stays=people.way == KEYS)
    if people.way == KEYS:
        at.press("Keep this order")
    expect(page.locator("main")).to_contain_text("09:45 Repair")

    at.go(people.meeting("registration/settings/"))
    at.write("capacity", "40")
    at.press("Save")
    at.follow("Ask something")
    at.write("text", "Which table will you sit at?")
    at.mark("kind", "choice")
    at.write("options", "Repair\nUpdates")
    at.press("Save")
    at.go(people.meeting())
    at.press("Announce it")
    at.press("Open registration")
    expect(page.locator("main")).to_contain_text("Registration open")


def test_a_participant_registers_on_a_phone(walk: Walker, people: _People, tmp_path: Any) -> None:
    """A seat for an organisation, a code to show at the door, a paper for the chair."""
    at = people[PARTICIPANT]
    page = at.page
    at.go(people.meeting())
    people.within_the_window(PARTICIPANT)
    at.follow("Register")
    at.choose("acting_as", FOR)
    at.mark("attends", "onsite")
    question = page.locator("main [name^=question_]").first.get_attribute("name")
    assert question is not None
    at.mark(question, "Repair")
    at.write("needs", "A seat near the door.")
    at.press("Register")
    expect(page.locator("main")).to_contain_text("Your code for checking in")
    people.within_the_window(PARTICIPANT)
    people.made["code"] = page.locator(".checkin-code code").inner_text().strip()

    paper = tmp_path / "repair.pdf"
    paper.write_bytes(PAPER)
    at.go(people.meeting())
    at.follow("Hand in slides or a paper")
    at.write("title", "Repair in numbers")
    at.attach("file", paper)
    at.choose("item", "Repair")
    at.choose("acting_as", FOR)
    at.press("Hand it in")
    expect(page.locator("main")).to_contain_text("the chair decides")
    people.within_the_window(PARTICIPANT)


def test_the_chair_approves_the_paper_and_begins(walk: Walker, people: _People) -> None:
    """The door checks in by code, and the room opens with a statement of an opinion round."""
    at = people[CHAIR]
    page = at.page
    at.go(people.meeting())
    at.follow("Decide", within="#materials")
    at.mark("decision", "approve")
    at.press("Decide")
    expect(page.locator("#materials")).to_contain_text("Repair in numbers")
    expect(page.locator("#materials")).not_to_contain_text("Proposed")

    at.follow("Check people in")
    at.write("code", people.made["code"])
    at.press("Check in")
    expect(page.locator("main")).to_contain_text("Checked in.")
    expect(page.locator("main")).to_contain_text("A seat near the door.")

    at.go(people.meeting())
    at.open("More")
    at.press("It begins now")
    at.follow("Arrange the room")
    rounds = page.locator("main [name=round] option").all_inner_texts()
    at.choose("round", rounds[1])
    at.mark("anonymous_allowed")
    at.press("Show it in the room")
    expect(page.locator("main")).to_contain_text(re.compile("Statement 1 of", re.I))


def test_a_participant_takes_part_on_a_phone(walk: Walker, people: _People) -> None:
    """Answers the statement, asks, and likes what somebody else has asked."""
    at = people[PARTICIPANT]
    page = at.page
    other = people[CHAIR]
    other.go(f"/room/{people.made['meeting']}/")
    other.write("text", "Who pays for spare parts after ten years?")
    other.press("Ask")

    at.go(people.meeting())
    at.follow("Ask questions and answer statements")
    people.within_the_window(PARTICIPANT)
    at.press("Agree")
    expect(page.locator("#statement")).to_contain_text("Your answer is stored")
    at.write("text", "May a shop refuse a repair that it did not sell?")
    at.mark("anonymous")
    at.press("Ask")
    asked = page.locator("#questions li", has_text="May a shop refuse")
    expect(asked).to_contain_text("without a name")
    liked = page.locator("#questions li", has_text="Who pays for spare parts")
    row = f"#{liked.get_attribute('id')}"
    at.press("Like", within=row)
    expect(page.locator(row).get_by_role("button", name="Like no more")).to_be_visible()
    people.within_the_window(PARTICIPANT)


def test_the_chair_runs_the_room(walk: Walker, people: _People) -> None:
    """Shortlists and answers questions, and puts the next statement to the phones and the screen."""
    at, phone = people[CHAIR], people[PARTICIPANT]
    page = at.page
    at.go(f"/room/{people.made['meeting']}/control/")
    first = page.locator("#questions li", has_text="May a shop refuse").first
    expect(first).to_be_visible()
    at.press("Shortlist", within="#questions li:has-text('May a shop refuse')")
    expect(first).to_contain_text("shortlist")
    at.press("Answered", within="#questions li:has-text('Who pays for spare parts')")
    at.press("Next statement")
    expect(page.locator("main")).to_contain_text(re.compile("Statement 2 of", re.I))
    if people.way == KEYS:
        news = "The room is asked something new: show it"
        expect(phone.page.get_by_role("link", name=news)).to_be_visible(timeout=8000)
        phone.follow(news)
    else:
        phone.go(f"/room/{people.made['meeting']}/")
    expect(phone.page.locator("main")).to_contain_text(re.compile("on the shortlist"))
    at.go(f"/room/{people.made['meeting']}/screen/")
    expect(page.locator("main")).to_contain_text("May a shop refuse")
    expect(page.locator("main")).not_to_contain_text("Who pays for spare parts")


LINES = (
    ("decision", "Spare parts are sold for ten years.", "", ""),
    ("dissent", "Ten years is too long for a modem.", PARTICIPANT_NAME, ""),
    ("action", "Send the list of parts.", "", PARTICIPANT_NAME),
)
WISH = "Ten years is too long for modems and routers."


def test_the_secretariat_takes_the_minutes(walk: Walker, people: _People) -> None:
    """A decision, a dissent and an action, in numbered lines; then those who were there have three days."""
    at, number = people[SECRETARIAT], people.made["meeting"]
    page = at.page
    at.go(people.meeting())
    at.follow("Take minutes")
    for kind, text, speaker, owner in LINES:
        at.mark("kind", kind)
        at.write("text", text)
        if speaker:
            at.choose("speaker", speaker)
        if owner:
            at.choose("owner", owner)
            at.write("due_on", (date.today() + timedelta(days=30)).isoformat())
        at.press("Take it down")
    for line, (_kind, text, _speaker, _owner) in enumerate(LINES, start=1):
        expect(page.locator(f"#line-{line}")).to_contain_text(text)
    people.made["address"] = page.locator("#line-2 a[rel=bookmark]").get_attribute("href")
    at.go(f"/minutes/{number}/stage/")
    at.write("until", (date.today() + timedelta(days=3)).isoformat())
    at.press("End and let correct")
    expect(page.locator("main")).to_contain_text(re.compile("minutes under correction", re.I))


def test_a_participant_asks_for_a_correction_on_a_phone(walk: Walker, people: _People) -> None:
    """Of their own words, at the address of the line."""
    at = people[PARTICIPANT]
    at.go(f"/minutes/{people.made['meeting']}/")
    people.within_the_window(PARTICIPANT)
    at.follow("Permanent address of line 2")
    assert people.made["address"] in at.page.url
    at.follow("Ask for a correction")
    at.write("text", WISH)
    at.write("reason", "Routers were meant, too.")
    at.press("Ask for it")
    expect(at.page.locator("main")).to_contain_text("proposed")
    people.within_the_window(PARTICIPANT)


def test_the_secretariat_answers_and_makes_the_minutes_final(walk: Walker, people: _People) -> None:
    """Not before the period has ended; afterwards the line says what was asked for, at the same address."""
    at, number = people[SECRETARIAT], people.made["meeting"]
    main = at.page.locator("main")
    at.go(f"/minutes/{number}/stage/")
    at.follow("Line 2")
    at.mark("decision", "accept")
    at.press("Answer")
    expect(main).to_contain_text(WISH)
    at.go(f"/minutes/{number}/stage/")
    at.press("Make final")
    expect(main).to_contain_text("The period of correction has not ended yet.")
    end_correction(number)
    at.press("Make final")
    at.go(people.made["address"])
    expect(main).to_contain_text(WISH)
    at.go(f"/minutes/{number}/")
    expect(main).to_contain_text(re.compile("final", re.I))
    visitor = walk.tab("visitor")
    visitor.goto(people.made["address"])
    expect(visitor.locator("main")).to_contain_text(WISH)

"""Those who read what enterprises tell: a benchmark reader, an NGO, a reviewer of a practice, a buyer."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.walk.hands import Hands, hands_of, main_of
from tests.walk.walker import Walker, headline, path_of, send

COMMITMENT = "70 % of our products conform to EN 301 549 by 2026"
CRITERIA = ("problem", "approach", "results", "evidence", "people", "transfer")


def test_a_benchmark_reader_finds_from_whom_to_learn(walk: Walker, kind: str) -> None:
    hands = hands_of(walk, "representative", kind)
    page, main = hands.page, main_of(hands.page)
    hands.go("/benchmark/")
    hands.follow(main.get_by_role("link", name="Kaarna Devices Oy"))
    expect(headline(page)).to_contain_text("Where Kaarna Devices Oy stands")
    own = path_of(page)
    topic = main.locator("section", has=page.get_by_role("heading", name="Women in ICT"))
    expect(topic.get_by_role("row").filter(has_text="Share of women in ICT roles")).to_contain_text("%")
    expect(topic).to_contain_text("approach")

    hands.follow(topic.get_by_role("link", name="Share of women in ICT roles"))
    expect(main.locator("#own")).to_contain_text("Mid-rank")
    expect(main.locator("#distribution table").first).to_contain_text("2025")
    hands.follow(main.get_by_role("link", name="All positions and gaps"))
    assert path_of(page) == own

    learn = main.get_by_role("listitem").filter(has_text=re.compile("Recognised practice|Practice of a peer"))
    title = learn.first.get_by_role("link").first.inner_text()
    hands.follow(learn.first.get_by_role("link", name=title))
    expect(headline(page)).to_contain_text(title)
    expect(main).to_contain_text("Recognised")


def test_an_ngo_assesses_a_commitment(walk: Walker, hands: Hands) -> None:
    page, main = hands.page, main_of(hands.page)
    name = _found(walk, hands.page, "Civil society", hands.kind)
    thread = _open_discussion(walk)

    hands.go("/commitments/")
    hands.follow(main.get_by_role("link", name=COMMITMENT))
    commitment = path_of(page)
    figure = main.locator("#frame").get_by_role("row").filter(has_text="published value").last
    hands.follow(figure.get_by_role("link"))
    expect(main).to_contain_text("Evidence")
    hands.mark("verdict", "confirms")
    hands.write("reason", "The sample in the statement gives the same share.")
    _act_for(hands, name)
    hands.press(main.get_by_role("button", name=re.compile("check", re.I)))
    expect(main).to_contain_text("The sample in the statement gives the same share.")

    hands.go(commitment)
    hands.mark("verdict", "partly")
    hands.write("reason", "The figure holds; whether the last products follow is open.")
    _act_for(hands, name)
    hands.press(main.get_by_role("button", name="Publish your assessment"))
    row = main.locator("#assessments").get_by_role("row").filter(has_text="Civil society")
    expect(row).to_have_count(1)
    hands.open(main.locator("#assessments summary", has_text="Civil society"))
    expect(main.locator("#assessments article").filter(has_text=name)).to_be_visible()

    hands.follow(main.get_by_role("link", name="The discussion about this commitment"))
    assert path_of(page).startswith(thread)
    words = f"Which products are still missing? ({walk.run} {hands.kind})"
    hands.write("text", words)
    hands.take(main.locator("#composer").get_by_role("button", name="Post", exact=True))
    expect(main.locator("article", has_text=words)).to_be_visible()


def test_peers_review_a_practice_until_it_is_decided(walk: Walker, hands: Hands) -> None:
    main = main_of(hands.page)
    name = _found(walk, hands.page, "Academia", hands.kind)
    practice = _submit_practice(walk, hands.kind)

    hands.go(practice)
    hands.follow(main.get_by_role("link", name="published criteria"))
    expect(main).to_contain_text("2 different stakeholder groups")
    hands.go(practice)
    hands.follow(main.get_by_role("link", name="Review it"))
    for criterion in CRITERIA:
        hands.mark(f"mark_{criterion}", "met" if criterion != "transfer" else "partly")
    hands.mark("verdict", "recognise")
    _act_for(hands, name)
    hands.write("reason", "Measured before and after, and the failed attempt is told.")
    hands.press(main.get_by_role("button", name="Publish the review"))
    expect(main).to_contain_text("the failed attempt is told")

    second = walk.tab("member")
    second.goto(practice + "review/")
    for criterion in CRITERIA:
        second.locator(f"main [name=mark_{criterion}][value=met]").check()
    second.locator("main [name=verdict][value=recognise]").check()
    second.locator("main [name=reason]").fill("I use it every day; it does what it says.")
    send(second, "Publish the review")
    hands.go(practice)
    expect(main).to_contain_text("Recognised")
    expect(main).to_contain_text("I use it every day")


def test_a_buyer_compares_three_solutions(walk: Walker, kind: str) -> None:
    hands = hands_of(walk, "visitor", kind)
    page, main = hands.page, main_of(hands.page)
    hands.go("/solutions/")
    hands.choose("functions", "Reporting")
    hands.press(main.get_by_role("button", name="Show"))
    found = main.get_by_role("checkbox")
    expect(found.nth(2)).to_be_visible()
    assert found.count() < 11, "the facet leaves fewer"
    chosen = [str(found.nth(at).get_attribute("value")) for at in range(3)]
    for each in chosen:
        hands.mark("solution", each)
    hands.press(main.get_by_role("button", name="Compare"))
    expect(headline(page)).to_contain_text("Compare")
    table = main.get_by_role("table")
    for criterion in ("Licence", "Where data lie", "Accessibility", "Deployment", "Price model"):
        row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=re.compile(criterion, re.I)))
        expect(row.first.get_by_role("cell")).to_have_count(3)
    hands.follow(table.get_by_role("link").first)
    assert path_of(page) == f"/solutions/{chosen[0]}/"


def _found(walk: Walker, page: Page, group: str, kind: str) -> str:
    """An organisation of this group, for which the person acts from then on."""
    name = f"{group} of Lindholm {walk.run} {kind}"
    page.goto("/organisations/new/")
    page.locator("main [name=name]").fill(name)
    for field, label in (("group", group), ("country", "Denmark"), ("size_class", "Micro (fewer than 10)")):
        page.locator(f"main select[name={field}]").select_option(label=label)
    page.locator("main form button[type=submit]").last.click()
    expect(headline(page)).to_contain_text(name)
    return name


def _act_for(hands: Hands, name: str) -> None:
    if main_of(hands.page).locator("select[name=acting_as]:visible").count():
        hands.choose("acting_as", f"On behalf of {name}")


def _open_discussion(walk: Walker) -> str:
    """A facilitator opens the discussion, once on each site."""
    page = walk.tab("facilitator")
    page.goto("/commitments/")
    page.locator("main").get_by_role("link", name=COMMITMENT).click()
    button = page.locator("main").get_by_role("button", name="Open the discussion")
    if button.count():
        button.click()
    else:
        page.locator("main").get_by_role("link", name="The discussion about this commitment").click()
    expect(page.locator("#composer")).to_be_visible()
    return path_of(page)


def _submit_practice(walk: Walker, kind: str) -> str:
    """An enterprise tells of a practice and puts it before its peers."""
    page = walk.tab("representative")
    page.goto("/practices/new/")
    page.locator("main [name=title]").fill(f"Old batteries come back with the courier {walk.run} {kind}")
    page.locator("main [name=topic]").select_option(label="Women in ICT")
    for name in ("summary", "problem", "approach", "results", "transfer"):
        page.locator(f"main [name={name}]").fill(f"What we say about the {name}: seven of ten come back, counted.")
    send(page, "Save the draft")
    page.locator("main").get_by_role("link", name="Submit for review").click()
    send(page, "Submit it")
    return re.sub(r"submit/$", "", path_of(page))

"""From a post to a published dossier and back: what ``test_walk`` began goes on."""

from __future__ import annotations

import json
import re

from playwright.sync_api import expect

from tests.walk.walker import PASSAGE, Walker, act_for, path_of, reload_until, select_words, send

ROUND = "/rounds/faire-voreinstellungen-bei-einwilligungen/"
"""An open round of the demonstration that shows results after voting."""


def test_a_statement_is_drawn_from_selected_words(walk: Walker) -> None:
    page = walk.tab("nadia")
    page.goto(walk["thread"])
    select_words(page, "#post-1", PASSAGE)
    page.locator("#post-1 [data-selection-bar]").get_by_role("link", name="Draw a statement").click()
    expect(page.locator("main .source-text mark")).to_have_text(PASSAGE)
    walk["statement"] = f"A refusal should be remembered for a year ({walk.run})."
    page.locator("main [name=text]").fill(walk["statement"])
    page.locator("main [name=round]").select_option(ROUND.strip("/").split("/")[-1])
    send(page, "Add the statement")
    if page.locator("main [name=distinct]").count():  # an earlier walk on this site drew nearly the same
        page.locator("main [name=distinct]").check()
        send(page, "Add the statement")
    facilitator = walk.tab("facilitator")
    facilitator.goto(ROUND)
    waiting = facilitator.locator("#waiting li", has_text=walk["statement"])
    expect(waiting).to_contain_text(PASSAGE)
    waiting.get_by_role("button", name="Accept").click()
    facilitator.goto(ROUND)
    facilitator.locator("#statements").get_by_role("link", name=walk["statement"]).click()
    walk["statement's page"] = path_of(facilitator)


def test_positions_are_taken_personally_and_on_behalf(walk: Walker) -> None:
    page = walk.tab("member")
    page.goto(walk["statement's page"])
    expect(page.locator("#result")).to_contain_text("after taking a position")
    send(page, "Agree")
    expect(page.locator("#position")).to_contain_text("You took this position")

    page = walk.tab("representative")
    page.goto(walk["statement's page"])
    act_for(page.locator("#position"), "Kaarna Devices")
    send(page, "Disagree")
    expect(page.locator("#position")).to_contain_text("Position of Kaarna Devices Oy")


def test_the_result_shows_its_verdict_for_each_group(walk: Walker) -> None:
    page = walk.tab("member")
    page.goto(walk["statement's page"])
    reload_until(page, page.locator("#result .bars"), "the result of a new statement")
    expect(page.locator("#result")).to_contain_text("Too few groups")
    page.goto(f"{ROUND}statements/1/")
    send(page, "Agree")
    page.goto(f"{ROUND}statements/1/")
    expect(page.locator("#result")).to_contain_text("Consensus")
    groups = (
        "Enterprise",
        "Civil society",
        "Academia",
        "Public body",
        "Trade union",
        "Consumer organisation",
        "Citizens",
    )
    for group in groups:
        expect(page.locator("#result .bars tr", has_text=group)).to_be_visible()


def test_an_element_is_written_with_evidence_and_placed(walk: Walker) -> None:
    page = walk.tab("facilitator")
    walk["claim"] = f"A refusal is remembered as long as an agreement {walk.run}"
    page.goto("/map/elements/new/")
    page.locator("main [name=kind][value=recommendation]").check()
    page.locator("main [name=title]").fill(walk["claim"])
    send(page, "Keep as a draft")
    expect(page.locator("main")).to_contain_text("Before it can be published")
    walk["element"] = path_of(page)

    page.goto(walk["thread"])
    select_words(page, "#post-1", PASSAGE)
    page.locator("#post-1 [data-selection-bar]").get_by_role("link", name="Cite").click()
    expect(page.locator("main [name=exact]")).to_have_value(PASSAGE)
    page.locator("main [name=stance][value=supports]").check()
    page.locator("main [name=element]").select_option(label=f"Recommendation: {walk['claim']}")
    send(page, "Add as evidence")
    page.goto(walk["element"])
    expect(page.locator("#evidence")).to_contain_text(PASSAGE)

    places = page.locator("#places")
    if not places.locator("[name=topic]").is_visible():
        places.locator("summary").click()
    places.locator("[name=topic]").select_option(label="E-privacy")
    places.locator("[name=dimension]").select_option(label="Progress")
    places.locator("form", has=page.locator("[name=dimension]")).locator("button[type=submit]").click()
    expect(page.locator("#places")).to_contain_text("E-privacy · Progress")
    send(page, "Publish")
    page.goto("/map/")
    expect(page.locator(".map-cell--blank").first).to_be_visible()
    page.goto("/map/cells/e-privacy/progress/")
    expect(page.locator("main")).to_contain_text(walk["claim"])


def test_a_dossier_is_composed_published_and_read(walk: Walker) -> None:
    page = walk.tab("facilitator")
    page.goto("/dossiers/new/")
    page.locator("main [name=title]").fill(f"Fair refusals {walk.run}")
    page.locator("main [name=summary]").fill("How long a refusal should last, and on whose words that stands.")
    page.locator("main [name=recipient]").fill("An invented working group")
    send(page, "Go on to the elements")
    page.locator("#add").get_by_label(re.compile(walk["claim"])).check()
    page.locator("#add form", has=page.locator("[name=elements]")).locator("button[type=submit]").click()
    expect(page.locator("#order")).to_contain_text(walk["claim"])
    page.locator("main").get_by_role("link", name="Publish…").click()
    send(page, "Publish version 1")

    visitor = walk.tab("visitor")
    slug = re.search(r"/dossiers/([^/]+)/", path_of(page))
    assert slug is not None, page.url
    walk["dossier"] = f"/dossiers/{slug[1]}/"
    visitor.goto(walk["dossier"])
    expect(visitor.locator("main")).to_contain_text(PASSAGE)
    answer = visitor.request.get(f"{walk.address}/dossiers/{slug[1]}/v1.jsonld")
    assert answer.status == 200
    assert "json" in answer.headers["content-type"]
    record = json.dumps(json.loads(answer.text()), ensure_ascii=False)
    assert PASSAGE in record
    assert walk["claim"] in record

    source = visitor.locator("main a[href*='/map/sources/'], main a[href*='/discussions/posts/']").first
    source.click()
    expect(visitor.locator("main")).to_contain_text(PASSAGE)


def test_from_a_post_one_sees_what_became_of_it(walk: Walker) -> None:
    page = walk.tab("visitor")
    page.goto(walk["thread"])
    page.locator("#post-1").get_by_role("link", name="What became of it").click()
    for made in (walk["statement"], walk["claim"], f"Fair refusals {walk.run}"):
        expect(page.locator("main")).to_contain_text(made)


def test_an_edited_source_is_told_on_element_and_dossier(walk: Walker) -> None:
    page = walk.tab("nadia")
    page.goto(walk["thread"])
    page.locator("#post-1").get_by_role("link", name="Edit").click()
    text = page.locator("main [name=text]")
    text.fill(text.input_value().replace("for a year", "for two years"))
    page.locator("main [name=reason]").fill("Two years, after the answer of Pekka")
    send(page, "Save")
    page.goto(walk["thread"])
    expect(page.locator("#post-1")).to_contain_text("for two years")

    visitor = walk.tab("visitor")
    changed = re.compile("source has (been )?changed|changed since", re.I)
    visitor.goto(walk["element"])
    reload_until(visitor, visitor.locator("main").get_by_text(changed), "the element's note that a source changed")
    expect(visitor.locator("#evidence")).to_contain_text("for a year")
    visitor.goto(walk["dossier"])
    reload_until(visitor, visitor.locator("main").get_by_text(changed), "the dossier's note that a source changed")

"""From the first visit to a discussion, on a running site with the demonstration community.

What is written here becomes a statement, an element and a dossier in ``test_walk_results``.

The steps come in order and share what they make; one that fails makes those that need its result say so.
"""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.walk.walker import PASSAGE, Walker, act_for, headline, path_of, send, sign_in


def test_a_newcomer_joins_and_confirms_by_the_mailbox(walk: Walker) -> None:
    walk.join("nadia", "Nadia Fontaine")
    walk.join("pekka", "Pekka Salonen")
    page = walk.tab("nadia")
    page.goto("/accounts/profile/")
    expect(page.locator("[name=name]").last).to_have_value("Nadia Fontaine")


def test_a_member_edits_the_profile_and_chooses_a_language(walk: Walker) -> None:
    page = walk.tab("nadia")
    page.goto("/accounts/profile/")
    page.locator("main [name=about]").fill("Works on fair defaults.")
    page.locator("main select[name=country]").select_option("BE")
    page.locator("main select[name=language]").select_option("fr")
    send(page, "Save")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.locator("main select[name=language]").select_option("en")
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("main [name=about]")).to_have_value("Works on fair defaults.")


def test_an_organisation_is_founded_and_verified(walk: Walker) -> None:
    name = f"Fair Defaults Forum {walk.run}"
    page = walk.tab("nadia")
    page.goto("/organisations/new/")
    page.locator("main [name=name]").fill(name)
    page.locator("main select[name=group]").select_option("civil_society")
    page.locator("main select[name=country]").select_option("BE")
    page.locator("main select[name=size_class]").select_option("micro")
    page.locator("main form button[type=submit]").last.click()
    expect(headline(page)).to_contain_text(name)
    walk["organisation"], walk["organisation's page"] = name, path_of(page)

    operator = walk.tab("operator")
    operator.goto("/organisations/verification/")
    row = operator.locator("main li", has_text=name)
    row.get_by_role("button", name="Verify").click()
    operator.goto(walk["organisation's page"])
    expect(operator.locator("main")).to_contain_text(re.compile("verified", re.I))


def test_a_colleague_gets_a_mandate_and_loses_it(walk: Walker) -> None:
    page, colleague = walk.tab("nadia"), walk.tab("pekka")
    page.goto(walk["organisation's page"] + "mandates/")
    page.locator("main [name=email]").fill(walk["pekka's address"])
    page.locator("main [name=role][value=delegate]").check()
    send(page, "Give the mandate")
    row = page.locator("main tr", has_text="Pekka Salonen")
    expect(row).to_contain_text("Delegate")

    colleague.goto("/agenda/propose/")
    expect(colleague.locator("main .act-as")).to_contain_text(walk["organisation"])

    row.locator("summary", has_text="Revoke").click()
    page.locator("dialog[open]").get_by_role("button", name="Revoke").click()
    expect(page.locator("main tr", has_text="Pekka Salonen")).to_have_count(0)
    colleague.reload()
    expect(colleague.locator("main .act-as")).not_to_contain_text(walk["organisation"])


def test_topics_are_browsed_and_followed(walk: Walker) -> None:
    page = walk.tab("nadia")
    page.goto("/topics/")
    areas = ("Human rights", "Advertising and content", "Inclusion and accessibility", "Environment")
    for area in (*areas, "Social innovation", "Ethics applied to business"):
        expect(page.locator("main").get_by_role("link", name=area, exact=True).first).to_be_visible()
    page.locator("main").get_by_role("link", name="E-privacy", exact=True).first.click()
    send(page, "Follow")
    expect(page.locator("main").get_by_role("button", name="Unfollow")).to_be_visible()
    page.goto("/topics/followed/")
    expect(page.locator("main")).to_contain_text("E-privacy")


def _propose(walk: Walker, who: str, title: str) -> str:
    page = walk.tab(who)
    page.goto("/agenda/propose/")
    page.locator("main [name=title]").fill(title)
    page.locator("main select[name=topic]").select_option(label="E-privacy")
    page.locator("main [name=text]").fill("Refusals are forgotten, agreements are kept. **What would be fair?**")
    act_for(page.locator("main .act-as"))
    send(page, "Continue")
    send(page, "Open it for support")
    expect(page.locator("main")).to_contain_text("Open for support")
    return path_of(page)


def test_a_thread_is_proposed_and_supported(walk: Walker) -> None:
    walk["proposal"] = _propose(walk, "nadia", f"How long should a refusal last? {walk.run}")
    walk["second"] = _propose(walk, "nadia", f"Refusing on every visit {walk.run}")
    walk["third"] = _propose(walk, "pekka", f"Ban all screens {walk.run}")
    page = walk.tab("pekka")
    page.goto(walk["proposal"])
    before = page.locator("#support .count").first.inner_text()
    send(page, "Support this proposal")
    expect(page.locator("#support")).to_contain_text("You support it personally")
    assert int(page.locator("#support .count").first.inner_text()) == int(before) + 1


def test_a_facilitator_merges_declines_and_accepts(walk: Walker) -> None:
    page = walk.tab("facilitator")
    page.goto(walk["second"] + "merge/")
    page.locator("main [name=number]").fill(walk["proposal"].strip("/").split("/")[-1])
    page.locator("main [name=reason]").fill("Both ask how long a refusal lasts.")
    send(page, "Merge")
    page.goto(walk["second"])
    expect(page.locator("main")).to_contain_text("This proposal went into")

    page.goto(walk["third"] + "decline/")
    send(page, "Decline it")
    expect(page.locator("main .error-summary")).to_be_visible()
    page.locator("main [name=reason]").fill("A ban is for lawmakers; ask what members can answer.")
    send(page, "Decline it")
    page.goto(walk["third"])
    expect(page.locator("main")).to_contain_text("A ban is for lawmakers")

    page.goto(walk["proposal"] + "accept/")
    page.locator("main [name=reason]").fill("It follows from the thread on consent screens.")
    send(page, "Put it on the agenda")
    page.goto(walk["proposal"])
    page.locator("main").get_by_role("link", name="To the discussion").click()
    expect(headline(page)).to_contain_text("How long should a refusal last?")
    walk["thread"] = path_of(page)


def test_posts_are_previewed_sent_quoted_and_edited(walk: Walker) -> None:
    page = walk.tab("nadia")
    page.goto(walk["thread"])
    page.locator("#composer [name=text]").fill(f"**Firmly:** {PASSAGE}. Anything less wears people out.")
    act_for(page.locator("#composer"))
    page.locator("#composer button[name=preview_field]").click()
    expect(page.locator("#composer .markdown-editor__preview strong")).to_have_text("Firmly:")
    page.locator("#composer").get_by_role("button", name="Post", exact=True).click()
    expect(page.locator("#post-1")).to_contain_text(PASSAGE)

    other = walk.tab("pekka")
    other.goto(walk["thread"])
    other.locator("#post-1").get_by_role("link", name="Quote").click()
    quoted = other.locator("#composer [name=text]")
    expect(quoted).to_have_value(re.compile(r"^> \*\*Nadia Fontaine"))
    quoted.fill(quoted.input_value() + "A year is too lung for those who change their mind.")
    other.locator("#composer").get_by_role("button", name="Post", exact=True).click()
    expect(other.locator("#post-2")).to_contain_text("in reply to #1")

    other.reload()
    other.locator("#post-2").get_by_role("link", name="Edit").click()
    text = other.locator("main [name=text]")
    text.fill(text.input_value().replace("lung", "long"))
    other.locator("main [name=reason]").fill("Spelling")
    send(other, "Save")
    other.goto(walk["thread"])
    expect(other.locator("#post-2")).to_contain_text("too long for those")
    other.locator("#post-2").get_by_role("link", name="edited").click()
    expect(other.locator("main")).to_contain_text("Spelling")


def test_a_draft_survives_a_closed_browser(walk: Walker) -> None:
    folder = walk.scratch()
    context, page = walk.profile(folder)
    sign_in(page, *walk.account("pekka"))
    page.goto(walk["thread"])
    page.locator("#composer [name=text]").press_sequentially("Half a thought about")
    page.wait_for_timeout(1500)  # the browser writes to its disk now and then
    context.close()
    context, page = walk.profile(folder)
    if "/accounts/" in page.url or page.goto(walk["thread"]) is None or page.locator("#composer").count() == 0:
        sign_in(page, *walk.account("pekka"))
        page.goto(walk["thread"])
    kept = page.locator("#composer [name=text]")
    expect(kept).to_have_value("Half a thought about")
    context.close()

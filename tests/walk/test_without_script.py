"""The core of the product without JavaScript: propose, write, take a position."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.walk.test_walk_results import ROUND
from tests.walk.walker import Walker, path_of, send, sign_in


def test_one_proposes_writes_and_votes_without_script(walk: Walker) -> None:
    walk.join("sofie", "Sofie Lindahl")
    page = walk.new_tab(java_script_enabled=False)
    sign_in(page, *walk.account("sofie"))

    page.goto("/agenda/propose/")
    page.locator("main [name=title]").fill(f"Sites that work without script {walk.run}")
    page.locator("main select[name=topic]").select_option(label="Web accessibility")
    page.locator("main [name=text]").fill("Some people switch scripts off, others never receive them.")
    send(page, "Continue")
    send(page, "Open it for support")
    expect(page.locator("main")).to_contain_text("Open for support")

    page.goto("/discussions/?sort=active")
    page.locator("main a[href^='/discussions/']", has_text="Dostępność stron gmin").first.click()
    thread = path_of(page)
    words = f"A form must also work where no script arrives ({walk.run})."
    page.locator("#composer [name=text]").fill(words)
    page.locator("#composer").get_by_role("button", name="Post", exact=True).click()
    assert path_of(page).startswith(thread), "after posting one is back in the thread"
    expect(page.locator("main article", has_text=words)).to_be_visible()

    page.goto(f"{ROUND}statements/2/")
    send(page, "Pass")
    expect(page.locator("#position")).to_contain_text("You took this position")
    expect(page.locator("#result .bars")).to_be_visible()

"""The page of specimens in a real browser: accessible in both themes and all widths, and useful without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


OpenPage = Callable[..., Page]


@pytest.fixture
def problems() -> list[str]:
    """What the pages of a test complained of, and what they fetched from elsewhere."""
    return []


@pytest.fixture
def open_page(browser: Browser, site: str, problems: list[str]) -> Iterator[OpenPage]:
    contexts = []

    def open_page(
        path: str = "/specimens/", width: int = 1280, theme: Literal["light", "dark"] = "light", script: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        watch(page, site, problems)
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def watch(page: Page, site: str, problems: list[str]) -> None:
    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            problems.append(message.text)

    def on_request(request: Request) -> None:
        if not request.url.startswith(site):
            problems.append(request.url)

    page.on("console", on_console)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", on_request)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_specimens_are_accessible_and_flow(
    open_page: OpenPage, problems: list[str], width: int, theme: Literal["light", "dark"]
) -> None:
    page = open_page(width=width, theme=theme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page scrolls sideways"
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 20, 32)"}[theme]
    # Nothing was refused by the content security policy, nothing failed, nothing was fetched from elsewhere.
    assert problems == []


def test_targets_are_large_enough(open_page: OpenPage) -> None:
    small = open_page(width=360).evaluate("""() => [
        ...document.querySelectorAll("a, button, summary, select, input:not([type=hidden])")]
        .filter((e) => e.offsetParent && getComputedStyle(e).display !== "inline" && !e.closest(".prose"))
        .filter((e) => { const box = e.getBoundingClientRect(); return box.height < 24 || box.width < 24; })
        .map((e) => e.outerHTML.slice(0, 120))""")
    assert small == []


def test_the_theme_changes_at_once_and_stays(open_page: OpenPage, site: str) -> None:
    page = open_page()
    page.locator("#preferences").get_by_role("button", name="Dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 20, 32)"
    page.goto(site + "/specimens/")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_without_script_the_theme_the_menu_and_confirmations_work(open_page: OpenPage) -> None:
    page = open_page(width=360, script=False)
    page.locator(".site-menu > summary").click()
    panel = page.locator(".site-menu__panel")
    expect(panel).to_be_visible()
    panel.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("details[data-confirm] > summary").click()
    expect(page.get_by_role("button", name="Withdraw it")).to_be_visible()


def test_the_skip_link_leads_to_the_content(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_menu_closes_on_escape_and_returns_the_focus(open_page: OpenPage) -> None:
    page = open_page()
    summary = page.locator(".site-header summary").filter(has_text="English")
    summary.click()
    expect(page.locator(".site-header .dropdown[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".site-header .dropdown[open]")).to_have_count(0)
    expect(summary).to_be_focused()


def test_a_confirmation_is_a_dialog_that_escape_cancels(open_page: OpenPage) -> None:
    page = open_page()
    summary = page.locator("details[data-confirm] > summary")
    summary.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Withdraw this proposal?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(summary).to_be_focused()


def test_what_was_typed_survives_a_closed_page(open_page: OpenPage, site: str) -> None:
    page = open_page()
    area = page.locator("textarea[data-draft]")
    area.fill("We asked forty suppliers, and twelve answered.")
    page.goto(site + "/empty/")
    page.goto(site + "/specimens/")
    expect(area).to_have_value("We asked forty suppliers, and twelve answered.")
    page.get_by_role("button", name="Discard it").click()
    expect(area).to_have_value("We asked **forty** suppliers.")
    page.reload()
    expect(area).to_have_value("We asked **forty** suppliers.")


def test_a_text_is_previewed_in_its_place(open_page: OpenPage, problems: list[str]) -> None:
    page = open_page()
    page.locator("#id_text").fill("a **strong** word")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#id_text-preview strong")).to_have_text("strong")
    page.locator("#id_text").fill("left\u202eright")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#id_text-preview")).to_contain_text("reverses the direction of writing")
    assert problems == []


def test_without_script_the_preview_opens_beside_the_form(open_page: OpenPage) -> None:
    page = open_page(script=False)
    page.locator("#id_text").fill("a **strong** word")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Preview").click()
    expect(opened.value.locator("main strong")).to_have_text("strong")
    expect(page.locator("#id_text")).to_have_value("a **strong** word")


def test_the_characters_left_are_counted_as_the_server_counts(open_page: OpenPage) -> None:
    page = open_page()
    area, note = page.locator("#id_summary"), page.locator('[data-count-for="id_summary"]')
    area.fill("\U0001f600" * 290 + "\n")
    expect(note).to_have_text("9 characters left")
    area.fill("é" * 302)
    expect(note).to_have_text("2 characters too many")
    area.fill("short")
    expect(note).to_have_text("At most 300 characters")


def test_an_order_is_changed_with_the_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Move up: Redress").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    labels = page.locator(".sortable__label").all_inner_texts()
    assert labels == ["Redress", "Scope and terms", "Supply chain"]
    order = page.locator(".sortable input[name=order]").evaluate_all("inputs => inputs.map((input) => input.value)")
    assert order == ["3", "1", "2"]
    expect(page.locator("[data-sortable-says]")).to_have_text("Redress is now number 1 of 3")
    expect(page.get_by_role("button", name="Move down: Redress")).to_be_focused()


def test_a_selected_passage_can_be_cited(open_page: OpenPage) -> None:
    page = open_page()
    page.locator(".selectable p").evaluate("""(p) => {
        const range = document.createRange();
        const at = p.firstChild.data.indexOf("figures");
        range.setStart(p.firstChild, at);
        range.setEnd(p.firstChild, at + "figures without".length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }""")
    link = page.get_by_role("link", name="Draw a statement")
    expect(link).to_be_visible()
    address = link.get_attribute("href") or ""
    assert "exact=figures+without&" in address
    assert "start=28" in address
    assert "revision=4" in address
    assert "prefix=" in address
    assert "suffix=+their+method" in address


def test_a_page_prints_without_its_controls(open_page: OpenPage) -> None:
    page = open_page(theme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    for selector in (".site-nav", ".site-header__tools", ".actions", ".vote__buttons"):
        expect(page.locator(selector).first).to_be_hidden()

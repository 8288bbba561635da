"""Somebody who walks through the site: tabs by person, and what the steps so far have made."""

from __future__ import annotations

import os
import re
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PASSWORD = "a good long walk together"
PASSAGE = "Every consent screen should offer one button that remembers a refusal for a year"
"""What the walk writes, cites and edits."""
PATIENCE = 20.0
"""Seconds in which the worker must have followed an event."""


class Walker:
    """Opens a tab for each person, signed in, and remembers addresses and texts for the steps after."""

    def __init__(self, playwright: Playwright, address: str) -> None:
        self.playwright, self.address = playwright, address
        self.run = f"{int(time.time()) % 1_000_000:06d}"
        """Distinguishes this walk's texts from those of an earlier one on the same site."""
        self.browser: Browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        self.tabs: dict[str, Page] = {}
        self.made: dict[str, str] = {}
        self.faults: list[str] = []
        self._closing = ExitStack()
        self._closing.callback(self.browser.close)

    def close(self) -> None:
        """Close every window."""
        self._closing.close()

    def tab(self, who: str) -> Page:
        """The tab of an account of the demonstration (by its role) or of somebody who joined; visitors: ``visitor``."""
        if who not in self.tabs:
            page = self.new_tab()
            if who != "visitor":
                email, password = self.account(who)
                sign_in(page, email, password)
            self.tabs[who] = page
        return self.tabs[who]

    def new_tab(self, **options: Any) -> Page:
        """A tab in a browser window of its own, without anything stored."""
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = self.browser.new_context(base_url=self.address, **options)
        return self._watched(context, context.new_page())

    def profile(self, folder: Path) -> tuple[BrowserContext, Page]:
        """A browser that keeps what it stores in a folder, as it does for a person."""
        context = self.playwright.chromium.launch_persistent_context(
            str(folder), executable_path=CHROMIUM, args=ARGUMENTS, base_url=self.address
        )
        return context, self._watched(context, context.pages[0])

    def scratch(self) -> Path:
        """A folder that is gone after the walk."""
        return Path(self._closing.enter_context(tempfile.TemporaryDirectory()))

    def account(self, who: str) -> tuple[str, str]:
        """Address and password: of somebody who joined during the walk, or of the demonstration's list."""
        if f"{who}'s address" in self.made:
            return self.made[f"{who}'s address"], self.made[f"{who}'s password"]
        folder = os.environ.get("WALK_DATA", "")
        listed = (Path(folder) / "demonstration-accounts.txt").read_text(encoding="utf-8")
        password = re.search(r"password of all: (\S+?)\)", listed)
        address = re.search(rf"^\s+(\S+@\S+)\s+{who}:", listed, re.M)
        assert password is not None, "demonstration-accounts.txt names no password"
        assert address is not None, f"demonstration-accounts.txt lists no {who}"
        return address[1], password[1]

    def join(self, who: str, name: str) -> None:
        """Sign up as a newcomer does, and confirm the address in the mailbox of the site."""
        email = f"{who}-{self.run}@walkers.example"
        page = self.new_tab()
        page.goto("/accounts/signup/")
        page.locator("main [name=name]").fill(name)
        page.locator("main [name=email]").fill(email)
        page.locator("main input[type=password]").first.fill(PASSWORD)
        page.locator("main form button[type=submit]").last.click()
        expect(headline(page)).to_contain_text("mailbox")
        page.goto("/mailbox/")
        page.locator("main a", has_text=re.compile("confirm", re.I)).first.click()
        expect(page.locator("main")).to_contain_text(email)
        page.locator("main a[href*='confirm-email']").first.click()
        page.get_by_role("button", name="Yes, confirm it").click()
        self.made[f"{who}'s address"], self.made[f"{who}'s password"] = email, PASSWORD
        page.context.close()

    def __getitem__(self, name: str) -> str:
        if name not in self.made:
            pytest.fail(f"this step needs “{name}”, which an earlier step did not make")
        return self.made[name]

    def __setitem__(self, name: str, value: str) -> None:
        self.made[name] = value

    def _watched(self, context: BrowserContext, page: Page) -> Page:
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: self.faults.append(f"script at {page.url}: {error}"))
        page.on("response", lambda answer: self._note(answer.status, answer.url))
        return page

    def _note(self, status: int, url: str) -> None:
        if status >= 500:
            self.faults.append(f"{status} at {url}")


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in through the page, and prove it by the menu of the account."""
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def send(page: Page, label: str | re.Pattern[str]) -> None:
    """Press the button of the main part that bears exactly this label."""
    page.locator("main").get_by_role("button", name=label, exact=isinstance(label, str)).first.click()


def act_for(form: Locator, name: str = "") -> None:
    """Choose for whom the act is: an organisation by its name, nobody but oneself without one."""
    field = form.locator("select[name=acting_as]")
    if field.count() and name:
        label = field.locator("option", has_text=name).inner_text()
        field.select_option(label=label)
    elif field.count():
        field.select_option("")
    elif form.locator("input[type=radio][name=acting_as]").count():
        choice = form.get_by_label(re.compile(re.escape(name))) if name else form.locator("[name=acting_as][value='']")
        choice.check()
    elif name:
        pytest.fail(f"the form at {form.page.url} does not offer to act for {name}")


def headline(page: Page) -> Locator:
    """The page's one heading."""
    return page.locator("h1")


def reload_until(page: Page, locator: Locator, what: str) -> None:
    """Reload until it can be seen: it follows from an event, in a job. Fails saying what did not come."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        page.reload()
        if locator.first.is_visible():
            return
        page.wait_for_timeout(700)
    pytest.fail(f"{what}: not there after {PATIENCE:.0f} s at {page.url}")


def select_words(page: Page, article: str, words: str) -> None:
    """Mark words in a post as a person does, and wait for the bar that this offers."""
    found = page.evaluate(
        """([article, words]) => {
            const root = document.querySelector(`${article} [data-selectable]`);
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
                return true;
            }
            return false;
        }""",
        [article, words],
    )
    assert found, f"“{words}” does not stand in {article} of {page.url}"
    expect(page.locator(f"{article} [data-selection-bar]")).to_be_visible()


def path_of(page: Page) -> str:
    """The address of the page without the site and without a fragment."""
    return re.sub(r"^https?://[^/]+|#.*$", "", page.url)

"""How somebody uses a page: with the keys alone, or with a pointer in a browser that runs no script.

A journey is written once, in these few words, and walked with either pair of hands.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

from tests.walk.walker import Walker, sign_in

MOST_STOPS = 60
"""Attempts in which the Tab key must lead to what is wanted."""
MOST_CHOICES = 60
WAY = """wanted => {
    const here = document.activeElement;
    if (wanted.includes(here)) return ["", 0];
    const behind = here !== document.body
        && here.compareDocumentPosition(wanted[0]) & Node.DOCUMENT_POSITION_PRECEDING;
    const [from, to] = behind ? [wanted[0], here] : [here, wanted[0]];
    const stops = [...document.querySelectorAll("a[href], button, input:not([type=radio]), select, textarea, summary")]
        .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true })
            && (from === document.body || from.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)
            && to.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING);
    return [behind ? "Shift+Tab" : "Tab", Math.max(1, from === document.body ? 1 : stops.length)];
}"""
"""Which key leads there, and how many stops lie between at least."""
OUTLINE = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle + style.boxShadow + style.borderStyle;
}"""


class Hands(Protocol):
    """What a journey asks of a page. Everything is meant within the main content."""

    page: Page
    kind: str

    def go(self, path: str) -> None:
        """Type an address."""

    def follow(self, link: Locator) -> None:
        """Use a link and arrive."""

    def take(self, link: Locator) -> None:
        """Use a link or a button that leads to no other page."""

    def press(self, button: Locator) -> None:
        """Use a button that sends a form, and arrive."""

    def write(self, name: str, text: str) -> None:
        """Put a text into the field of this name."""

    def choose(self, name: str, label: str) -> None:
        """Choose the option that bears this label from a list."""

    def mark(self, name: str, value: str) -> None:
        """Mark one of several choices, or a box."""

    def open(self, summary: Locator) -> None:
        """Open what is folded away."""

    def attach(self, name: str, file: Path) -> None:
        """Choose a file."""


def hands_of(walk: Walker, who: str, kind: str) -> Hands:
    """The hands of somebody with an account, or of a visitor."""
    page = walk.new_tab(java_script_enabled=kind == "keys")
    if who != "visitor":
        sign_in(page, *walk.account(who))
    return Keys(page) if kind == "keys" else Pointer(page)


def main_of(page: Page) -> Locator:
    """The main content."""
    return page.locator("main")


class Pointer:
    """Whoever clicks and types, in a browser without script."""

    kind = "pointer"

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, path: str) -> None:
        self.page.goto(path)

    def follow(self, link: Locator) -> None:
        link.first.click()

    take = follow

    def press(self, button: Locator) -> None:
        button.first.click()

    def write(self, name: str, text: str) -> None:
        _field(self.page, name).fill(text)

    def choose(self, name: str, label: str) -> None:
        _field(self.page, name).select_option(label=_option(self.page, name, label))

    def mark(self, name: str, value: str) -> None:
        _box(self.page, name, value).check()

    def open(self, summary: Locator) -> None:
        summary.first.click()

    def attach(self, name: str, file: Path) -> None:
        _field(self.page, name).set_input_files(file)


class Keys:
    """Whoever has a keyboard and nothing else. On every new page the first stop leads past the header."""

    kind = "keys"

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, path: str) -> None:
        self.page.goto(path)
        self._pass_header()

    def follow(self, link: Locator) -> None:
        self._reach(link.first)
        self._enter_and_arrive()

    def take(self, link: Locator) -> None:
        self._reach(link.first)
        self.page.keyboard.press("Enter")

    def press(self, button: Locator) -> None:
        self._reach(button.first)
        self._enter_and_arrive()

    def write(self, name: str, text: str) -> None:
        field = _field(self.page, name)
        self._reach(field)
        if field.get_attribute("type") == "date":
            year, month, day = text.split("-")
            self.page.keyboard.type(f"{month}{day}{year}")
        else:
            self.page.keyboard.press("Control+a")
            self.page.keyboard.insert_text(text)
        expect(field).to_have_value(text)

    def choose(self, name: str, label: str) -> None:
        field = _field(self.page, name)
        wanted = _option(self.page, name, label)
        self._reach(field)
        chosen = "e => e.options[e.selectedIndex].label"
        self.page.keyboard.type(wanted[:12])
        for _ in range(MOST_CHOICES):
            if field.evaluate(chosen).strip() == wanted:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"“{wanted}” cannot be chosen in {name} of {self.page.url} with the keys")

    def mark(self, name: str, value: str) -> None:
        wanted = _box(self.page, name, value)
        if wanted.get_attribute("type") != "radio":
            self._reach(wanted)
            self.page.keyboard.press("Space")
        else:
            self._reach(self.page.locator(f"main input[type=radio][name='{name}']"))
            for _ in range(MOST_CHOICES):
                if wanted.is_checked():
                    break
                if wanted.evaluate("e => e === document.activeElement"):
                    self.page.keyboard.press("Space")
                else:
                    self.page.keyboard.press("ArrowDown")
        expect(wanted).to_be_checked()

    def open(self, summary: Locator) -> None:
        self._reach(summary.first)
        self.page.keyboard.press("Enter")

    def attach(self, name: str, file: Path) -> None:
        self._reach(_field(self.page, name))
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(file)

    def _pass_header(self) -> None:
        if self.page.evaluate("document.activeElement !== document.body") or "#" in self.page.url:
            return  # only a part of the page was replaced, or the address leads past the header
        self.page.keyboard.press("Tab")
        first = self.page.evaluate("document.activeElement.innerText?.trim() ?? ''")
        assert first == "Skip to the main content", f"the first stop of {self.page.url} is “{first}”"
        self.page.keyboard.press("Enter")

    def _enter_and_arrive(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self._pass_header()

    def _reach(self, wanted: Locator) -> None:
        """Tab until one of these has the focus, and see where that is."""
        wanted.first.wait_for(state="attached")
        for _ in range(MOST_STOPS):
            way, stops = wanted.evaluate_all(WAY)
            if not stops:
                break
            for _stop in range(stops):
                self.page.keyboard.press(way)
        else:
            raise AssertionError(f"{wanted} of {self.page.url} is not reached with the Tab key")
        assert self.page.evaluate(OUTLINE) != "nonenonenone", "whoever uses a keyboard sees where they are"


def _field(page: Page, name: str) -> Locator:
    return page.locator(f"main [name='{name}']").first


def _box(page: Page, name: str, value: str) -> Locator:
    return page.locator(f"main input[name='{name}'][value='{value}']").first


def _option(page: Page, name: str, label: str) -> str:
    """The whole label of the option whose label begins so."""
    labels = [each.strip() for each in _field(page, name).locator("option").all_text_contents()]
    found = [each for each in labels if re.match(re.escape(label), each)]
    assert found, f"{name} of {page.url} offers no “{label}”: {labels[:20]}"
    return found[0]

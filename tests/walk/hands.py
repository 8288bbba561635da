"""How somebody uses a page: with the keys alone, or with a pointer in a browser that runs no script.

A journey is written once, in these few words, and walked with either pair of hands. Links, buttons and summaries are
told by the name that is heard, or by a locator where that is not enough; fields by the name under which they are sent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Locator, Page, expect

from tests.walk.walker import Walker, sign_in

KEYS, POINTER = "keys", "pointer"
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
TYPED: dict[str, Callable[[str], list[str]]] = {
    "date": lambda text: [f"{datetime.fromisoformat(text):%m%d%Y}"],
    "time": lambda text: [f"{datetime.fromisoformat(f'2000-01-01T{text}'):%I%M%p}"],
    "datetime-local": lambda text: [
        f"{datetime.fromisoformat(text):%m%d%Y}",
        "ArrowRight",  # a year may have six digits
        f"{datetime.fromisoformat(text):%I%M%p}",
    ],
}
"""The keys that put a moment into a field of this type, in a browser that speaks American English."""


class Hands(Protocol):
    """What a journey asks of a page: of its main content, or of the part that is named."""

    page: Page
    kind: str

    def go(self, path: str) -> None:
        """Type an address."""

    def follow(self, link: Locator | str, within: str = "main") -> None:
        """Use a link and arrive."""

    def press(self, button: Locator | str, within: str = "main", *, stays: bool = False) -> None:
        """Use a button that sends a form, and arrive; with ``stays`` only a part of the page is replaced."""

    def take(self, control: Locator) -> None:
        """Use a link or a button that leads to no other page."""

    def open(self, summary: Locator | str, within: str = "main") -> None:
        """Open what is folded away."""

    def write(self, name: str, text: str, within: str = "main") -> None:
        """Put a text into a field; a date, a time or a moment as ISO 8601 writes it."""

    def choose(self, name: str, label: str, within: str = "main") -> None:
        """Choose the option whose label begins so, or else contains it, from a list."""

    def mark(self, name: str, value: str = "", within: str = "main") -> None:
        """Mark one of several choices, or a box."""

    def attach(self, name: str, file: Path) -> None:
        """Choose a file."""


def hands_of(walk: Walker, who: str, kind: str, **options: Any) -> Hands:
    """The hands of somebody with an account, or of a visitor; ``options`` are those of a browser window."""
    page = walk.new_tab(java_script_enabled=kind == KEYS, **options)
    if who != "visitor":
        sign_in(page, *walk.account(who))
    return Keys(page) if kind == KEYS else Pointer(page)


def main_of(page: Page) -> Locator:
    """The main content."""
    return page.locator("main")


class _Finding:
    """How controls are found."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def _go(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is None or answer.status < 400, f"{answer.status} at {path}"

    def _named(self, role: Any, wanted: Locator | str, within: str) -> Locator:
        if isinstance(wanted, str):
            wanted = self.page.locator(within).get_by_role(role, name=wanted, exact=True)
        return wanted.first

    def _summary(self, wanted: Locator | str, within: str) -> Locator:
        if isinstance(wanted, str):
            wanted = self.page.locator(within).locator("summary", has_text=wanted)
        return wanted.first

    def _field(self, name: str, within: str = "main") -> Locator:
        return self.page.locator(within).locator(f"[name='{name}']:not([type=hidden])").first

    def _box(self, name: str, value: str, within: str) -> Locator:
        valued = f"[value='{value}']" if value else ""
        return self.page.locator(within).locator(f"input[name='{name}']{valued}:not([type=hidden])").first

    def _option(self, field: Locator, label: str) -> str:
        """The whole label of the option that begins with these words, else of one that contains them."""
        labels = [each.strip() for each in field.locator("option").all_text_contents()]
        found = [each for each in labels if each.startswith(label)] or [each for each in labels if label in each]
        assert found, f"{self.page.url} offers no “{label}”: {labels[:20]}"
        return found[0]


class Pointer(_Finding):
    """Whoever clicks and types, in a browser without script."""

    kind = POINTER

    def go(self, path: str) -> None:
        self._go(path)

    def follow(self, link: Locator | str, within: str = "main") -> None:
        self._named("link", link, within).click()

    def press(self, button: Locator | str, within: str = "main", *, stays: bool = False) -> None:
        self._named("button", button, within).click()

    def take(self, control: Locator) -> None:
        control.first.click()

    def open(self, summary: Locator | str, within: str = "main") -> None:
        self._summary(summary, within).click()

    def write(self, name: str, text: str, within: str = "main") -> None:
        self._field(name, within).fill(text)

    def choose(self, name: str, label: str, within: str = "main") -> None:
        field = self._field(name, within)
        field.select_option(label=self._option(field, label))

    def mark(self, name: str, value: str = "", within: str = "main") -> None:
        self._box(name, value, within).check()

    def attach(self, name: str, file: Path) -> None:
        self._field(name).set_input_files(file)


class Keys(_Finding):
    """Whoever has a keyboard and nothing else. On every new page the first stop leads past the header."""

    kind = KEYS

    def go(self, path: str) -> None:
        self._go(path)
        self._pass_header()

    def follow(self, link: Locator | str, within: str = "main") -> None:
        self._reach(self._named("link", link, within))
        self._enter_and_arrive()

    def press(self, button: Locator | str, within: str = "main", *, stays: bool = False) -> None:
        self._reach(self._named("button", button, within))
        if stays:
            self.page.keyboard.press("Enter")
        else:
            self._enter_and_arrive()

    def take(self, control: Locator) -> None:
        self._reach(control.first)
        self.page.keyboard.press("Enter")

    def open(self, summary: Locator | str, within: str = "main") -> None:
        self.take(self._summary(summary, within))

    def write(self, name: str, text: str, within: str = "main") -> None:
        field = self._field(name, within)
        self._reach(field)
        typed = TYPED.get(field.get_attribute("type") or "")
        if typed is None:
            self.page.keyboard.press("Control+a")
            self.page.keyboard.insert_text(text)
        else:
            for part in typed(text):
                self.page.keyboard.type(part) if part != "ArrowRight" else self.page.keyboard.press(part)
        expect(field).to_have_value(text)

    def choose(self, name: str, label: str, within: str = "main") -> None:
        field = self._field(name, within)
        wanted = self._option(field, label)
        self._reach(field)
        chosen = "e => e.options[e.selectedIndex]?.label.trim() ?? ''"
        self.page.keyboard.press("Home")
        if field.evaluate(chosen) != wanted:
            self.page.keyboard.type(wanted[:12])
        for _ in range(MOST_CHOICES):
            if field.evaluate(chosen) == wanted:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"“{wanted}” cannot be chosen in {name} of {self.page.url} with the keys")

    def mark(self, name: str, value: str = "", within: str = "main") -> None:
        wanted = self._box(name, value, within)
        if wanted.get_attribute("type") == "radio":
            self._reach(self.page.locator(within).locator(f"input[type=radio][name='{name}']"))
            for _ in range(MOST_CHOICES):
                if wanted.is_checked():
                    break
                here = wanted.evaluate("e => e === document.activeElement")
                self.page.keyboard.press("Space" if here else "ArrowDown")
        else:
            self._reach(wanted)
            if not wanted.is_checked():
                self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def attach(self, name: str, file: Path) -> None:
        self._reach(self._field(name))
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
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

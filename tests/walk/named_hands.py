"""With what somebody works a page: the keyboard alone (with JavaScript), or a browser in which no script runs."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Locator, Page

MOST_STOPS = 120
"""Tab stops between where one is and what one wants, on the longest form of the product."""
KEYBOARD, PLAIN = "keyboard", "plain"


class Hands(Protocol):
    """What a person does on a page, whatever they do it with."""

    page: Page

    def go(self, path: str) -> None: ...
    def follow(self, link: str, within: str = "main") -> None: ...
    def press(self, button: str, within: str = "main", *, stays: bool = False) -> None: ...
    def unfold(self, summary: str, within: str = "main") -> None: ...
    def write(self, name: str, text: str, within: str = "main") -> None: ...
    def pick(self, name: str, value: str, within: str = "main") -> None: ...
    def tick(self, name: str, value: str = "", within: str = "main") -> None: ...
    def select(self, name: str, label: str, within: str = "main") -> None: ...
    def day(self, name: str, value: date) -> None: ...
    def clock(self, name: str, value: time) -> None: ...
    def moment(self, name: str, value: datetime) -> None: ...
    def hand_in(self, name: str, file: Path) -> None: ...


def hands_for(way: str, page: Page) -> Hands:
    """The hands of that name."""
    return Keyboard(page) if way == KEYBOARD else Plain(page)


class _Finding:
    """How controls are told: by the name that is heard, or by the name under which they are sent."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is None or answer.status < 400, f"{answer.status} at {path}"

    def _named(self, role: Any, name: str, within: str) -> Locator:
        return self.page.locator(within).get_by_role(role, name=name, exact=True).first

    def _field(self, name: str, within: str, value: str | None = None) -> Locator:
        wanted = f"[name='{name}']" + (f"[value='{value}']" if value else "")
        return self.page.locator(within).locator(f"{wanted}:not([type=hidden])").first


class Plain(_Finding):
    """No script runs; the hand holds a mouse or a finger."""

    def follow(self, link: str, within: str = "main") -> None:
        self._named("link", link, within).click()

    def press(self, button: str, within: str = "main", *, stays: bool = False) -> None:
        self._named("button", button, within).click()

    def unfold(self, summary: str, within: str = "main") -> None:
        self.page.locator(within).locator("summary", has_text=summary).first.click()

    def write(self, name: str, text: str, within: str = "main") -> None:
        self._field(name, within).fill(text)

    def pick(self, name: str, value: str, within: str = "main") -> None:
        self._field(name, within, value).check()

    def tick(self, name: str, value: str = "", within: str = "main") -> None:
        self._field(name, within, value or None).check()

    def select(self, name: str, label: str, within: str = "main") -> None:
        field = self._field(name, within)
        field.select_option(label=_option(field, label))

    def day(self, name: str, value: date) -> None:
        self._field(name, "main").fill(value.isoformat())

    def clock(self, name: str, value: time) -> None:
        self._field(name, "main").fill(f"{value:%H:%M}")

    def moment(self, name: str, value: datetime) -> None:
        self._field(name, "main").fill(f"{value:%Y-%m-%dT%H:%M}")

    def hand_in(self, name: str, file: Path) -> None:
        self._field(name, "main").set_input_files(file)


class Keyboard(_Finding):
    """Tab leads there, Space and Enter do it: nothing is clicked, and nothing is focused by the test."""

    def follow(self, link: str, within: str = "main") -> None:
        self._enter(self._named("link", link, within))

    def press(self, button: str, within: str = "main", *, stays: bool = False) -> None:
        self._enter(self._named("button", button, within), stays=stays)

    def unfold(self, summary: str, within: str = "main") -> None:
        self._enter(self.page.locator(within).locator("summary", has_text=summary).first, stays=True)

    def write(self, name: str, text: str, within: str = "main") -> None:
        self._reach(self._field(name, within))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def pick(self, name: str, value: str, within: str = "main") -> None:
        wanted = self._field(name, within, value)
        group = self.page.locator(within).locator(f"input[type=radio][name='{name}']")
        here = "e => e === document.activeElement"
        self._reach(group.first, or_any=group)
        for _step in range(group.count()):
            if wanted.evaluate(here):
                break
            self.page.keyboard.press("ArrowDown")
        if not wanted.is_checked():
            self.page.keyboard.press("Space")
        assert wanted.is_checked(), f"arrow keys do not choose {value} of {name}"

    def tick(self, name: str, value: str = "", within: str = "main") -> None:
        box = self._field(name, within, value or None)
        self._reach(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")
        assert box.is_checked(), f"the space bar does not tick {name}"

    def select(self, name: str, label: str, within: str = "main") -> None:
        field = self._field(name, within)
        wanted = _option(field, label)
        self._reach(field)
        shown = "e => e.selectedOptions[0]?.label.trim() ?? ''"
        self.page.keyboard.press("Home")
        for _step in range(field.locator("option").count() + 1):
            if field.evaluate(shown) == wanted:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"arrow keys do not choose “{wanted}” of {name}")

    def day(self, name: str, value: date) -> None:
        self._typed(name, f"{value:%m%d%Y}", value.isoformat())

    def clock(self, name: str, value: time) -> None:
        self._typed(name, f"{value:%I%M%p}", f"{value:%H:%M}")

    def moment(self, name: str, value: datetime) -> None:
        field = self._field(name, "main")
        self._reach(field)
        self.page.keyboard.type(f"{value:%m%d%Y}")
        self.page.keyboard.press("ArrowRight")  # a year may have six digits
        self.page.keyboard.type(f"{value:%I%M%p}")
        assert field.input_value() == f"{value:%Y-%m-%dT%H:%M}", field.input_value()

    def hand_in(self, name: str, file: Path) -> None:
        self._reach(self._field(name, "main"))
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)

    def _typed(self, name: str, keys: str, wanted: str) -> None:
        field = self._field(name, "main")
        self._reach(field)
        self.page.keyboard.type(keys)
        assert field.input_value() == wanted, field.input_value()

    def _enter(self, target: Locator, *, stays: bool = False) -> None:
        self._reach(target)
        if stays:
            self.page.keyboard.press("Enter")
            return
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press("Enter")

    def _reach(self, target: Locator, or_any: Locator | None = None) -> None:
        """Tab until it has the focus, forwards or backwards, as somebody does who sees where they are."""
        there = or_any.element_handles() if or_any is not None else [target.element_handle()]
        state = """(targets) => {
            const at = document.activeElement;
            if (targets.includes(at)) return "there";
            if (!at || at === document.body) return "nowhere";
            return at.compareDocumentPosition(targets[0]) & Node.DOCUMENT_POSITION_PRECEDING ? "before" : "after";
        }"""
        found = self.page.evaluate(state, there)
        if found == "nowhere":
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.getAttribute('href')") == "#main":
                self.page.keyboard.press("Enter")
            found = self.page.evaluate(state, there)
        for _stop in range(MOST_STOPS):
            if found == "there":
                outline = "e => { const s = getComputedStyle(e); return s.outlineStyle + s.boxShadow }"
                shown = self.page.evaluate("document.activeElement.matches(':focus-visible')")
                assert shown or target.evaluate(outline) != "nonenone", "whoever uses a keyboard sees where they are"
                return
            self.page.keyboard.press("Shift+Tab" if found == "before" else "Tab")
            found = self.page.evaluate(state, there)
        raise AssertionError(f"{target} is not reached within {MOST_STOPS} stops of the Tab key at {self.page.url}")


def _option(field: Locator, label: str) -> str:
    """The whole label of the option that begins with these words."""
    labels = [each.strip() for each in field.locator("option").all_inner_texts()]
    found = [each for each in labels if each.startswith(label)] or [each for each in labels if label in each]
    assert found, f"no option “{label}” among {labels[:12]}"
    return found[0]

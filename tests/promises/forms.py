"""The forms that pages show, read as a browser reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

TEXTUAL = {"text", "email", "url", "search", "tel", "password", "textarea", "number", "date", "datetime-local"}


@dataclass
class ShownForm:
    """Where it is sent, what it holds, and which of its fields take text."""

    path: str
    method: str
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """Field that takes text → its type."""
    files: tuple[str, ...] = ()

    @property
    def filled(self) -> dict[str, Any]:
        return {name: value for name, value in self.values.items() if value != ""}


def forms_of(address: str, content: bytes) -> list[ShownForm]:
    """Every form of a page, its empty required fields filled with something plausible."""
    if b"<form" not in content:
        return []
    root = html.document_fromstring(content)
    return [_read(address, form) for form in root.forms]


def _read(address: str, form: Any) -> ShownForm:
    path = urlsplit(urljoin(address, form.get("action") or address)).path
    shown = ShownForm(path, (form.get("method") or "get").upper())
    for element in form.inputs:
        name = element.get("name")
        if name and name != "csrfmiddlewaretoken" and element.get("disabled") is None:
            _take(shown, name, element)
    shown.files = tuple(element.get("name") for element in form.xpath(".//input[@type='file']"))
    buttons = form.xpath(".//button[not(@formaction) and (not(@type) or @type='submit')]")
    button = buttons if all(each.get("name") for each in buttons) else []
    if button and button[0].get("name") not in shown.values:
        shown.values[button[0].get("name")] = button[0].get("value", "")
    return shown


def _take(shown: ShownForm, name: str, element: Any) -> None:
    tag, kind = element.tag, (element.get("type") or "text").lower()
    if tag == "select":
        options = [option for option in element.xpath(".//option") if option.get("disabled") is None]
        chosen = [option.get("value", "") for option in options if option.get("selected") is not None]
        usable = [option.get("value", "") for option in options if option.get("value")]
        if element.get("multiple") is not None:
            shown.values[name] = chosen or (usable[:1] if element.get("required") is not None else [])
        else:
            first = options[0].get("value", "") if options else ""
            value = (chosen or [first])[0]
            shown.values[name] = value or ((usable or [""])[0] if element.get("required") is not None else "")
    elif tag == "textarea":
        shown.texts[name] = "textarea"
        shown.values[name] = (element.text or "").removeprefix("\n") or _plausible("textarea", element)
    elif kind in {"radio", "checkbox"}:
        _tick(shown, name, kind, element)
    elif kind in {"submit", "button", "image", "reset", "file"}:
        return
    else:
        if kind in TEXTUAL:
            shown.texts[name] = kind
        value = element.get("value") or (_plausible(kind, element) if kind in TEXTUAL else "")
        before = shown.values.get(name)
        shown.values[name] = [*(before if isinstance(before, list) else [before]), value] if before else value


def _tick(shown: ShownForm, name: str, kind: str, element: Any) -> None:
    value = element.get("value", "on")
    checked = element.get("checked") is not None
    if kind == "radio":
        if checked or (name not in shown.values and element.get("required") is not None):
            shown.values[name] = value
    elif checked or element.get("required") is not None:
        shown.values[name] = [*shown.values.get(name, []), value]


def _plausible(kind: str, element: Any) -> str:
    """Something that the field takes, if it must be filled."""
    if element.get("required") is None:
        return ""
    if kind == "email":
        return "somebody@example.org"
    if kind == "url":
        return "https://example.org/promise"
    if kind == "number":
        return str(element.get("min") or "1")
    if kind.startswith("date"):
        day = (date.today() + timedelta(days=40)).isoformat()
        return day if kind == "date" else f"{day}T10:00"
    return "What one promises, one keeps"

"""Every event that a feature declares: it survives being stored, is emitted by something, and somebody follows it."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest

from ict4society.foundation.events import Event, all_event_types, listeners_of
from ict4society.foundation.subjects import Ref

TESTS = Path(__file__).resolve().parents[2]
SOURCE = TESTS.parent / "src"
SITE = {name: kind for name, kind in all_event_types().items() if kind.__module__.startswith("ict4society.")}
PLAIN = {"int": 7, "str": "a.b:7", "bool": True, "float": 0.5, "dict": {"a": "a.b:7"}, "None": None}
LISTS = {"list[int]": [1, 2], "list[str]": ["a.b:1", "a.b:2"], "list": ["a.b:1"]}


def example(kind: type[Event]) -> Event:
    """An instance with plain values of the declared types."""
    values: dict[str, Any] = {}
    for field in fields(kind):
        whole = str(field.type).split("|")[0].strip()
        declared = whole.split("[")[0]
        if declared in PLAIN or whole in LISTS:
            values[field.name] = LISTS.get(whole, PLAIN.get(declared))
        elif field.default is MISSING and field.default_factory is MISSING:
            pytest.fail(f"{kind.__name__}.{field.name}: {field.type} is no plain JSON type")
    return kind(**values)


@pytest.mark.parametrize("name", SITE)
def test_an_event_survives_being_stored(name):
    made = example(SITE[name])
    stored = json.loads(json.dumps(made.payload()))
    assert SITE[name].from_payload(stored).payload() == stored


@pytest.mark.parametrize("name", SITE)
def test_an_event_says_what_it_is_about(name):
    made = example(SITE[name])
    assert made.subject() is None or isinstance(made.subject(), Ref)
    assert all(isinstance(tag, str) and tag for tag in made.tags())
    assert name.partition(".")[0] in SITE[name].__module__.split("."), "an event is named after its feature"


def test_every_event_is_emitted_somewhere():
    words = "\n".join(path.read_text() for path in SOURCE.rglob("*.py") if path.name != "events.py")
    assert [name for name, kind in SITE.items() if f"{kind.__name__}" not in words] == []


@pytest.mark.parametrize("name", SITE)
def test_every_event_is_followed(name):
    """At least by the search index and by notifications, which follow all."""
    assert {"foundation.search.listeners", "notifications.listeners"} <= {
        listener.name.rpartition(".")[0] for listener in listeners_of(name)
    }

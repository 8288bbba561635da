"""The texts of the demonstration, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"
Entry = dict[str, Any]


@cache
def read(name: str) -> Entry:
    """A file of the content folder, without its ending."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def threads() -> dict[str, Entry]:
    """Every thread with its proposal, by key."""
    return _folder("threads")


def rounds() -> dict[str, Entry]:
    """Every opinion round, by key."""
    return _folder("rounds")


def organisations() -> list[Entry]:
    """The organisations, in the order in which a round lists their positions."""
    return list(read("organisations")["organisation"])


def citizens() -> dict[str, Entry]:
    """People without an organisation, in the order in which a round lists their positions."""
    return dict(read("citizens")["citizen"])


def roles() -> dict[str, Entry]:
    """The people who run the community, and those who can be signed in to."""
    return dict(read("roles")["person"])


def _folder(name: str) -> dict[str, Entry]:
    return {path.stem: read(f"{name}/{path.stem}") for path in sorted((FOLDER / name).glob("*.toml"))}

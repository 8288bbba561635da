"""The plain shapes that subjects answer with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ict4society.foundation.subjects.ref import Ref


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as its reader may see it."""

    ref: Ref
    label: str
    """What kind of thing it is, in the reader's language."""
    title: str
    url: str
    language: str
    obj: Any


@dataclass(frozen=True, slots=True)
class Document:
    """What search indexes of a subject: plain text, its language, and topics for filtering."""

    title: str
    body: str
    language: str
    happened_at: datetime
    topic_id: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The citable words of one exact revision, and who said them where."""

    text: str
    """Plain text; citations count characters in it."""
    revision: int
    language: str
    speaker: str
    on_behalf_of: str
    group: str
    """Stakeholder group at the time of writing; empty when none was declared."""
    said_at: datetime
    offline: bool = False
    withdrawn: bool = False
    author_id: int | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """One hop upward: ``target`` was made from ``source``."""

    source: Ref
    target: Ref
    hop: str
    """What happened, in the reader's language: "statement drawn", "cited as evidence: supports", …"""
    at: datetime

"""An opinion round as a file tells it: plain, immutable, ready for the action that stores it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ImportedStatement:
    """A statement of the file; `kind` is how it was asked (empty: agree, disagree, pass), `status` how moderated."""

    id: str
    text: str
    kind: str = ""
    question: str = ""
    status: str = "open"
    author: str = ""


@dataclass(frozen=True, slots=True)
class ImportedParticipant:
    """A participant of the file. `group` and `organisation` are empty when not declared; `submitted` is aware (UTC).

    `superseded` are the ids of participants who spoke earlier for the same organisation and were merged into this one.
    """

    id: str
    group: str = ""
    organisation: str = ""
    language: str = ""
    country: str = ""
    size: str = ""
    submitted: datetime | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    superseded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedVotes:
    """Votes as three columns of equal length: position of the participant, position of the statement, choice (1, 0,
    -1).

    The columns are `array.array`s ("l", "l", "b"), which numpy reads without copying through the buffer protocol.
    """

    participant: array[int] = field(default_factory=lambda: array("l"))
    statement: array[int] = field(default_factory=lambda: array("l"))
    choice: array[int] = field(default_factory=lambda: array("b"))

    @classmethod
    def of(cls, choices: Mapping[tuple[int, int], int]) -> ImportedVotes:
        """The columns for choices by (participant, statement), in that mapping's order."""
        return cls(
            participant=array("l", (participant for participant, _ in choices)),
            statement=array("l", (statement for _, statement in choices)),
            choice=array("b", choices.values()),
        )

    def __len__(self) -> int:
        return len(self.choice)

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        return zip(self.participant, self.statement, self.choice, strict=True)


@dataclass(frozen=True, slots=True)
class ImportedRound:
    """A whole round: every vote refers to a participant and a statement of it, at most one per pair.

    `fingerprint` is the SHA-256 of the content of the files (64 hexadecimal digits): equal files, equal fingerprint.
    `left_out` are the ids of statements that moderation took out; votes on them are left out too.
    """

    title: str
    statements: tuple[ImportedStatement, ...]
    participants: tuple[ImportedParticipant, ...]
    votes: ImportedVotes
    fingerprint: str
    source: str = ""
    description: str = ""
    left_out: tuple[str, ...] = ()

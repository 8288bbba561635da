"""What an examination finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How serious a finding is."""

    OK = "ok"
    WARNING = "warning"  # works, but not as one would want
    FAULT = "fault"  # does not work, or is not safe


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, and, unless it is well, how to mend it."""

    subject: str
    state: State
    detail: str
    remedy: str = ""


def ok(subject: str, detail: str) -> Finding:
    """A thing that is well."""
    return Finding(subject, State.OK, detail)


def warning(subject: str, detail: str, remedy: str) -> Finding:
    """A thing that works, but not as one would want."""
    return Finding(subject, State.WARNING, detail, remedy)


def fault(subject: str, detail: str, remedy: str) -> Finding:
    """A thing that does not work, or is not safe."""
    return Finding(subject, State.FAULT, detail, remedy)

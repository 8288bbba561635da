"""`ict4society doctor`: everything is looked at, whatever is found on the way."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from .exposure import examine_exposure
from .finding import Finding, State, fault
from .instance import InstanceSettings
from .machine import examine_machine


def examine(read_settings: Callable[[], InstanceSettings]) -> int:
    """Print every finding as it comes; returns 1 when one is a fault, else 0."""
    counts = dict.fromkeys(State, 0)
    for finding in _findings(read_settings):
        counts[finding.state] += 1
        sys.stdout.write(_line(finding))
        sys.stdout.flush()
    if counts[State.FAULT] or counts[State.WARNING]:
        sys.stdout.write(f"\n{_number(counts[State.FAULT], 'fault')}, {_number(counts[State.WARNING], 'warning')}.\n")
    else:
        sys.stdout.write("\nAll is well.\n")
    return 1 if counts[State.FAULT] else 0


def _findings(read_settings: Callable[[], InstanceSettings]) -> Iterator[Finding]:
    try:
        settings = read_settings()
    except Exception as error:  # whatever keeps the settings from being read is the finding
        yield fault("settings", str(error).rstrip("."), "Correct the variable; docs/settings.md describes each.")
        return
    yield from examine_machine(settings)
    yield from examine_exposure(settings)
    try:
        from .store import examine_store  # imports Django

        yield from examine_store(settings)
    except Exception as error:  # a broken installation is a finding, too
        yield fault("program", f"{type(error).__name__}: {error}".rstrip("."), "Install it again: `make install`.")


def _line(finding: Finding) -> str:
    text = f"{finding.state:<8} {finding.subject:<14} {finding.detail}\n"
    return text + (f"{'':<23} → {finding.remedy}\n" if finding.remedy else "")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"

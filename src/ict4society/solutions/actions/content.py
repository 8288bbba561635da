"""What a provider says of a solution, and how it is put down."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from ict4society.foundation.languages import detect_language
from ict4society.foundation.richtext import plain
from ict4society.solutions.models import Solution, SolutionRevision
from ict4society.solutions.states import LISTS, SINGLE, Accessibility, DataLocation
from ict4society.topics.models import Topic


@dataclass(frozen=True, kw_only=True)
class SolutionContent:
    """Everything that a form or a program says of a solution."""

    name: str
    summary: str
    description: str
    topic: Topic
    website: str
    licence: str
    price_model: str
    second_topic: Topic | None = None
    functions: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    deployment: tuple[str, ...] = ()
    interfaces: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    licence_name: str = ""
    source_url: str = ""
    price_note: str = ""
    accessibility: str = Accessibility.UNKNOWN
    accessibility_url: str = ""
    data_location: str = DataLocation.UNKNOWN
    language: str = ""


_NAMES = tuple(field.name for field in fields(SolutionContent))
_FACTS = ("website", *LISTS, *SINGLE, "licence_name", "source_url", "price_note", "accessibility_url")


def put_content(solution: Solution, content: SolutionContent) -> None:
    """Write the fields of an unsaved or locked solution; saving is the caller's."""
    for name in _NAMES:
        value = getattr(content, name)
        setattr(solution, name, list(value) if name in LISTS else value)
    solution.language = content.language or detect_language(f"{content.summary}\n{content.description}")


def content_of(solution: Solution) -> SolutionContent:
    """The solution as it stands, in the shape in which it is written."""
    values: dict[str, Any] = {name: getattr(solution, name) for name in _NAMES}
    return SolutionContent(**values | {name: tuple(values[name]) for name in LISTS})


def whole_text(solution: Solution) -> str:
    """All words as plain text: what can be cited, and what is compared. Fields stand with their codes."""
    lines = [solution.name, solution.summary, plain(solution.description)]
    for name in _FACTS:
        value = getattr(solution, name)
        text = ", ".join(value) if isinstance(value, list) else value
        if text:
            lines.append(f"{name.replace('_', ' ')}: {text}")
    return "\n".join(line for line in lines if line)


def keep_revision(solution: Solution, user: Any) -> None:
    """Put the words down as the newest revision."""
    SolutionRevision.objects.create(
        solution=solution, number=solution.revision, text=whole_text(solution), edited_by=user
    )

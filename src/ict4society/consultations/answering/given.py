"""Answers as they are kept in drafts and revisions: by question key, a value and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from ict4society.consultations.models import Question


class Given(TypedDict):
    """An answer; ``value`` by kind as in ``models.Answer``."""

    value: Any
    text: str


Answers = dict[str, Given]


def is_answered(given: Mapping[str, Any] | None) -> bool:
    """Whether anything was answered. Zero is an answer."""
    return given is not None and (given["value"] not in (None, "", [], {}) or bool(given["text"].strip()))


def asked(questions: Iterable[Question], answers: Mapping[str, Any]) -> set[str]:
    """Keys of the questions whose conditions are met; a question that hangs on one that is not asked is not asked."""
    found: set[str] = set()
    by_id: dict[int, Question] = {}
    for question in questions:
        by_id[question.pk] = question
        first = by_id.get(question.condition_question_id or 0)
        if first is None or not question.condition_values or _is_met(first, question, answers, found):
            found.add(question.key)
    return found


def _is_met(first: Question, question: Question, answers: Mapping[str, Any], found: set[str]) -> bool:
    return first.key in found and _meets(first, answers.get(first.key), question.condition_values)


def _meets(first: Question, given: Mapping[str, Any] | None, wanted: list[Any]) -> bool:
    if given is None or given["value"] in (None, ""):
        return False
    value = given["value"]
    chosen = {str(each) for each in value} if isinstance(value, list) else {_plain(value)}
    return bool(chosen & {_plain(each) for each in wanted})


def _plain(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def scale_points(question: Question) -> list[int]:
    """The points of a scale: from minimum to maximum, 1 to 5 where nothing was said, at most 11."""
    low = int(question.minimum) if question.minimum is not None else 1
    high = int(question.maximum) if question.maximum is not None else low + 4
    return list(range(low, min(high, low + 10) + 1))

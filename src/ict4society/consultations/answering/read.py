"""An answer as people read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ict4society.consultations.models import Question
from ict4society.consultations.states import QuestionKind


def readable(question: Question, given: Mapping[str, Any] | None, language: str = "") -> list[str]:
    """The answer in words, one line for each part of it; empty when there is none. Words of a file are not among it."""
    if given is None:
        return []
    value, text = given["value"], given["text"]
    lines: list[str] = []
    match question.kind:
        case QuestionKind.SINGLE if value:
            lines = [question.option_label(str(value), language)]
        case QuestionKind.MULTIPLE if value:
            lines = [question.option_label(str(key), language) for key in value]
        case QuestionKind.RANKING if value:
            lines = [f"{place}. {question.option_label(str(key), language)}" for place, key in enumerate(value, 1)]
        case QuestionKind.MATRIX if value:
            lines = [
                f"{question.row_label(row, language)}: {question.option_label(str(column), language)}"
                for row, column in value.items()
            ]
        case QuestionKind.SCALE | QuestionKind.NUMBER if value is not None:
            number = f"{value:g}" if isinstance(value, float) else str(value)
            lines = [f"{number} {question.unit}".strip()]
        case QuestionKind.FILE:
            return [str(value["name"])] if isinstance(value, Mapping) else []
    return [*lines, text] if text else lines

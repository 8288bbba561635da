"""What a form sent, as answers by question key.

Names of fields: ``q.<key>``; ``q.<key>.other`` (words of a choice), ``q.<key>.row.<row>`` (matrix),
``q.<key>.rank.<choice>`` (a place), ``q.<key>.kept`` (the file that is there already).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from ict4society.consultations.models import Question
from ict4society.consultations.states import QuestionKind

RANK_PROBLEM = "rank"


def sent_answers(questions: Iterable[Question], data: QueryDict) -> dict[str, Any]:
    """Every question of the form with what was typed, right or wrong. A file that stays is named by its key."""
    return {question.key: _sent(question, data) for question in questions}


def _sent(question: Question, data: QueryDict) -> dict[str, Any]:
    name = f"q.{question.key}"
    value: Any = None
    text = data.get(f"{name}.other", "")
    match question.kind:
        case QuestionKind.MULTIPLE:
            value = list(dict.fromkeys(data.getlist(name)))
        case QuestionKind.MATRIX:
            rows = {row["key"]: data.get(f"{name}.row.{row['key']}", "") for row in question.rows}
            value = {key: column for key, column in rows.items() if column}
        case QuestionKind.RANKING:
            value = _ranked(question, data)
        case QuestionKind.SHORT | QuestionKind.LONG:
            text = data.get(name, "")
        case QuestionKind.FILE:
            kept = data.get(f"{name}.kept", "")
            value = {"file": kept, "name": data.get(f"{name}.name", "")} if kept else None
        case _:
            value = data.get(name, "")
    return {"value": value, "text": text}


def _ranked(question: Question, data: QueryDict) -> list[str]:
    """The choices by the place that each was given. Two with the same place stand twice: the check refuses that."""
    places: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for index, entry in enumerate(question.options):
        typed = data.get(f"q.{question.key}.rank.{entry['key']}", "")
        if typed.isascii() and typed.isdigit() and len(typed) < 4 and int(typed):
            places.append((int(typed), index, entry["key"]))
    ranked: list[str] = []
    for place, _index, key in sorted(places):
        if place in taken:
            ranked.append(ranked[-1])
        taken.add(place)
        ranked.append(key)
    return ranked

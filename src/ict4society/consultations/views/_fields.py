"""Questions as the form of a contribution shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ict4society.consultations.answering.given import asked, scale_points
from ict4society.consultations.answering.read import readable
from ict4society.consultations.models import Question
from ict4society.consultations.states import QuestionKind

MOST_LISTED = 8
"""Choices of one question; more of them are offered in a select."""
LINES = (QuestionKind.NUMBER, QuestionKind.SHORT)
"""Answered in one line, beside which a unit can stand."""


@dataclass(slots=True)
class QuestionField:
    """One question with what was typed."""

    it: Question
    number: int
    label: str
    help: str
    section: str
    options: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    value: Any
    text: str
    asked: bool
    condition: str
    """In words, for whoever sees a question that depends on another one."""
    decides: bool
    """Other questions depend on it."""
    error: str = ""
    ranks: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"q-{self.it.key}"

    @property
    def name(self) -> str:
        return f"q.{self.it.key}"

    @property
    def described_by(self) -> str:
        ids = [f"{self.id}-error"] * bool(self.error) + [f"{self.id}-help"] * bool(self.help)
        ids += [f"{self.id}-unit"] * bool(self.it.unit and self.it.kind in LINES) + [f"{self.id}-only"] * bool(
            self.condition
        )
        return " ".join(ids)


def question_fields(
    questions: list[Question],
    answers: Mapping[str, Any],
    *,
    language: str = "",
    errors: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> list[QuestionField]:
    """The questions in order. ``typed`` is what a form sent: places of a ranking are shown as they were typed."""
    wanted = asked(questions, answers)
    deciding = {question.condition_question_id for question in questions if question.condition_values}
    by_id = {question.pk: (number, question) for number, question in enumerate(questions, start=1)}
    fields = []
    for number, question in enumerate(questions, start=1):
        given = answers.get(question.key) or {"value": None, "text": ""}
        words = question.translations.get(language, {})
        fields.append(
            QuestionField(
                it=question,
                number=number,
                label=words.get("label") or question.label,
                help=words.get("help") or question.help,
                section=words.get("section") or question.section,
                options=_options(question, language),
                rows=[{**row, "label": question.row_label(row["key"], language)} for row in question.rows],
                value=given["value"],
                text=given["text"],
                asked=question.key in wanted,
                condition=_condition(question, by_id, language),
                decides=question.pk in deciding,
                error=(errors or {}).get(question.key, ""),
                ranks=_ranks(question, given["value"], typed),
            )
        )
    return fields


def _options(question: Question, language: str) -> list[dict[str, Any]]:
    if question.kind == QuestionKind.SCALE:
        points = scale_points(question)
        ends = [question.option_label(entry["key"], language) for entry in question.options]
        words = {points[0]: ends[0], points[-1]: ends[-1]} if len(ends) > 1 else {}
        return [
            {"key": str(point), "label": f"{point} ({words[point]})" if point in words else str(point)}
            for point in points
        ]
    return [{**entry, "label": question.option_label(entry["key"], language)} for entry in question.options]


def _condition(question: Question, by_id: Mapping[int, tuple[int, Question]], language: str) -> str:
    number, first = by_id.get(question.condition_question_id or 0, (0, None))
    if first is None or not question.condition_values:
        return ""
    if first.kind == QuestionKind.SCALE:
        answers = [str(value) for value in question.condition_values]
    else:
        answers = [
            line for value in question.condition_values for line in readable(first, _one(first, value), language)
        ]
    quoted = _(" or ").join(f"“{answer}”" for answer in answers)
    return _("Only if you answered %(answers)s to question %(number)d.") % {"answers": quoted, "number": number}


def _one(question: Question, value: Any) -> dict[str, Any]:
    return {"value": [value] if question.kind == QuestionKind.MULTIPLE else value, "text": ""}


def _ranks(question: Question, value: Any, typed: Mapping[str, str] | None) -> dict[str, str]:
    if question.kind != QuestionKind.RANKING:
        return {}
    if typed is not None:
        return {entry["key"]: typed.get(f"q.{question.key}.rank.{entry['key']}", "") for entry in question.options}
    return {key: str(place) for place, key in enumerate(value or (), start=1)}

"""Whether answers can be kept, and whether they can be submitted."""

from __future__ import annotations

import math
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ict4society.consultations.answering.given import Answers, Given, asked, is_answered, scale_points
from ict4society.consultations.models import Question
from ict4society.consultations.states import QuestionKind
from ict4society.foundation.policy import Refused
from ict4society.foundation.ui.text import clean_text

SHORT_LENGTH = 500
LONG_LENGTH = 20_000
OTHER_LENGTH = 500


class AnswersRefused(Refused):
    """Some answers are not right; ``errors`` says by question key what to do."""

    def __init__(self, errors: dict[str, str]) -> None:
        message = ngettext("%(count)d answer needs a change.", "%(count)d answers need a change.", len(errors))
        super().__init__(message % {"count": len(errors)})
        self.errors = errors
        self.places = tuple((("answers", key), detail) for key, detail in errors.items())


def cleaned_answers(questions: Iterable[Question], sent: Mapping[str, Any]) -> tuple[Answers, dict[str, str]]:
    """What of the sent answers can be kept, and what is wrong with the others. Unknown keys are ignored.

    A draft may be incomplete: nothing is required here.
    """
    kept: Answers = {}
    errors: dict[str, str] = {}
    for question in questions:
        raw = sent.get(question.key)
        if not isinstance(raw, Mapping):
            continue
        try:
            given = _cleaned(question, raw.get("value"), raw.get("text"))
        except ValidationError as error:
            errors[question.key] = " ".join(str(message) for message in error.messages)
            continue
        if is_answered(given):
            kept[question.key] = given
    return kept, errors


def ready_answers(questions: list[Question], answers: Mapping[str, Any]) -> Answers:
    """The answers to the questions that are asked. Raises AnswersRefused when something is wrong or missing."""
    kept, errors = cleaned_answers(questions, answers)
    wanted = asked(questions, kept)
    for question in questions:
        if question.key in wanted and question.key not in errors and (message := _missing(question, kept)):
            errors[question.key] = message
    errors = {key: message for key, message in errors.items() if key in wanted}
    if errors:
        raise AnswersRefused(errors)
    return {key: given for key, given in kept.items() if key in wanted}


def _missing(question: Question, kept: Answers) -> str:
    given = kept.get(question.key)
    if not is_answered(given):
        return _("An answer to this question is required.") if question.required else ""
    value = given["value"] if given else None
    least = int(question.minimum or 0)
    match question.kind:
        case QuestionKind.MULTIPLE | QuestionKind.RANKING if len(value or ()) < least:
            return _("Choose at least %(count)d.") % {"count": least}
        case QuestionKind.MATRIX if question.required and len(value or {}) < len(question.rows):
            return _("Choose an answer in every row.")
    return ""


def _cleaned(question: Question, value: Any, text: Any) -> Given:
    words = _words(question, text)
    return Given(value=_CLEANERS[QuestionKind(question.kind)](question, value), text=words)


def _words(question: Question, text: Any) -> str:
    if text in (None, ""):
        return ""
    if not isinstance(text, str):
        raise ValidationError(_("Write words here."))
    most = {QuestionKind.SHORT: SHORT_LENGTH, QuestionKind.LONG: LONG_LENGTH}.get(
        QuestionKind(question.kind), OTHER_LENGTH
    )
    if question.kind in (QuestionKind.SHORT, QuestionKind.LONG) and question.maximum:
        most = min(most, max(1, int(question.maximum)))
    words = clean_text(text, multiline=question.kind == QuestionKind.LONG).strip()
    if question.kind == QuestionKind.FILE:
        return ""
    if len(words) > most:
        message = _("This text has %(have)d characters; at most %(most)d are taken.")
        raise ValidationError(message % {"have": len(words), "most": most})
    return words


def _single(question: Question, value: Any) -> Any:
    return _known(question.options, value) if value not in (None, "") else None


def _multiple(question: Question, value: Any) -> Any:
    chosen = _several(question, value)
    most = int(question.maximum or 0)
    if most and len(chosen) > most:
        raise ValidationError(_("Choose at most %(count)d.") % {"count": most})
    order = [entry["key"] for entry in question.options]
    return sorted(chosen, key=order.index)


def _several(question: Question, value: Any) -> list[str]:
    if value in (None, ""):
        return []
    if not isinstance(value, list) or len(value) > len(question.options):
        raise ValidationError(_("Choose from what is offered."))
    chosen = [_known(question.options, each) for each in value]
    if len(set(chosen)) != len(chosen):
        raise ValidationError(_("Give each place once."))
    return chosen


def _matrix(question: Question, value: Any) -> Any:
    if value in (None, ""):
        return {}
    if not isinstance(value, Mapping):
        raise ValidationError(_("Choose from what is offered."))
    return {
        _known(question.rows, row): _known(question.options, column)
        for row, column in value.items()
        if column not in (None, "")
    }


def _scale(question: Question, value: Any) -> Any:
    number = _float(value)
    if number is None:
        return None
    if not number.is_integer() or int(number) not in scale_points(question):
        raise ValidationError(_("Choose from what is offered."))
    return int(number)


def _number(question: Question, value: Any) -> Any:
    number = _float(value)
    if number is None:
        return None
    if question.minimum is not None and number < question.minimum:
        raise ValidationError(_("At least %(least)g, please.") % {"least": question.minimum})
    if question.maximum is not None and number > question.maximum:
        raise ValidationError(_("At most %(most)g, please.") % {"most": question.maximum})
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _float(value: Any) -> float | None:
    if value in (None, ""):
        return None
    try:
        if isinstance(value, bool):
            raise ValueError
        number = float(value.strip().replace(",", ".")) if isinstance(value, str) else float(value)
    except (TypeError, ValueError, OverflowError):
        raise ValidationError(_("Write a number, for example 12.5.")) from None
    if not math.isfinite(number) or abs(number) > 1e18:
        raise ValidationError(_("Write a number, for example 12.5."))
    return number


def _text_only(question: Question, value: Any) -> Any:
    return None


def _file(question: Question, value: Any) -> Any:
    if value in (None, "", {}):
        return None
    try:
        return {"file": str(uuid.UUID(value["file"])), "name": str(value.get("name", ""))[:255]}
    except (TypeError, KeyError, ValueError, AttributeError):
        raise ValidationError(_("Choose the file again.")) from None


def _known(entries: list[dict[str, Any]], value: Any) -> str:
    if not isinstance(value, str) or value not in {entry["key"] for entry in entries}:
        raise ValidationError(_("Choose from what is offered."))
    return value


_CLEANERS: dict[QuestionKind, Callable[[Question, Any], Any]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.SCALE: _scale,
    QuestionKind.MATRIX: _matrix,
    QuestionKind.RANKING: _several,
    QuestionKind.NUMBER: _number,
    QuestionKind.SHORT: _text_only,
    QuestionKind.LONG: _text_only,
    QuestionKind.FILE: _file,
}

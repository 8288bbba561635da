"""Add, change, move and remove questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ict4society.consultations.actions.locking import lock_consultation
from ict4society.consultations.events import QuestionsChanged
from ict4society.consultations.models import Consultation, Question
from ict4society.consultations.states import QuestionKind, Stage
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require

FIELDS = (
    *("kind", "section", "label", "help", "options", "rows", "minimum", "maximum", "unit", "required"),
    *("condition_values", "paragraph_key", "translations"),
)
WHILE_OPEN = frozenset({"section", "label", "help", "translations", "paragraph_key"})
"""What may change after opening: the words. What was asked, and how it is counted, may not."""
MOST_QUESTIONS = 300


class StaleQuestion(Conflict):
    """Somebody changed the question since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Question) -> None:
        super().__init__(_("Somebody has changed this question since you opened the form. Compare and save again."))
        self.current = current


class QuestionFixed(Refused):
    """Contributors have read it: it stays as it is."""


class QuestionRefused(Refused):
    """The question cannot be asked like this."""


@transaction.atomic
def add_question(*, actor: Actor, consultation: Consultation, values: Mapping[str, Any]) -> Question:
    """Ask another question, at the end; ``values`` by the names in ``FIELDS``, and ``condition_question``.

    Raises Forbidden, QuestionFixed once it is open, and QuestionRefused.
    """
    current = _not_opened(actor, consultation)
    if current.questions.count() >= MOST_QUESTIONS:
        raise QuestionRefused(_("A consultation asks at most %(most)d questions.") % {"most": MOST_QUESTIONS})
    last = current.questions.aggregate(last=Max("position"))["last"] or 0
    question = Question(consultation=current, position=last + 1, key=_free_key(current, str(values.get("key") or "")))
    _fill(question, values)
    question.save()
    emit(QuestionsChanged(current.pk, question.key, "added", {}, _stored(question)), actor=actor)
    return question


@transaction.atomic
def edit_question(*, actor: Actor, question: Question, version: int, values: Mapping[str, Any]) -> Question:
    """Change it; after opening only its words. Raises Forbidden, StaleQuestion, QuestionFixed and QuestionRefused."""
    current = lock_consultation(question.consultation_id)
    require(actor.user, "consultations.manage_consultation", current)
    locked = Question.objects.select_for_update().filter(pk=question.pk).first()
    if locked is None:
        raise Conflict(_("This question was removed by now."))
    if locked.version != version:
        raise StaleQuestion(locked)
    before = _stored(locked)
    _fill(locked, values)
    after = _stored(locked)
    changed = {name for name in after if before[name] != after[name]}
    if current.stage in (Stage.RESPONSES, Stage.FINAL) and changed:
        raise QuestionFixed(_("The consultation is over: its questions stay as they were asked."))
    if current.stage in (Stage.OPEN, Stage.CLOSED) and changed - WHILE_OPEN:
        raise QuestionFixed(_("Contributors are answering it: only its words can change now, not how it is answered."))
    if changed:
        locked.version += 1
        locked.save()
        old, new = ({name: values[name] for name in sorted(changed)} for values in (before, after))
        emit(QuestionsChanged(current.pk, locked.key, "edited", old, new), actor=actor)
    return locked


@transaction.atomic
def remove_question(*, actor: Actor, question: Question) -> None:
    """Take a question away before opening; questions that depend on it are asked always. Raises as ``add_question``."""
    current = _not_opened(actor, question.consultation)
    locked = Question.objects.select_for_update().filter(pk=question.pk).first()
    if locked is None:
        return
    stored = _stored(locked)
    Question.objects.filter(condition_question=locked).update(condition_values=[])
    locked.delete()
    emit(QuestionsChanged(current.pk, locked.key, "removed", stored, {}), actor=actor)


@transaction.atomic
def order_questions(*, actor: Actor, consultation: Consultation, ids: list[int]) -> None:
    """Bring the questions into this order; those that are not named keep theirs, after them.

    A question cannot come before the one on which it depends. Raises Forbidden, QuestionFixed and QuestionRefused.
    """
    current = _not_opened(actor, consultation)
    rows = {row.pk: row for row in current.questions.select_for_update().order_by("position", "pk")}
    named = [rows[pk] for pk in dict.fromkeys(ids) if pk in rows]
    wanted = named + [row for row in rows.values() if row not in named]
    if [row.pk for row in wanted] == list(rows):
        return
    for position, row in enumerate(wanted, start=1):
        row.position = position
    for row in wanted:
        first = rows.get(row.condition_question_id or 0)
        if first is not None and first.position > row.position:
            message = _("“%(question)s” depends on “%(first)s”, so it cannot come before it.")
            raise QuestionRefused(message % {"question": row.label, "first": first.label})
    Question.objects.bulk_update(wanted, ["position"])
    keys = [row.key for row in rows.values()]
    emit(
        QuestionsChanged(current.pk, "", "moved", {"order": keys}, {"order": [row.key for row in wanted]}), actor=actor
    )


def _not_opened(actor: Actor, consultation: Consultation) -> Consultation:
    current = lock_consultation(consultation.pk)
    require(actor.user, "consultations.manage_consultation", current)
    if current.stage not in (Stage.DRAFT, Stage.ANNOUNCED):
        raise QuestionFixed(_("It has been opened: everybody answers the same questions, so none can come or go now."))
    return current


def _fill(question: Question, values: Mapping[str, Any]) -> None:
    for name in FIELDS:
        if name in values:
            setattr(question, name, values[name])
    if "condition_question" in values:
        question.condition_question = values["condition_question"]
    first = question.condition_question
    if first is None:
        question.condition_values = []
    else:
        if first.consultation_id != question.consultation_id or first.position >= question.position:
            raise QuestionRefused(_("A question can only depend on one that comes before it."))
        known = {entry["key"] for entry in first.options} or None
        if first.kind not in (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE):
            raise QuestionRefused(_("A question can depend on one choice, several choices, or a scale."))
        if first.kind != QuestionKind.SCALE and known is not None and not set(question.condition_values) <= known:
            raise QuestionRefused(_("The question on which it depends has no such choice."))


def _stored(question: Question) -> dict[str, Any]:
    stored = {name: getattr(question, name) for name in FIELDS}
    stored["condition_question"] = question.condition_question.key if question.condition_question else ""
    return stored


def _free_key(consultation: Consultation, wanted: str) -> str:
    taken = set(consultation.questions.values_list("key", flat=True))
    if wanted and wanted not in taken:
        return wanted
    number = len(taken) + 1
    while f"q{number}" in taken:
        number += 1
    return f"q{number}"

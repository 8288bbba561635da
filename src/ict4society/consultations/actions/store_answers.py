"""The answers of a submission, as rows that are counted and as a revision that never changes."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from ict4society.consultations.answering.given import Answers, Given
from ict4society.consultations.models import Answer, Contribution, ContributionRevision, Question
from ict4society.foundation.files.models import StoredFile

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without what looks alike on paper."""


def store_answers(
    contribution: Contribution, questions: list[Question], answers: Answers, *, submitted_by: Any, at: datetime
) -> None:
    """Save the contribution with its next revision. Rows of answers that were taken away stay, as not answered."""
    contribution.revision += 1
    contribution.receipt = contribution.receipt or _new_receipt()
    contribution.draft, contribution.draft_saved_at, contribution.draft_saved_by = {}, None, None
    contribution.draft_version += 1
    contribution.save()
    words = _words_of_files(answers)
    rows = {row.question_id: row for row in contribution.answers.all()}
    new, changed = [], []
    for question in questions:
        given, row = answers.get(question.key), rows.get(question.pk)
        text = words.get(question.key, given["text"]) if given is not None else ""
        if row is None and given is not None:
            new.append(
                Answer(
                    contribution=contribution,
                    question=question,
                    value=given["value"],
                    text=text,
                    revision=contribution.revision,
                    language=contribution.language,
                )
            )
        elif row is not None and _differs(row, given, text):
            row.value, row.text = (given["value"], text) if given is not None else (None, "")
            row.answered = given is not None
            row.revision = contribution.revision
            row.language = contribution.language
            changed.append(row)
    Answer.objects.bulk_create(new)
    Answer.objects.bulk_update(changed, ["value", "text", "answered", "revision", "language"])
    kept = {key: {**given, "text": words.get(key, given["text"])} for key, given in answers.items()}
    ContributionRevision.objects.create(
        contribution=contribution,
        number=contribution.revision,
        answers=kept,
        visibility=contribution.visibility,
        submitted_by=submitted_by,
        submitted_at=at,
    )


def _differs(row: Answer, given: Given | None, text: str) -> bool:
    if given is None:
        return row.answered
    return not row.answered or row.value != given["value"] or row.text != text


def _words_of_files(answers: Answers) -> dict[str, str]:
    """The words of the files, as far as they have been read; a listener brings the others."""
    keys = {
        key: given["value"]["file"]
        for key, given in answers.items()
        if isinstance(given["value"], dict) and "file" in given["value"]
    }
    if not keys:
        return {}
    found = {str(file.key): file.text for file in StoredFile.objects.filter(key__in=keys.values())}
    return {key: found.get(file, "") for key, file in keys.items()}


def _new_receipt() -> str:
    code = "".join(secrets.choice(ALPHABET) for _number in range(12))
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"

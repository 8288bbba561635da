"""A closed consultation with 10,000 contributions to 60 questions, counted while they are invented."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from benchmarks.invented.people import COUNTRIES, secretary

TITLE = "Bench: 10,000 contributions to 60 questions"
CONTRIBUTIONS, QUESTIONS = 10_000, 60
_KINDS = ("single", "single", "multiple", "scale", "matrix", "ranking", "number", "single", "multiple", "long")
_OPTIONS = [{"key": f"o{number}", "label": f"Answer {number}"} for number in range(1, 7)]
_ROWS = [{"key": f"r{number}", "label": f"Row {number}"} for number in range(1, 6)]
_KEYS = [option["key"] for option in _OPTIONS]
_VISIBLE = ("public", "public", "public", "public", "nameless", "nameless", "confidential")


def answered_questions() -> Any:
    """The consultation; made once, in about a minute. Nine of ten contributions answer any given question."""
    from django.db import transaction
    from django.utils import timezone

    from ict4society.consultations.models import Consultation
    from ict4society.topics.models import Topic

    found = Consultation.objects.filter(title=TITLE).first()
    if found is not None:
        return found
    now = timezone.now()
    with transaction.atomic():
        made = Consultation.objects.create(
            slug="bench-10000", title=TITLE, topic=Topic.objects.order_by("pk").first(), language="en",
            languages=["en"], stage="closed", opens_at=now - timedelta(days=90), closes_at=now - timedelta(days=1),
            created_by=secretary(), next_contribution=CONTRIBUTIONS + 1,
        )  # fmt: skip
        _ask(made)
        _contribute(made)
        _answer(made)
    _analyse()
    return made


def counts(consultation: Any) -> dict[str, Counter[str]]:
    """By question key how often each single choice was taken: invented again, without asking the database."""
    random = Random(2)
    found: dict[str, Counter[str]] = {f"q{at + 1}": Counter() for at in range(QUESTIONS)}
    for _number in range(CONTRIBUTIONS):
        for at, value, _text in _one(random):
            if isinstance(value, str):
                found[f"q{at + 1}"][value] += 1
    return {key: counter for key, counter in found.items() if counter}


def _ask(consultation: Any) -> None:
    from ict4society.consultations.models import Question

    Question.objects.bulk_create(
        Question(
            consultation=consultation, position=at + 1, key=f"q{at + 1}", kind=_kind(at), label=f"Question {at + 1}?",
            options=_OPTIONS if _kind(at) in ("single", "multiple", "matrix", "ranking") else [],
            rows=_ROWS if _kind(at) == "matrix" else [],
            minimum=1 if _kind(at) == "scale" else None, maximum=7 if _kind(at) == "scale" else None,
        )
        for at in range(QUESTIONS)
    )  # fmt: skip


def _kind(at: int) -> str:
    return _KINDS[at % len(_KINDS)]


def _contribute(consultation: Any) -> None:
    from django.utils import timezone

    from ict4society.consultations.models import Contribution
    from ict4society.organisations.states import SizeClass, StakeholderGroup

    random, now = Random(3), timezone.now()
    rows = (
        Contribution(
            consultation=consultation, number=number, name=f"Contributor {number}", state="submitted", revision=1,
            group=random.choice(StakeholderGroup.values), country=random.choice(COUNTRIES),
            size_class=random.choice(["", *SizeClass.values]), language=random.choice(("en", "fr", "de", "es")),
            visibility=random.choice(_VISIBLE), submitted_at=now, external_id=f"bench-{number}",
        )
        for number in range(1, CONTRIBUTIONS + 1)
    )  # fmt: skip
    Contribution.objects.bulk_create(rows, batch_size=2000)


def _answer(consultation: Any) -> None:
    """By COPY: a row for each answer that is given."""
    from django.db import connection

    questions = list(consultation.questions.order_by("position").values_list("pk", flat=True))
    contributions = list(consultation.contributions.order_by("number").values_list("pk", flat=True))
    random = Random(2)
    columns = "contribution_id, question_id, value, text, answered, revision, language"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY consultations_answer ({columns}) FROM STDIN") as copy,
    ):
        for contribution in contributions:
            for at, value, text in _one(random):
                stored = None if value is None else json.dumps(value)
                copy.write_row((contribution, questions[at], stored, text, True, 1, ""))


def _one(random: Random) -> Iterator[tuple[int, Any, str]]:
    """The answers of one contribution: place of the question, value, words."""
    for at in range(QUESTIONS):
        if random.random() < 0.1:
            continue
        kind = _kind(at)
        if kind == "single":
            yield at, random.choice(_KEYS), ""
        elif kind == "multiple":
            yield at, random.sample(_KEYS, random.randint(1, 4)), ""
        elif kind == "scale":
            yield at, random.randint(1, 7), ""
        elif kind == "matrix":
            yield at, {row["key"]: random.choice(_KEYS) for row in _ROWS}, ""
        elif kind == "ranking":
            yield at, random.sample(_KEYS, 6), ""
        elif kind == "number":
            yield at, random.randint(0, 5000), ""
        else:
            yield at, None, f"We think that point {random.randint(1, 5000)} needs more work, and a date."


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE consultations_answer, consultations_contribution, consultations_question")

"""Store a consultation that was read from files: closed, with every contribution and answer, and its opinion round."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.consultations.actions.report import generate_report
from ict4society.consultations.actions.report_publish import publish_report
from ict4society.consultations.imported import (
    CHOICES,
    country_here,
    group_here,
    language_here,
    options_of,
    size_here,
)
from ict4society.consultations.models import Consultation, Contribution, ContributionRevision, Question
from ict4society.consultations.models.consultation import RESERVED_SLUGS
from ict4society.consultations.outcome_events import ConsultationImported
from ict4society.consultations.states import ContributionState, QuestionKind, Stage
from ict4society.deliberation.actions.import_round import ImportRefused, clean_slug, import_round
from ict4society.deliberation.imports import ImportedRound
from ict4society.deliberation.models import Round
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import require
from ict4society.foundation.subjects import Ref

BATCH = 2_000


@dataclass(frozen=True)
class ImportOutcome:
    """What is there now, and whether anything was written."""

    consultation: Consultation
    round: Round
    written: bool
    contributions: int
    questions: int
    answers: int


@transaction.atomic
def import_consultation(*, imported: ImportedRound, slug: str, actor: Actor | None = None) -> ImportOutcome:
    """Store what the files hold under this name, their opinion round under the same, and the report; all or nothing.

    The same content again changes nothing. Every participant is a contribution (the opinion round counts one unit for
    each organisation). ``actor`` is None on the command line. Raises Forbidden, and ImportRefused when the name is
    taken by something else.
    """
    if actor is not None:
        require(actor.user, "consultations.create_consultation", None)
    clean_slug(slug)
    if slug in RESERVED_SLUGS:
        raise ImportRefused(_("“%(slug)s” is an address of its own here; choose another name.") % {"slug": slug})
    with connection.cursor() as cursor:
        # Two imports under one name take turns: the second finds the first.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"consultations.import:{slug}"])
    known = Consultation.objects.filter(slug=slug).first()
    if known is not None and known.import_fingerprint != imported.fingerprint:
        message = _("“%(slug)s” is a consultation with other content already; choose another name.")
        raise ImportRefused(message % {"slug": slug})
    round_ = import_round(imported=imported, slug=slug, actor=actor).round
    if known is not None:
        return _outcome(known, round_, written=False)
    made = _store_consultation(imported, slug, actor)
    questions = _store_questions(made, imported)
    _store_answers(imported, questions, _store_contributions(made, imported, questions))
    subject = Ref("consultations.consultation", made.pk)
    Round.objects.filter(pk=round_.pk, subject_id=None).update(subject_kind=subject.kind, subject_id=subject.id)
    done = _outcome(made, round_, written=True)
    emit(
        ConsultationImported(
            made.pk, made.import_source, made.import_fingerprint, done.contributions, done.questions, done.answers
        ),
        actor=actor,
    )
    report = generate_report(actor=actor, consultation=made)
    publish_report(actor=actor, report=report, note=_("Generated when the files were imported."))
    return done


def _store_consultation(imported: ImportedRound, slug: str, actor: Actor | None) -> Consultation:
    submitted = [each.submitted for each in imported.participants if each.submitted is not None]
    language = detect_language(" ".join(each.text for each in islice(imported.statements, 20)))
    now = timezone.now()
    return Consultation.objects.create(
        slug=slug,
        title=imported.title[:200],
        summary=imported.description[:5000],
        language=language,
        languages=[language],
        stage=Stage.CLOSED,
        announce_at=min(submitted, default=now),
        opens_at=min(submitted, default=now),
        closes_at=max(submitted, default=now),
        next_contribution=len(imported.participants) + 1,
        created_by=actor.user if actor is not None else None,
        import_source=(imported.source or imported.title)[:500],
        import_fingerprint=imported.fingerprint,
    )


def _store_questions(consultation: Consultation, imported: ImportedRound) -> list[Question]:
    """A question for each statement: with three choices, as the files have them."""
    return Question.objects.bulk_create(
        Question(
            consultation=consultation,
            position=position,
            key=f"q{position}",
            section=("" if each.question == each.text else each.question)[:300],
            kind=QuestionKind.SINGLE,
            label=each.text[:2000],
            options=options_of(each.kind),
        )
        for position, each in enumerate(imported.statements, start=1)
    )


def _store_contributions(
    consultation: Consultation, imported: ImportedRound, questions: list[Question]
) -> list[Contribution]:
    now = timezone.now()
    rows = [
        Contribution(
            consultation=consultation,
            number=number,
            name=each.organisation,
            group=group_here(each),
            country=country_here(each.country),
            size_class=size_here(each.size),
            language=language_here(each.language),
            state=ContributionState.SUBMITTED,
            revision=1,
            submitted_at=each.submitted or now,
            external_id=each.id,
        )
        for number, each in enumerate(imported.participants, start=1)
    ]
    stored = Contribution.objects.bulk_create(rows, batch_size=BATCH)
    given: dict[int, dict[str, dict[str, str]]] = defaultdict(dict)
    for participant, statement, choice in imported.votes:
        given[participant][questions[statement].key] = {"value": CHOICES[choice], "text": ""}
    ContributionRevision.objects.bulk_create(
        (
            ContributionRevision(
                contribution=contribution,
                number=1,
                answers=given.get(place, {}),
                visibility=contribution.visibility,
                submitted_at=contribution.submitted_at or now,
            )
            for place, contribution in enumerate(stored)
        ),
        batch_size=BATCH,
    )
    return stored


def _store_answers(imported: ImportedRound, questions: list[Question], contributions: list[Contribution]) -> None:
    """COPY: the fastest way in."""
    values = {choice: json.dumps(key) for choice, key in CHOICES.items()}
    rows = (
        f"{contributions[participant].pk}\t{questions[statement].pk}\t{values[choice]}\t\tt\t1\t\n"
        for participant, statement, choice in imported.votes
    )
    columns = "contribution_id, question_id, value, text, answered, revision, language"
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(f"COPY consultations_answer ({columns}) FROM STDIN") as copy,
    ):
        for batch in _batches(rows):
            copy.write("".join(batch))


def _batches(rows: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _outcome(consultation: Consultation, round_: Round, *, written: bool) -> ImportOutcome:
    contributions = consultation.contributions.all()
    return ImportOutcome(
        consultation=consultation,
        round=round_,
        written=written,
        contributions=contributions.count(),
        questions=consultation.questions.count(),
        answers=Question.objects.filter(consultation=consultation, answers__answered=True).count(),
    )

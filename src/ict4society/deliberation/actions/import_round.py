"""Store a round that was read from files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.deliberation.actions.compute_result import compute_result
from ict4society.deliberation.consensus import Parameters
from ict4society.deliberation.events import RoundImported
from ict4society.deliberation.imports import ImportedRound, ImportedStatement, one_unit_per_organisation
from ict4society.deliberation.models import Participant, Round, RoundResult, Statement
from ict4society.deliberation.models.round import RESERVED_SLUGS
from ict4society.deliberation.states import Grouping, RoundState, StatementState
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.models import Citation
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Refused, require
from ict4society.foundation.richtext import render

BATCH = 2_000
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_CHOICES = {1: "1", 0: "0", -1: "-1"}

Progress = Callable[[int, int], None]
"""Told how many votes of how many are stored."""


class ImportRefused(Refused):
    """The round cannot be stored under this name. Nothing has changed."""


class Outcome(StrEnum):
    """What an import did."""

    CREATED = "created"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Imported:
    """The round as it is now in the database, and what the import did to it."""

    round: Round
    outcome: Outcome
    participants: int
    statements: int
    votes: int


def clean_slug(slug: str) -> str:
    """The name under which a round is stored: 1 to 80 of a–z, 0–9, ``-`` and ``_``. Raises ImportRefused."""
    if len(slug) > 80 or not _SLUG.fullmatch(slug) or slug in RESERVED_SLUGS:
        message = _("“%(slug)s” cannot name a round: use up to 80 lower-case letters, digits and hyphens.")
        raise ImportRefused(message % {"slug": slug[:80]})
    return slug


@transaction.atomic
def import_round(
    *,
    imported: ImportedRound,
    slug: str,
    actor: Actor | None = None,
    grouping: Grouping = Grouping.FILE,
    parameters: Parameters | None = None,
    replace: bool = False,
    progress: Progress | None = None,
) -> Imported:
    """Store the round with one unit per organisation, closed, and compute its result; all or nothing.

    The same content again changes nothing. ``actor`` is None on the command line. Raises Forbidden for who does not
    facilitate all topics, and ImportRefused when the name is taken by other content and ``replace`` is not asked for,
    or not possible because somebody cites the round.
    """
    if actor is not None:
        require(actor.user, "deliberation.manage_round", Round(slug=slug))
    clean_slug(slug)
    with connection.cursor() as cursor:
        # Two imports under one name take turns: the second finds the first.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"deliberation.import:{slug}"])
    known = Round.objects.select_for_update(of=("self",)).filter(slug=slug).first()
    settings = (parameters or Parameters()).to_dict()
    if known is not None and _same(known, imported, grouping, settings):
        return _counted(known, Outcome.UNCHANGED)
    replaced = known.import_fingerprint if known is not None else ""
    if known is not None:
        _check_replaceable(known, replace)
        _empty(known)
    units = one_unit_per_organisation(imported)
    round_ = _store_round(known or Round(slug=slug), units, grouping, settings)
    _store_votes(units, _store_participants(round_, units), _store_statements(round_, units), progress)
    emit(
        RoundImported(
            round_id=round_.pk,
            source=round_.import_source,
            fingerprint=round_.import_fingerprint,
            participants=len(units.participants),
            statements=len(units.statements),
            votes=len(units.votes),
            replaced=replaced,
        ),
        actor=actor,
    )
    compute_result(round_.pk)
    return _counted(round_, Outcome.REPLACED if known is not None else Outcome.CREATED)


def _same(known: Round, imported: ImportedRound, grouping: Grouping, settings: dict[str, float | int]) -> bool:
    return (
        known.import_fingerprint == imported.fingerprint and known.grouping == grouping and known.parameters == settings
    )


def _check_replaceable(known: Round, replace: bool) -> None:
    if not known.is_imported:
        raise ImportRefused(_("“%(slug)s” is a round of this community; choose another name.") % {"slug": known.slug})
    if not replace:
        message = _(
            "“%(slug)s” was imported before from other content (or with other rules); --replace puts this in its place."
        )
        raise ImportRefused(message % {"slug": known.slug})
    statements = Statement.objects.filter(round=known).values("pk")
    cited = Citation.objects.filter(source_kind="deliberation.statement", source_id__in=statements).count()
    if cited:
        message = _("“%(slug)s” cannot be replaced: its statements are cited %(number)d times. Choose another name.")
        raise ImportRefused(message % {"slug": known.slug, "number": cited})


def _empty(known: Round) -> None:
    """Delete what the earlier import stored. In SQL: nothing else refers to these rows, and there may be many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM deliberation_vote WHERE statement_id IN"
            " (SELECT id FROM deliberation_statement WHERE round_id = %s)",
            [known.pk],
        )
        cursor.execute("DELETE FROM deliberation_participant WHERE round_id = %s", [known.pk])
        cursor.execute("DELETE FROM deliberation_statement WHERE round_id = %s", [known.pk])
    RoundResult.objects.filter(round=known).delete()


def _store_round(round_: Round, units: ImportedRound, grouping: Grouping, settings: dict[str, float | int]) -> Round:
    now = timezone.now()
    round_.title = units.title[:160]
    round_.description = units.description[:5000]
    round_.description_html = render(round_.description)
    round_.language = detect_language(" ".join(statement.text for statement in islice(units.statements, 20)))
    round_.state = RoundState.CLOSED
    round_.grouping = grouping
    round_.members_propose = False
    round_.parameters = settings
    round_.opened_at = round_.closed_at = now
    round_.next_number = len(units.statements) + 1
    round_.import_source = units.source[:500]
    round_.import_fingerprint = units.fingerprint
    round_.version += 1 if round_.pk else 0
    round_.save()
    return round_


def _store_participants(round_: Round, units: ImportedRound) -> list[int]:
    rows = [
        Participant(
            round=round_,
            external_id=participant.id,
            group=participant.group,
            label=participant.organisation,
            attributes=_attributes(participant),
        )
        for participant in units.participants
    ]
    return [row.pk for row in Participant.objects.bulk_create(rows, batch_size=BATCH)]


def _attributes(participant: object) -> dict[str, object]:
    """What else the file says about a participant, as far as it says something."""
    values: dict[str, object] = {
        name: getattr(participant, name) for name in ("language", "country", "size") if getattr(participant, name)
    }
    submitted = getattr(participant, "submitted", None)
    if submitted is not None:
        values["submitted"] = submitted.isoformat()
    values |= dict(getattr(participant, "attributes", {}))
    superseded = getattr(participant, "superseded", ())
    if superseded:
        values["superseded"] = list(superseded)
    return values


def _store_statements(round_: Round, units: ImportedRound) -> list[int]:
    now = timezone.now()
    rows = [
        Statement(
            round=round_,
            number=number,
            external_id=statement.id,
            text=statement.text,
            language=_language(statement, round_),
            kind=statement.kind,
            question=statement.question,
            state=StatementState.ACCEPTED,
            accepted_at=now,
        )
        for number, statement in enumerate(units.statements, start=1)
    ]
    return [row.pk for row in Statement.objects.bulk_create(rows, batch_size=BATCH)]


def _language(statement: ImportedStatement, round_: Round) -> str:
    return detect_language(statement.text, fallback=round_.language)


def _store_votes(
    units: ImportedRound, participants: list[int], statements: list[int], progress: Progress | None
) -> None:
    """COPY: the fastest way in, 60,000 votes in well under a second."""
    now = timezone.now().isoformat()
    rows = (
        f"{statements[statement]}\t{participants[participant]}\t{_CHOICES[choice]}\t{now}\n"
        for participant, statement, choice in units.votes
    )
    with connection.cursor() as cursor:
        command = "COPY deliberation_vote (statement_id, participant_id, choice, given_at) FROM STDIN"
        with cursor.cursor.copy(command) as copy:
            done = 0
            for batch in _batches(rows):
                copy.write("".join(batch))
                done += len(batch)
                if progress is not None:
                    progress(done, len(units.votes))


def _batches(rows: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _counted(round_: Round, outcome: Outcome) -> Imported:
    result = RoundResult.objects.filter(round=round_).only("votes_counted").first()
    return Imported(
        round=round_,
        outcome=outcome,
        participants=Participant.objects.filter(round=round_).count(),
        statements=Statement.objects.filter(round=round_).count(),
        votes=result.votes_counted if result is not None else 0,
    )

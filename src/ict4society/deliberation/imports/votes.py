"""An opinion round from a folder of participants.csv, statements.csv and votes.csv."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from ict4society.deliberation.imports import cells
from ict4society.deliberation.imports.csv_table import CsvTable, fingerprint
from ict4society.deliberation.imports.fault import ImportFault, quoted
from ict4society.deliberation.imports.imported_round import (
    ImportedParticipant,
    ImportedRound,
    ImportedStatement,
    ImportedVotes,
)

PARTICIPANTS = (
    "participant",
    "user_type",
    "stakeholder_group",
    "language",
    "country",
    "scope",
    "org_size",
    "submitted",
    "org",
)
STATEMENTS = ("statement", "kind", "text", "question")
VOTES = ("participant", "statement", "vote")


def read_votes(folder: Path, *, title: str = "") -> ImportedRound:
    """Read the round in `folder`; `title` defaults to the folder's name. Every row counts or the import is refused.

    participants.csv: `participant` (id), `user_type`, `stakeholder_group` (empty: undeclared), `language`, `country`,
    `scope`, `org_size`, `submitted` (19.06.2020 23:58 or ISO 8601), `org` (label; empty: a person). statements.csv:
    `statement` (id), `kind`, `text`, `question`. votes.csv: `participant`, `statement`, `vote` (1 agree, 0 pass,
    -1 disagree), one row per pair. Comma-separated UTF-8 with exactly these headers. Participants are as in the file:
    for one unit per organisation see `one_unit_per_organisation`. Raises `ImportFault`.
    """
    if not folder.is_dir():
        raise ImportFault(str(folder), None, None, _("there is no such folder"))
    participant_table = CsvTable(folder, "participants.csv", [PARTICIPANTS])
    statement_table = CsvTable(folder, "statements.csv", [STATEMENTS])
    vote_table = CsvTable(folder, "votes.csv", [VOTES])
    participants = _participants(participant_table)
    statements = _statements(statement_table)
    votes = _votes(
        vote_table,
        {participant: index for index, participant in enumerate(participants)},
        {statement: index for index, statement in enumerate(statements)},
    )
    return ImportedRound(
        title=title or folder.resolve().name,
        statements=tuple(statements.values()),
        participants=tuple(participants.values()),
        votes=votes,
        fingerprint=fingerprint([participant_table, statement_table, vote_table]),
    )


def _participants(table: CsvTable) -> dict[str, ImportedParticipant]:
    found: dict[str, ImportedParticipant] = {}
    for row in table:
        key = cells.identifier(table, row, 0, found)
        found[key] = ImportedParticipant(
            id=key,
            group=cells.group(table, row, 2),
            language=cells.label(table, row, 3),
            country=cells.label(table, row, 4),
            size=cells.label(table, row, 6),
            submitted=cells.moment(table, row, 7),
            organisation=cells.label(table, row, 8),
            attributes={
                name: value
                for name, value in (
                    ("user_type", cells.label(table, row, 1)),
                    ("scope", cells.label(table, row, 5)),
                )
                if value
            },
        )
    if not found:
        raise ImportFault(table.name, 2, 1, _("there are no participants"), column_name=PARTICIPANTS[0])
    return found


def _statements(table: CsvTable) -> dict[str, ImportedStatement]:
    found: dict[str, ImportedStatement] = {}
    for row in table:
        key = cells.identifier(table, row, 0, found)
        found[key] = ImportedStatement(
            id=key, kind=cells.label(table, row, 1), text=cells.text(table, row, 2), question=row[3]
        )
    if not found:
        raise ImportFault(table.name, 2, 1, _("there are no statements"), column_name=STATEMENTS[0])
    return found


def _votes(table: CsvTable, participants: dict[str, int], statements: dict[str, int]) -> ImportedVotes:
    choices: dict[tuple[int, int], int] = {}
    for row in table:
        participant = participants.get(row[0])
        if participant is None:
            raise table.fault(0, _("%(id)s is not in participants.csv") % {"id": quoted(row[0])})
        statement = statements.get(row[1])
        if statement is None:
            raise table.fault(1, _("%(id)s is not in statements.csv") % {"id": quoted(row[1])})
        pair = participant, statement
        if pair in choices:
            message = _("participant %(participant)s votes a second time on statement %(statement)s")
            raise table.fault(1, message % {"participant": quoted(row[0]), "statement": quoted(row[1])})
        choices[pair] = cells.choice(table, row, 2)
    return ImportedVotes.of(choices)

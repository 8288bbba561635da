"""An opinion round from a Polis export: comments.csv, votes.csv, participants-votes.csv and summary.csv.

Signs: in exports agree is 1 and disagree -1. Counting votes.csv that way gives the `agrees` of comments.csv up to its
known inaccuracy (1 %), the other way does not, in all five open conversations that we tried; participants-votes.csv
uses the same signs. (The raw votes inside Polis, and its mathematics, use the opposite sign: agree is -1 there.)
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
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
from ict4society.deliberation.imports.opinion_groups import opinion_groups

COMMENTS = ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body")
VOTES = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
_TOTALS = ("group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
PARTICIPANTS = (("participant", *_TOTALS), ("participant", "xid", *_TOTALS))

_STATUS = {"1": "accepted", "0": "unmoderated", "-1": "rejected"}
_MARKS = frozenset({"", *cells.CHOICES})


class PolisGroups(StrEnum):
    """What stands for the stakeholder group of a participant, of which Polis knows nothing."""

    UNDECLARED = "undeclared"
    """Nothing: everybody is undeclared, so that every verdict is *insufficient*; the counts are all there."""
    OPINION = "opinion"
    """The groups of our own opinion map: "opinion_a", "opinion_b", …; who voted too little is undeclared.

    These groups come from the same votes: agreement between them bridges opinions, not declared interests.
    """
    EXPORT = "export"
    """The opinion groups that the export itself tells (`group-id`): "opinion_0", "opinion_1", …"""


def read_polis(folder: Path, *, title: str = "", groups: PolisGroups | str = PolisGroups.UNDECLARED) -> ImportedRound:
    """Read the Polis export in `folder`; `title` defaults to the topic in summary.csv.

    Votes are those of votes.csv: of several by one participant on one comment the latest counts (by timestamp, of
    equals the later row). Comments moderated out (-1) are left out with their votes; `left_out` names them. A
    participant's `submitted` is the time of the last vote. Raises `ImportFault`; ValueError for an unknown `groups`.
    """
    kind = PolisGroups(groups)
    if not folder.is_dir():
        raise ImportFault(str(folder), None, None, _("there is no such folder"))
    summary_table = CsvTable(folder, "summary.csv", width=2)
    comment_table = CsvTable(folder, "comments.csv", [COMMENTS])
    participant_table = CsvTable(folder, "participants-votes.csv", PARTICIPANTS, open_ended=True)
    vote_table = CsvTable(folder, "votes.csv", [VOTES])
    summary = _summary(summary_table)
    comments = _comments(comment_table)
    participants = _participants(participant_table, comments, kind)
    statements = [comment for comment in comments.values() if comment.status != _STATUS["-1"]]
    votes, last = _votes(vote_table, participants, comments, statements)
    people = [
        replace(participant, submitted=last.get(index)) for index, participant in enumerate(participants.values())
    ]
    if kind is PolisGroups.OPINION:
        names = opinion_groups(votes, len(people), len(statements))
        people = [replace(person, group=name) for person, name in zip(people, names, strict=True)]
    return ImportedRound(
        title=title or summary["topic"],
        statements=tuple(statements),
        participants=tuple(people),
        votes=votes,
        fingerprint=fingerprint([summary_table, comment_table, participant_table, vote_table]),
        source=summary.get("url", ""),
        description=summary.get("conversation-description", ""),
        left_out=tuple(comment.id for comment in comments.values() if comment.status == _STATUS["-1"]),
    )


def _summary(table: CsvTable) -> dict[str, str]:
    """The keys and values of summary.csv; it has no header, and `topic` is needed."""
    found: dict[str, str] = {}
    for row in table:
        found[cells.identifier(table, row, 0, found)] = row[1]
    if not found.get("topic", "").strip():
        raise ImportFault(table.name, 1, 1, _("there is no topic"))
    return found


def _comments(table: CsvTable) -> dict[str, ImportedStatement]:
    """All comments in the order of their numbers."""
    found: dict[str, ImportedStatement] = {}
    for row in table:
        cells.milliseconds(table, row, 0)
        cells.whole_number(table, row, 2)
        key = cells.identifier(table, row, 2, found)
        for column in (4, 5):
            cells.whole_number(table, row, column)
        status = _STATUS.get(row[6])
        if status is None:
            raise table.fault(6, _("%(value)s is not 1, 0 or -1") % {"value": quoted(row[6])})
        found[key] = ImportedStatement(
            id=key, text=cells.text(table, row, 7), status=status, author=cells.label(table, row, 3)
        )
    if not found:
        raise ImportFault(table.name, 2, 3, _("there are no comments"), column_name="comment-id")
    return dict(sorted(found.items(), key=lambda item: int(item[0])))


def _participants(
    table: CsvTable, comments: dict[str, ImportedStatement], groups: PolisGroups
) -> dict[str, ImportedParticipant]:
    found: dict[str, ImportedParticipant] = {}
    first = group = 0
    for row in table:
        if not found:
            group = table.header.index("group-id")
            first = group + len(_TOTALS)
            _check_comment_columns(table, comments, first)
        key = cells.identifier(table, row, 0, found)
        if row[group]:
            cells.whole_number(table, row, group)
        for column in range(group + 1, first):
            cells.whole_number(table, row, column)
        if not _MARKS.issuperset(row[first:]):
            column = next(column for column in range(first, len(row)) if row[column] not in _MARKS)
            raise table.fault(column, _("%(value)s is not a vote: 1, 0 or -1") % {"value": quoted(row[column])})
        found[key] = ImportedParticipant(
            id=key,
            group=f"opinion_{row[group]}" if groups is PolisGroups.EXPORT and row[group] else "",
            attributes={"xid": row[1]} if group == 2 and row[1] else {},
        )
    if not found:
        raise ImportFault(table.name, 2, 1, _("there are no participants"), column_name="participant")
    return found


def _check_comment_columns(table: CsvTable, comments: dict[str, ImportedStatement], first: int) -> None:
    """After the totals participants-votes.csv has one column per comment, each once."""
    seen: set[str] = set()
    for column, name in enumerate(table.header[first:], start=first + 1):
        if name not in comments:
            message = _("%(id)s is not in comments.csv") % {"id": quoted(name)}
            raise ImportFault(table.name, 1, column, message, column_name=name)
        if name in seen:
            message = _("%(id)s occurs a second time") % {"id": quoted(name)}
            raise ImportFault(table.name, 1, column, message, column_name=name)
        seen.add(name)


def _votes(
    table: CsvTable,
    participants: dict[str, ImportedParticipant],
    comments: dict[str, ImportedStatement],
    statements: list[ImportedStatement],
) -> tuple[ImportedVotes, dict[int, datetime]]:
    """The votes that count, and when each participant voted last."""
    place = {participant: index for index, participant in enumerate(participants)}
    column = {statement.id: index for index, statement in enumerate(statements)}
    choices: dict[tuple[int, int], int] = {}
    given: dict[tuple[int, int], datetime] = {}
    last: dict[int, datetime] = {}
    for row in table:
        when = cells.milliseconds(table, row, 0)
        if row[2] not in comments:
            raise table.fault(2, _("%(id)s is not in comments.csv") % {"id": quoted(row[2])})
        participant = place.get(row[3])
        if participant is None:
            raise table.fault(3, _("%(id)s is not in participants-votes.csv") % {"id": quoted(row[3])})
        choice = cells.choice(table, row, 4)
        statement = column.get(row[2])
        if statement is None:
            continue
        pair = participant, statement
        if pair not in given or given[pair] <= when:
            choices[pair], given[pair] = choice, when
        if participant not in last or last[participant] < when:
            last[participant] = when
    return ImportedVotes.of(choices), last

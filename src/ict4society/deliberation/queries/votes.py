"""The stored votes of a round, as the formulas take them: plain columns, no numpy."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from django.db import connection

from ict4society.deliberation.models import Participant, Round, Statement
from ict4society.deliberation.states import StatementState

_VOTES = """
    SELECT v.participant_id, v.statement_id, v.choice
    FROM deliberation_vote v JOIN deliberation_statement s ON s.id = v.statement_id
    WHERE s.round_id = %s AND s.state = %s
"""
_CHUNK = 10_000


@dataclass(frozen=True)
class StoredVotes:
    """The accepted statements of a round, its units, and one (unit, statement, choice) per vote, as positions in them.

    ``is_organisation`` tells the units that are organisations from people.
    """

    statements: list[Statement]
    participants: list[int]
    groups: list[str]
    is_organisation: list[bool]
    unit: array[int] = field(default_factory=lambda: array("l"))
    statement: array[int] = field(default_factory=lambda: array("l"))
    choice: array[int] = field(default_factory=lambda: array("b"))

    def __len__(self) -> int:
        return len(self.choice)


def stored_votes(round_: Round) -> StoredVotes:
    """Everything that the round's result is computed from: three queries, whatever its size.

    People vote between them. Who came to the round after its units were read is left to the next computation, which
    that vote has asked for.
    """
    statements = list(Statement.objects.filter(round=round_, state=StatementState.ACCEPTED).order_by("number"))
    rows = list(
        Participant.objects.filter(round=round_).order_by("pk").values_list("pk", "group", "organisation_id", "label")
    )
    votes = StoredVotes(
        statements=statements,
        participants=[pk for pk, *_ in rows],
        groups=[group for _, group, *_ in rows],
        is_organisation=[organisation is not None or bool(label) for *_, organisation, label in rows],
    )
    unit_at = {pk: place for place, pk in enumerate(votes.participants)}
    statement_at = {statement.pk: place for place, statement in enumerate(statements)}
    with connection.cursor() as cursor:
        cursor.execute(_VOTES, [round_.pk, StatementState.ACCEPTED.value])
        while chunk := cursor.fetchmany(_CHUNK):
            for participant, statement, choice in chunk:
                if participant in unit_at and statement in statement_at:
                    votes.unit.append(unit_at[participant])
                    votes.statement.append(statement_at[statement])
                    votes.choice.append(choice)
    return votes

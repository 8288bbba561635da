"""A round's result from its stored votes. Only the worker and the command line call this: it loads numpy."""

from __future__ import annotations

from ict4society.deliberation.consensus import Parameters, RoundResult, StatementInfo
from ict4society.deliberation.models import Round
from ict4society.deliberation.queries.votes import StoredVotes, stored_votes


def assess_stored_round(round_: Round) -> RoundResult:
    """The result of the votes as they are now, with the parameters of the round (docs/formulas.md)."""
    return assess_votes(round_, stored_votes(round_))


def assess_votes(round_: Round, votes: StoredVotes) -> RoundResult:
    """The result of these votes.

    The leave-one-out check leaves out organisations; in a round where nobody spoke for one, it leaves out people.
    """
    from ict4society.deliberation.consensus import assess_round

    return assess_round(
        round_.slug,
        [StatementInfo(statement.key, statement.text, statement.kind) for statement in votes.statements],
        votes.groups,
        unit=votes.unit,
        statement=votes.statement,
        choice=votes.choice,
        parameters=Parameters.from_dict(round_.parameters),
        organisations=votes.is_organisation if any(votes.is_organisation) else None,
    )

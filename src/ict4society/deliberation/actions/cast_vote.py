"""Take a position on a statement, or change it. Written for many at once: four statements to the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.deliberation.actions.schedule_result import compute_soon
from ict4society.deliberation.events import VoteCast
from ict4society.deliberation.models import Spokesperson, Statement
from ict4society.deliberation.states import Choice, RoundState, StatementState
from ict4society.foundation.actors import Actor
from ict4society.foundation.database.prepared import answer, change
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require
from ict4society.organisations.models import Organisation
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.organisations.states import StakeholderGroup


class VoteRefused(Refused):
    """The position cannot be taken. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class CastVote:
    """What was stored: ``previous`` is the unit's earlier position on the statement."""

    statement_id: int
    participant_id: int
    choice: Choice
    previous: Choice | None


@dataclass(frozen=True, slots=True)
class _Ballot:
    """All that a position depends on, read in one go while the round cannot close."""

    round_id: int
    round_state: str
    closes_at: datetime | None
    statement_state: str
    participant_id: int | None
    group: str | None
    speaks_for: int | None
    previous: int | None


_BALLOT = """
    SELECT r.id, r.state, r.closes_at, s.state, p.id, p."group", k.organisation_id, v.choice
    FROM deliberation_statement s
    JOIN deliberation_round r ON r.id = s.round_id
    LEFT JOIN deliberation_participant p ON p.round_id = r.id AND {unit} = %s
    LEFT JOIN deliberation_spokesperson k ON k.round_id = r.id AND k.user_id = %s
    LEFT JOIN deliberation_vote v ON v.statement_id = s.id AND v.participant_id = p.id
    WHERE s.id = %s
    FOR SHARE OF r
"""
_PARTICIPANT = """
    INSERT INTO deliberation_participant (round_id, {unit}, "group", external_id, label, attributes)
    VALUES (%s, %s, %s, '', '', '{{}}')
    ON CONFLICT (round_id, {unit}) WHERE {unit} IS NOT NULL DO UPDATE SET "group" = EXCLUDED."group"
    RETURNING id
"""
_VOTE = """
    INSERT INTO deliberation_vote (statement_id, participant_id, choice, given_by_id, given_at)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (statement_id, participant_id) DO UPDATE
    SET choice = EXCLUDED.choice, given_by_id = EXCLUDED.given_by_id, given_at = EXCLUDED.given_at
"""


@transaction.atomic
def cast_vote(*, actor: Actor, statement: Statement, choice: Choice) -> CastVote:
    """Store the position of the actor's unit: the organisation for which they act, or the person.

    One position per unit and statement, the latest counts; of two colleagues at the same moment the later one. Giving
    the same position again is no error. Raises Forbidden, MandateMissing, and VoteRefused when the round takes no
    positions or the person has spoken for another organisation in it.
    """
    message = _("Sign in with an account in use to take positions.")
    require(actor.user, "deliberation.cast_vote", None, message)
    confirm_mandate(actor)
    ballot = _read_ballot(actor, statement.pk)
    now = timezone.now()
    _check_open(ballot, now)
    if actor.organisation_id is not None and ballot.speaks_for != actor.organisation_id:
        _speak_for(actor, ballot)
    participant_id = _participant(actor, ballot)
    change(_VOTE, [statement.pk, participant_id, choice.value, actor.user_id, now])
    emit(
        VoteCast(
            round_id=ballot.round_id,
            statement_id=statement.pk,
            participant_id=participant_id,
            choice=choice.value,
            previous=ballot.previous,
        ),
        actor=actor,
    )
    compute_soon(ballot.round_id)
    previous = None if ballot.previous is None else Choice(ballot.previous)
    return CastVote(statement.pk, participant_id, choice, previous)


def _read_ballot(actor: Actor, statement_id: int) -> _Ballot:
    query = _BALLOT.format(unit=f"p.{_unit(actor)}")
    rows = answer(query, [_unit_id(actor), actor.user_id, statement_id])
    if not rows:
        raise VoteRefused(_("This statement does not exist any more."))
    return _Ballot(*rows[0])


def _check_open(ballot: _Ballot, now: datetime) -> None:
    if ballot.round_state == RoundState.DRAFT:
        raise VoteRefused(_("This round is not open yet."))
    if ballot.round_state != RoundState.OPEN or (ballot.closes_at is not None and ballot.closes_at <= now):
        raise VoteRefused(_("This round is closed; no more positions can be taken."))
    if ballot.statement_state != StatementState.ACCEPTED:
        raise VoteRefused(_("Nobody can take a position on this statement now."))


def _speak_for(actor: Actor, ballot: _Ballot) -> None:
    """Write down for which organisation the person speaks; the first position for one decides."""
    speaks_for = ballot.speaks_for
    if speaks_for is None:
        new = Spokesperson(round_id=ballot.round_id, user=actor.user, organisation=actor.organisation)
        Spokesperson.objects.bulk_create([new], ignore_conflicts=True)
        mine = Spokesperson.objects.filter(round_id=ballot.round_id, user=actor.user)
        speaks_for = mine.values_list("organisation_id", flat=True).get()
        _leave_citizens(actor, ballot)
    if speaks_for != actor.organisation_id:
        message = _(
            "You have given positions for %(name)s in this round; one person speaks for one organisation only. "
            "Ask a colleague with a mandate for %(other)s, or take your position personally."
        )
        spoken = Organisation.objects.values_list("name", flat=True).get(pk=speaks_for)
        raise VoteRefused(message % {"name": spoken, "other": actor.organisation.name})


def _leave_citizens(actor: Actor, ballot: _Ballot) -> None:
    """Who speaks for an organisation is not counted among the citizens too."""
    with connection.cursor() as cursor:
        cursor.execute(
            'UPDATE deliberation_participant SET "group" = %s WHERE round_id = %s AND user_id = %s AND "group" = %s',
            ["", ballot.round_id, actor.user_id, StakeholderGroup.CITIZENS.value],
        )


def _participant(actor: Actor, ballot: _Ballot) -> int:
    """The unit's participant, made at its first position; its group follows the organisation's and the person's."""
    group = group_of(actor)
    if actor.organisation_id is None and ballot.speaks_for is not None:
        group = ""  # also after the mandate has ended: in this round the person spoke for an organisation
    if ballot.participant_id is not None and ballot.group == group:
        return ballot.participant_id
    with connection.cursor() as cursor:
        cursor.execute(_PARTICIPANT.format(unit=_unit(actor)), [ballot.round_id, _unit_id(actor), group])
        row = cursor.fetchone()
    return int(row[0])


def _unit(actor: Actor) -> str:
    """The column that holds the unit."""
    return "user_id" if actor.organisation_id is None else "organisation_id"


def _unit_id(actor: Actor) -> int | None:
    return actor.user_id if actor.organisation_id is None else actor.organisation_id

"""What the screen and the phones show."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.deliberation.models import Round, Statement
from ict4society.deliberation.policies import rounds_visible_to
from ict4society.deliberation.queries.statements import accepted
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.meetings.actions.move import lock_meeting
from ict4society.meetings.models import Meeting
from ict4society.meetings.states import HELD
from ict4society.room.events import RoomArranged
from ict4society.room.models import Room


class RoomRefused(Refused):
    """The room cannot be arranged so; the message says why."""


@transaction.atomic
def arrange_room(
    *, actor: Actor, meeting: Meeting, round_: Round | None, statement: Statement | None, anonymous_allowed: bool
) -> Room:
    """Choose the round and the statement that are asked now, and whether questions may be anonymous.

    The same again changes nothing. Raises Forbidden, Conflict before the meeting has begun, and RoomRefused for a round
    that takes no positions, and for a statement of another round.
    """
    locked = lock_meeting(meeting)
    require(actor.user, "room.run_room", locked)
    if locked.state not in HELD:
        raise Conflict(_("The meeting has not begun. Start it first."))
    if round_ is not None and not rounds_visible_to(actor.user).filter(pk=round_.pk, state="open").exists():
        raise RoomRefused(_("This round takes no positions now. Open it first."))
    if statement is not None and (round_ is None or statement.round_id != round_.pk):
        raise RoomRefused(_("This statement belongs to another round."))
    room, new = Room.objects.get_or_create(meeting=locked)
    wanted = (round_.pk if round_ else None, statement.pk if statement else None, anonymous_allowed)
    if (room.round_id, room.statement_id, room.anonymous_allowed) == wanted and not new:
        return room
    room.round_id, room.statement_id, room.anonymous_allowed = wanted
    room.version += 1
    room.save()
    emit(RoomArranged(locked.pk, *wanted), actor=actor)
    return room


@transaction.atomic
def turn_page(*, actor: Actor, meeting: Meeting, forward: bool) -> Room:
    """Ask about the next statement of the round, or the one before. At the end nothing changes.

    Raises Forbidden, Conflict, and RoomRefused when no round was chosen.
    """
    require(actor.user, "room.run_room", meeting)
    room = Room.objects.select_related("round").filter(meeting=meeting).first()
    if room is None or room.round is None:
        raise RoomRefused(_("Choose a round first."))
    statements = list(accepted(room.round))
    if not statements:
        raise RoomRefused(_("This round has no statement yet."))
    places = [statement.pk for statement in statements]
    place = places.index(room.statement_id) if room.statement_id in places else (-1 if forward else 1)
    wanted = min(max(place + (1 if forward else -1), 0), len(places) - 1)
    return arrange_room(
        actor=actor,
        meeting=meeting,
        round_=room.round,
        statement=statements[wanted],
        anonymous_allowed=room.anonymous_allowed,
    )

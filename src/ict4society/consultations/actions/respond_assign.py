"""Ask somebody to write responses."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.accounts.models import User
from ict4society.consultations.actions.respond import AT_ONCE, lock_for_responses, lock_responses
from ict4society.consultations.models import Consultation, Response
from ict4society.consultations.outcome_events import ResponsesAssigned
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Refused, require
from ict4society.foundation.subjects import Ref


@transaction.atomic
def assign_responses(*, actor: Actor, consultation: Consultation, refs: Sequence[Ref], writer: User | None) -> int:
    """Ask the writer for the responses to these (None: nobody any more); how many were not theirs before.

    Writers see what they are asked to answer, confidential comments too. Raises Forbidden, Conflict in another stage,
    and Refused for unknown rows or an account that is not in use.
    """
    locked = lock_for_responses(actor, consultation)
    require(actor.user, "consultations.assign_responses", locked)
    if writer is not None and not writer.is_active:
        raise Refused(_("This account is not in use any more."))
    if not refs or len(set(refs)) > AT_ONCE:
        raise Refused(_("Choose at least one comment and at most %(number)d.") % {"number": AT_ONCE})
    writer_id = writer.pk if writer is not None else None
    moved = {ref: row for ref, row in lock_responses(locked, list(refs)).items() if row.assigned_to_id != writer_id}
    if moved:
        Response.objects.filter(pk__in=[row.pk for row in moved.values()]).update(assigned_to_id=writer_id)
        emit(ResponsesAssigned(locked.pk, writer_id or 0, [str(ref) for ref in moved]), actor=actor)
    return len(moved)

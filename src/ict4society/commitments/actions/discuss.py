"""Open a thread about a commitment."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.commitments.actions.judge import lock_commitment
from ict4society.commitments.events import DiscussionOpened
from ict4society.commitments.models import Commitment
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require


@transaction.atomic
def open_discussion(*, actor: Actor, commitment: Commitment) -> Thread:
    """Open the one thread about a commitment, as a facilitator of its topic. Again answers with that thread.

    Raises Forbidden.
    """
    locked = lock_commitment(commitment)
    if locked.thread is not None:
        return locked.thread
    require(actor.user, "commitments.discuss_commitment", locked, _("Facilitators of its topic open the discussion."))
    organisation = locked.on_behalf_of.name if locked.on_behalf_of else ""
    thread = open_thread(
        actor=actor,
        title=f"{organisation}: {locked.title}"[:160],
        topic=locked.topic,
        introduction=f"{locked.scope}\n\n[{locked.title}]({locked.get_absolute_url()})",
        language=locked.language,
    )
    locked.thread = thread
    locked.save(update_fields=["thread"])
    emit(DiscussionOpened(locked.pk, thread.pk), actor=actor)
    return thread

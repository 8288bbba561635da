"""Write the living summary."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.discussions.events import SummaryWritten
from ict4society.discussions.models import LivingSummary, Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, require
from ict4society.foundation.richtext import render


class StaleSummary(Conflict):
    """Another version was written since the form was opened; ``current`` is that version."""

    def __init__(self, current: LivingSummary) -> None:
        super().__init__(_("Another version was written since you opened this. Compare both and save again."))
        self.current = current


@transaction.atomic
def write_summary(*, actor: Actor, thread: Thread, text: str, version: int, through_number: int) -> LivingSummary:
    """Add the next version. ``version`` is the one that the person edited (0: none), ``through_number`` the last post
    that the summary takes into account.

    Raises Forbidden, and StaleSummary when another version was written meanwhile.
    """
    locked = Thread.objects.select_for_update(of=("self",), no_key=True).select_related("topic").get(pk=thread.pk)
    require(actor.user, "discussions.summarise_thread", locked)
    newest = locked.summaries.order_by("-version").first()
    if newest is not None and newest.version != version:
        raise StaleSummary(newest)
    summary = LivingSummary.objects.create(
        thread=locked,
        version=newest.version + 1 if newest else 1,
        text=text,
        html=str(render(text)),
        author=actor.user,
        through_number=min(max(through_number, 0), locked.next_number - 1),
    )
    locked.version += 1
    locked.save(update_fields=["version"])
    emit(SummaryWritten(locked.pk, summary.version), actor=actor)
    return summary

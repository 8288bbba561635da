"""Move a consultation to its next stage, by hand or because its date has come."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ict4society.consultations.actions.locking import lock_consultation
from ict4society.consultations.actions.set_up import edit_consultation
from ict4society.consultations.events import ClosesSoon, StageMoved
from ict4society.consultations.models import Consultation, StageChange
from ict4society.consultations.queries.open_responses import open_responses
from ict4society.consultations.states import TRANSITIONS, Stage
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, Refused, require

REMIND_BEFORE = timedelta(days=3)
DATES = {
    Stage.DRAFT: ("announce_at", Stage.ANNOUNCED),
    Stage.ANNOUNCED: ("opens_at", Stage.OPEN),
    Stage.OPEN: ("closes_at", Stage.CLOSED),
    Stage.CLOSED: ("responses_at", Stage.RESPONSES),
}
"""Which date ends a stage, and what comes then."""

log = structlog.get_logger(__name__)


class StageRefused(Refused):
    """The consultation is not ready for that stage. The message says what is missing."""


@transaction.atomic
def move_stage(
    *,
    actor: Actor | None,
    consultation: Consultation,
    stage: Stage,
    reason: str = "",
    closes_at: datetime | None = None,
) -> Consultation:
    """Move to a stage by the table of transitions, with a new closing time if one is given.

    ``actor`` is None when its date has come. Raises Forbidden, DatesRefused, Conflict when it has moved on meanwhile,
    and StageRefused when something is missing for it.
    """
    current = lock_consultation(consultation.pk)
    if actor is not None:
        require(actor.user, "consultations.manage_consultation", current)
    if current.stage == stage:
        return current
    if stage not in TRANSITIONS[Stage(current.stage)]:
        message = _("This consultation is in the stage “%(stage)s” by now, so this cannot be done.")
        raise Conflict(message % {"stage": current.get_stage_display()})
    if closes_at is not None and actor is not None:
        values = {"closes_at": closes_at}
        current = edit_consultation(actor=actor, consultation=current, version=current.version, values=values)
    now = timezone.now()
    check_ready(current, stage, now)
    before, due = current.stage, actor is None
    due_at = getattr(current, DATES[Stage(before)][0]) if due else None
    _set_dates(current, stage, now, due=due)
    current.stage = stage
    current.version += 1
    current.save()
    StageChange.objects.create(
        consultation=current,
        before=before,
        stage=stage,
        at=due_at or now,
        by=actor.user if actor is not None else None,
        reason=reason,
    )
    emit(StageMoved(current.pk, before, stage, due, current.topic_id, reason), actor=actor)
    return current


def check_ready(consultation: Consultation, stage: Stage, now: datetime) -> None:
    """Return when nothing is missing for the stage. Raises StageRefused with what is."""
    if stage == Stage.ANNOUNCED and consultation.opens_at is None:
        raise StageRefused(_("Say when it opens before you announce it."))
    if stage == Stage.OPEN:
        if consultation.closes_at is None or consultation.closes_at <= now:
            raise StageRefused(_("Give it a closing time that lies ahead."))
        published = consultation.texts.filter(published_at__isnull=False)
        if not published.exists() and not consultation.questions.exists():
            raise StageRefused(_("Publish a text or add a question first: there is nothing to answer yet."))
    if stage == Stage.FINAL and (left := open_responses(consultation)):
        message = ngettext(
            "%(count)d comment or answer has no response yet. It becomes final when every one has.",
            "%(count)d comments and answers have no response yet. It becomes final when every one has.",
            left,
        )
        raise StageRefused(message % {"count": left})


def _set_dates(consultation: Consultation, stage: Stage, now: datetime, *, due: bool) -> None:
    """A stage that begins by hand begins now, whatever date was planned for it."""
    if due:
        return
    if stage == Stage.ANNOUNCED and (consultation.announce_at is None or consultation.announce_at > now):
        consultation.announce_at = now
    if stage == Stage.DRAFT:
        consultation.announce_at = None
    if stage == Stage.OPEN and consultation.stage != Stage.CLOSED:
        if consultation.opens_at is None or consultation.opens_at > now:
            consultation.opens_at = now
        if consultation.announce_at is None or consultation.announce_at > now:
            consultation.announce_at = now
    if stage == Stage.CLOSED:
        consultation.closes_at = now
    if stage == Stage.RESPONSES and (consultation.responses_at is None or consultation.responses_at > now):
        consultation.responses_at = now


def move_due_stages() -> int:
    """Move every consultation whose date has come, each step in its own transaction; how many. Safe to repeat."""
    moved = 0
    for _round in range(len(DATES)):
        now = timezone.now()
        due = Q(pk__in=())
        for stage, (name, _next) in DATES.items():
            due |= Q(stage=stage, **{f"{name}__lte": now})
        found = list(Consultation.objects.filter(due, hidden_at=None))
        steps = sum(_moved(each) for each in found)
        moved += steps
        if not steps:
            break
    return moved


def _moved(consultation: Consultation) -> bool:
    stage = DATES[Stage(consultation.stage)][1]
    try:
        move_stage(actor=None, consultation=consultation, stage=stage)
    except Conflict:
        return False  # a facilitator was faster
    except StageRefused as refused:
        log.warning("consultations.stage_not_moved", consultation=consultation.pk, stage=stage, reason=str(refused))
        return False
    return True


def remind_of_closing() -> int:
    """Tell once of every consultation that closes in the next three days; how many. Safe to repeat."""
    now = timezone.now()
    soon = Consultation.objects.filter(
        stage=Stage.OPEN, closes_at__gt=now, closes_at__lte=now + REMIND_BEFORE, reminded_at=None, hidden_at=None
    )
    told = 0
    for pk in soon.values_list("pk", flat=True):
        with transaction.atomic():
            current = lock_consultation(pk)
            if current.reminded_at is None and current.takes_contributions(now):
                Consultation.objects.filter(pk=pk).update(reminded_at=now)
                emit(ClosesSoon(pk), actor=None)
                told += 1
    return told

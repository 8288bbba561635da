"""A moderator hides a meeting or a material, or shows it again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.meetings.actions.move import lock_meeting, save
from ict4society.meetings.events import MaterialHidden, MaterialRestored, MeetingHidden, MeetingRestored
from ict4society.meetings.models import Material, Meeting


@transaction.atomic
def hide_meeting(*, actor: Actor, meeting: Meeting, reason: str) -> None:
    """Nobody but moderators and those who run it sees it. Hiding it again changes nothing. Raises Forbidden."""
    require(actor.user, "meetings.moderate_meeting", meeting)
    locked = lock_meeting(meeting)
    if locked.hidden_at is None:
        locked.hidden_at = timezone.now()
        save(locked, "hidden_at")
        emit(MeetingHidden(locked.pk, reason), actor=actor)


@transaction.atomic
def restore_meeting(*, actor: Actor, meeting: Meeting, reason: str) -> None:
    """Undo ``hide_meeting``. Restoring what is not hidden changes nothing. Raises Forbidden."""
    require(actor.user, "meetings.moderate_meeting", meeting)
    locked = lock_meeting(meeting)
    if locked.hidden_at is not None:
        locked.hidden_at = None
        save(locked, "hidden_at")
        emit(MeetingRestored(locked.pk, reason), actor=actor)


@transaction.atomic
def hide_material(*, actor: Actor, material: Material, reason: str) -> None:
    """Nobody but moderators, its author and those who run the meeting sees it. Raises Forbidden."""
    require(actor.user, "meetings.moderate_meeting")
    locked = Material.objects.select_for_update(no_key=True).get(pk=material.pk)
    if locked.hidden_at is None:
        locked.hidden_at = timezone.now()
        locked.save(update_fields=["hidden_at"])
        emit(MaterialHidden(locked.meeting_id, locked.pk, reason), actor=actor)


@transaction.atomic
def restore_material(*, actor: Actor, material: Material, reason: str) -> None:
    """Undo ``hide_material``. Raises Forbidden."""
    require(actor.user, "meetings.moderate_meeting")
    locked = Material.objects.select_for_update(no_key=True).get(pk=material.pk)
    if locked.hidden_at is not None:
        locked.hidden_at = None
        locked.save(update_fields=["hidden_at"])
        emit(MaterialRestored(locked.meeting_id, locked.pk, reason), actor=actor)

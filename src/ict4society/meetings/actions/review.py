"""What members propose for a meeting: items of the agenda, slides and papers. The chair decides."""

from __future__ import annotations

from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.files.models import StoredFile
from ict4society.foundation.files.store import attach
from ict4society.foundation.policy import Conflict, Forbidden, Refused, require
from ict4society.foundation.subjects import Ref, resolve_one
from ict4society.meetings.actions.items import LINKABLE, AgendaRefused, ItemValues, fill, require_room
from ict4society.meetings.actions.move import lock_meeting
from ict4society.meetings.actions.timetable import retime
from ict4society.meetings.events import (
    ItemDecided,
    ItemProposed,
    ItemWithdrawn,
    MaterialDecided,
    MaterialProposed,
    MaterialWithdrawn,
)
from ict4society.meetings.models import AgendaItem, ItemLink, Material, Meeting
from ict4society.meetings.policies import runs_meeting
from ict4society.meetings.states import ReviewState
from ict4society.organisations.queries import confirm_mandate, group_of

Proposed = TypeVar("Proposed", AgendaItem, Material)
MOST_WAITING = 10
"""Proposals of one person for one meeting that wait for a decision."""


class ReasonMissing(Refused):
    """Who proposed it has to know why it was declined."""


@transaction.atomic
def propose_item(*, actor: Actor, meeting: Meeting, values: ItemValues, link: Ref | None = None) -> AgendaItem:
    """Ask the chair for an item, about a subject if one is named.

    Raises Forbidden, MandateMissing and AgendaRefused.
    """
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.propose_item", locked, _("Items can be proposed until the meeting begins."))
    confirm_mandate(actor)
    require_room(locked)
    waiting = AgendaItem.objects.filter(meeting=locked, author=actor.user, state=ReviewState.PROPOSED)
    if waiting.count() >= MOST_WAITING:
        raise AgendaRefused(_("You have proposed enough for now: wait for the chair's answer."))
    if link is not None and (link.kind not in LINKABLE or resolve_one(link, actor.user) is None):
        raise AgendaRefused(_("This cannot be linked to an agenda: choose a thread, a proposal, a round, a question."))
    item = AgendaItem(
        meeting=locked,
        author=actor.user,
        on_behalf_of=actor.organisation,
        group=group_of(actor),
        interest=actor.interest,
        language=values.language,
        state=ReviewState.PROPOSED,
    )
    fill(item, locked, values)
    item.save()
    if link is not None:
        ItemLink.objects.create(item=item, subject_kind=link.kind, subject_id=link.id)
    emit(ItemProposed(locked.pk, item.pk), actor=actor)
    return item


@transaction.atomic
def decide_item(*, actor: Actor, item: AgendaItem, approve: bool, reason: str = "") -> AgendaItem:
    """Put a proposed item on the agenda, at the end of its day, or decline it with a reason.

    Raises Forbidden, ReasonMissing, and Conflict when it was decided meanwhile.
    """
    meeting = lock_meeting(item.meeting_id)
    locked = AgendaItem.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    _decide(actor, meeting, locked, approve, reason)
    if approve:
        locked.position = 2**30
        locked.save(update_fields=["position"])
        retime(meeting)
    emit(ItemDecided(meeting.pk, locked.pk, locked.state, reason), actor=actor)
    locked.refresh_from_db()
    return locked


@transaction.atomic
def withdraw_item(*, actor: Actor, item: AgendaItem) -> AgendaItem:
    """Take one's own proposed item back. Raises Forbidden, and Conflict when it was decided meanwhile."""
    meeting = lock_meeting(item.meeting_id)
    locked = AgendaItem.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    if locked.author_id != actor.user_id:
        raise Forbidden(_("Only who proposed it can take it back."))
    _require_waiting(locked)
    locked.state = ReviewState.WITHDRAWN
    locked.save(update_fields=["state"])
    emit(ItemWithdrawn(meeting.pk, locked.pk), actor=actor)
    return locked


@transaction.atomic
def propose_material(
    *,
    actor: Actor,
    meeting: Meeting,
    title: str,
    file: StoredFile,
    language: str = "en",
    item: AgendaItem | None = None,
) -> Material:
    """Hand in slides or a paper; from those who run the meeting they are approved at once.

    Raises Forbidden, MandateMissing, AgendaRefused, and Conflict when the file belongs to something else.
    """
    locked = lock_meeting(meeting)
    require(actor.user, "meetings.propose_material", locked)
    confirm_mandate(actor)
    if item is not None and (item.meeting_id != locked.pk or item.state != ReviewState.APPROVED):
        raise AgendaRefused(_("Choose an item of this meeting's agenda."))
    runs = bool(runs_meeting(actor.user, locked))
    mine = Material.objects.filter(meeting=locked, author=actor.user, state=ReviewState.PROPOSED)
    if not runs and mine.count() >= MOST_WAITING:
        raise AgendaRefused(_("You have proposed enough for now: wait for the chair's answer."))
    material = Material.objects.create(
        meeting=locked,
        item=item,
        title=title,
        author=actor.user,
        on_behalf_of=actor.organisation,
        group=group_of(actor),
        interest=actor.interest,
        language=language,
        state=ReviewState.APPROVED if runs else ReviewState.PROPOSED,
        decided_by=actor.user if runs else None,
        decided_at=timezone.now() if runs else None,
    )
    attach(file, Ref("meetings.material", material.pk))
    event = MaterialDecided(locked.pk, material.pk, material.state) if runs else None
    emit(event or MaterialProposed(locked.pk, material.pk), actor=actor)
    return material


@transaction.atomic
def decide_material(*, actor: Actor, material: Material, approve: bool, reason: str = "") -> Material:
    """Show a proposed material to everybody, or decline it with a reason.

    Raises Forbidden, ReasonMissing, and Conflict when it was decided meanwhile.
    """
    meeting = lock_meeting(material.meeting_id)
    locked = Material.objects.select_for_update(of=("self",), no_key=True).get(pk=material.pk)
    _decide(actor, meeting, locked, approve, reason)
    emit(MaterialDecided(meeting.pk, locked.pk, locked.state, reason), actor=actor)
    return locked


@transaction.atomic
def withdraw_material(*, actor: Actor, material: Material) -> Material:
    """Take a material back: its author, or who runs the meeting. Again changes nothing. Raises Forbidden."""
    meeting = lock_meeting(material.meeting_id)
    locked = Material.objects.select_for_update(of=("self",), no_key=True).get(pk=material.pk)
    if locked.author_id != actor.user_id and not runs_meeting(actor.user, meeting):
        raise Forbidden(_("Only who handed it in can take it back."))
    if locked.state != ReviewState.WITHDRAWN:
        locked.state = ReviewState.WITHDRAWN
        locked.save(update_fields=["state"])
        emit(MaterialWithdrawn(meeting.pk, locked.pk), actor=actor)
    return locked


def _decide(actor: Actor, meeting: Meeting, proposed: Proposed, approve: bool, reason: str) -> None:
    require(actor.user, "meetings.decide_proposed", meeting)
    _require_waiting(proposed)
    if not approve and not reason.strip():
        raise ReasonMissing(_("Say why: who proposed it reads it."))
    proposed.state = ReviewState.APPROVED if approve else ReviewState.DECLINED
    proposed.reason = reason
    proposed.decided_by = actor.user
    proposed.decided_at = timezone.now()
    proposed.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def _require_waiting(proposed: AgendaItem | Material) -> None:
    if proposed.state != ReviewState.PROPOSED:
        message = _("This was “%(state)s” meanwhile.")
        raise Conflict(message % {"state": proposed.get_state_display()})

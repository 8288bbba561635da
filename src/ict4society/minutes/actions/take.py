"""Take, change and strike lines."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.accounts.models import User
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.foundation.richtext import render
from ict4society.meetings.actions.move import lock_meeting
from ict4society.meetings.models import AgendaItem, Meeting
from ict4society.meetings.states import MeetingState
from ict4society.minutes.events import LineEdited, LineStruck, LineTaken
from ict4society.minutes.models import Line, LineRevision
from ict4society.minutes.states import LineKind
from ict4society.organisations.models import Organisation


class StaleLine(Conflict):
    """Somebody changed the line since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Line) -> None:
        super().__init__(_("Somebody changed this line since you opened it. Compare both texts and save again."))
        self.current = current


class ReasonMissing(Refused):
    """A change to final minutes, or a struck line, says why."""


@dataclass(frozen=True)
class Wording:
    """What a line says: all that can be typed of it."""

    text: str
    kind: str = LineKind.NOTE
    item: AgendaItem | None = None
    language: str = ""
    speaker: User | None = None
    speaker_name: str = ""
    on_behalf_of: Organisation | None = None
    group: str = ""
    owner: User | None = None
    owner_name: str = ""
    due_on: date | None = None

    def put_on(self, line: Line) -> None:
        """Write it on the line. Owner and deadline belong to actions only."""
        for field in fields(self):
            setattr(line, field.name, getattr(self, field.name))
        if self.kind != LineKind.ACTION:
            line.owner, line.owner_name, line.due_on, line.done_at, line.done_by = None, "", None, None, None
        line.language = self.language or detect_language(self.text) or line.meeting.language
        line.html = str(render(self.text))
        if self.speaker is not None and not self.speaker_name:
            line.speaker_name = self.speaker.name
        if self.owner is not None and not self.owner_name and line.kind == LineKind.ACTION:
            line.owner_name = self.owner.name
        if self.on_behalf_of is not None:
            line.group = self.on_behalf_of.group


def line_values(line: Line) -> dict[str, Any]:
    """What a line says, as plain values for the audit log."""
    named = asdict(Wording(line.text))
    return {name: _plain(getattr(line, name)) for name in named}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int) else value.pk


def lock_line(line: Line) -> Line:
    """The line as it stands now, locked to the end of the transaction."""
    rows = Line.objects.select_for_update(of=("self",), no_key=True).select_related("meeting__topic", "item")
    return rows.get(pk=line.pk)


@transaction.atomic
def take_line(*, actor: Actor, meeting: Meeting, wording: Wording) -> Line:
    """Add a line with the next number. Several people may take lines at once: none is lost, no number given twice.

    Raises Forbidden when the person does not run the meeting, or it has not begun or is final.
    """
    locked = lock_meeting(meeting)
    require(
        actor.user, "minutes.take_line", locked, _("Lines are taken by those who run the meeting, until it is final.")
    )
    last = Line.objects.filter(meeting=locked).aggregate(last=Max("number"))["last"] or 0
    line = Line(meeting=locked, number=last + 1, author=actor.user, said_at=_moment(locked))
    wording.put_on(line)
    line.save()
    LineRevision.objects.create(line=line, number=1, text=line.text, edited_by=actor.user)
    emit(LineTaken(locked.pk, line.pk, line.owner_id), actor=actor)
    return line


def _moment(meeting: Meeting) -> Any:
    """Now; of a meeting that is over (minutes typed later), its end."""
    return min(timezone.now(), meeting.ends_at)


@transaction.atomic
def edit_line(*, actor: Actor, line: Line, revision: int, wording: Wording, reason: str = "") -> Line:
    """Let a line say something else; ``revision`` is the wording that was edited. The same words change nothing.

    Final minutes change only with a reason, as an erratum. Raises Forbidden, StaleLine, ReasonMissing, and Conflict for
    a struck line.
    """
    lock_meeting(line.meeting_id)
    locked = lock_line(line)
    require(actor.user, "minutes.edit_line", locked.meeting)
    if locked.struck_at is not None:
        raise Conflict(_("This line was struck, so it cannot be changed."))
    if locked.revision != revision:
        raise StaleLine(locked)
    before, had = line_values(locked), locked.owner_id
    wording.put_on(locked)
    after = line_values(locked)
    if before == after:
        return locked
    if locked.meeting.state == MeetingState.FINAL and not reason.strip():
        raise ReasonMissing(_("These minutes are final: say why the line is corrected. Everybody can read it."))
    return save_wording(
        locked, before, actor=actor, reason=reason, newly=locked.owner_id if locked.owner_id != had else None
    )


def save_wording(
    locked: Line, before: dict[str, Any], *, actor: Actor, reason: str = "", newly: int | None = None
) -> Line:
    """Save a locked line as its next revision and tell; the caller has checked who may."""
    after = line_values(locked)
    locked.revision += 1
    locked.save()
    LineRevision.objects.create(
        line=locked, number=locked.revision, text=locked.text, edited_by=actor.user, reason=reason
    )
    changed = [name for name in after if before[name] != after[name]]
    emit(
        LineEdited(
            locked.meeting_id,
            locked.pk,
            locked.revision,
            {name: before[name] for name in changed},
            {name: after[name] for name in changed},
            newly,
        ),
        actor=actor,
    )
    return locked


@transaction.atomic
def strike_line(*, actor: Actor, line: Line, reason: str) -> Line:
    """Take a line out; its number and a notice stay. Again changes nothing. Raises Forbidden and ReasonMissing."""
    lock_meeting(line.meeting_id)
    locked = lock_line(line)
    require(actor.user, "minutes.strike_line", locked.meeting, _("Final minutes keep their lines."))
    if locked.struck_at is None:
        if not reason.strip():
            raise ReasonMissing(_("Say why the line is struck. Everybody can read it."))
        locked.struck_at, locked.strike_reason = timezone.now(), reason
        locked.save(update_fields=["struck_at", "strike_reason"])
        emit(LineStruck(locked.meeting_id, locked.pk, reason), actor=actor)
    return locked

"""Minutes as documents."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ict4society.foundation.richtext import plain
from ict4society.meetings.models import Meeting
from ict4society.minutes.models import Line
from ict4society.minutes.states import LineKind


def who(line: Line) -> str:
    """The speaker and for whom."""
    name = line.speaker_name or _("the meeting")
    return f"{name} ({line.on_behalf_of.name})" if line.on_behalf_of else name


def words(line: Line) -> str:
    """The words in plain text; of a struck or hidden line its notice; of an action who does it and until when."""
    if line.hidden_at is not None:
        return _("A moderator has hidden this line.")
    if line.struck_at is not None:
        return _("Struck: %(reason)s") % {"reason": line.strike_reason}
    text = plain(line.text).strip()
    if line.kind == LineKind.ACTION:
        due = date_format(line.due_on, "DATE_FORMAT") if line.due_on else _("no date")
        state = _("done") if line.done_at else _("open")
        text = f"{text} [{line.owner_name}, {due}, {state}]"
    return text


def line_record(line: Line) -> dict[str, Any]:
    """A line as programs get it."""
    gone = line.is_gone
    return {
        "id": line.pk,
        "number": line.number,
        "url": settings.SITE_URL + reverse("minutes:line", args=[line.pk]),
        "kind": line.kind,
        "item": line.item.title if line.item else None,
        "text": "" if gone else line.text,
        "language": line.language,
        "revision": line.revision,
        "speaker": line.speaker_name,
        "on_behalf_of": line.on_behalf_of.name if line.on_behalf_of else None,
        "group": line.group,
        "owner": line.owner_name if line.kind == LineKind.ACTION else None,
        "due_on": line.due_on,
        "done_at": line.done_at,
        "said_at": line.said_at,
        "struck": line.struck_at is not None,
    }


def minutes_record(meeting: Meeting, lines: list[Line]) -> dict[str, Any]:
    """The minutes as programs get them."""
    return {
        "meeting": meeting.title,
        "url": settings.SITE_URL + reverse("minutes:minutes", args=[meeting.pk]),
        "state": meeting.state,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "lines": [line_record(line) for line in lines],
    }


def minutes_markdown(meeting: Meeting, lines: list[Line]) -> str:
    """The minutes in Markdown, item by item in the order of the lines."""
    day = date_format(meeting.starts_at.astimezone(meeting.zone), "DATE_FORMAT")
    parts = [f"# {meeting.title}", f"{day} · {meeting.get_state_display()}"]
    item_id: int | None = None
    for line in lines:
        if line.item is not None and line.item_id != item_id:
            parts.append(f"## {line.item.title}")
        item_id = line.item_id
        parts.append(f"{line.number}. **{line.get_kind_display()}** · {who(line)}: {words(line)}")
    return "\n\n".join(parts) + "\n"


def minutes_pdf_data(meeting: Meeting, lines: list[Line], attendance: list[tuple[str, int]]) -> dict[str, Any]:
    """What the typst template shows."""
    start = meeting.starts_at.astimezone(meeting.zone)
    return {
        "title": meeting.title,
        "facts": [
            [_("Date"), date_format(start, "DATETIME_FORMAT")],
            [_("Place"), ", ".join(filter(None, (meeting.place, meeting.city))) or _("on-line")],
            [_("State"), str(meeting.get_state_display())],
        ],
        "words": {"lines": _("Lines"), "attendance": _("Attendance by stakeholder group")},
        "head": [_("No."), _("Kind"), _("Who"), _("What")],
        "rows": [[str(line.number), str(line.get_kind_display()), who(line), words(line)] for line in lines],
        "attendance_head": [_("Stakeholder group"), _("People")],
        "attendance": [[group or _("No declared group"), str(number)] for group, number in attendance],
    }

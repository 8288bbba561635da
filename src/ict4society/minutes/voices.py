"""Whom a line can name: those who have a seat, and those who speak to an item of the agenda."""

from __future__ import annotations

from dataclasses import dataclass

from ict4society.accounts.models import User
from ict4society.meetings.models import Meeting, Registration, Speaker
from ict4society.meetings.states import SEATED
from ict4society.minutes.models import Line
from ict4society.organisations.models import Organisation


@dataclass(frozen=True)
class Voice:
    """Somebody in the room, and for whom they speak there."""

    key: str
    name: str
    user: User | None = None
    organisation: Organisation | None = None
    group: str = ""
    affiliation: str = ""

    @property
    def label(self) -> str:
        """As the form offers it."""
        place = self.organisation.name if self.organisation else self.affiliation
        return f"{self.name} ({place})" if place else self.name


def voices_of(meeting: Meeting, line: Line | None = None) -> dict[str, Voice]:
    """By key, in order of their names: two queries. Who has a seat and speaks stands once, as registered.

    Whom a ``line`` names already can be named in it again, also after they gave up their seat.
    """
    found: dict[str, Voice] = {}
    seats = Registration.objects.filter(meeting=meeting, state__in=SEATED).select_related("user", "on_behalf_of")
    for seat in seats:
        key = f"person:{seat.user_id}"
        found[key] = Voice(key, seat.user.name, seat.user, seat.on_behalf_of, seat.group)
    for speaker in Speaker.objects.filter(item__meeting=meeting).select_related("user", "organisation"):
        key = f"person:{speaker.user_id}" if speaker.user_id else f"speaker:{speaker.name}"
        made = Voice(key, speaker.name, speaker.user, speaker.organisation, speaker.group, speaker.affiliation)
        found.setdefault(key, made)
    if line is not None:
        for made in (
            Voice(key_of(line.speaker_id, ""), line.speaker_name, line.speaker, line.on_behalf_of, line.group),
            Voice(key_of(line.owner_id, ""), line.owner_name, line.owner),
        ):
            if made.user is not None:
                found.setdefault(made.key, made)
    return dict(sorted(found.items(), key=lambda entry: entry[1].name.casefold()))


def key_of(user_id: int | None, name: str) -> str:
    """The key under which a line's speaker or owner would stand."""
    return f"person:{user_id}" if user_id else f"speaker:{name}" if name else ""

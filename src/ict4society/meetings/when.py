"""Times of meetings: typed in the time zone of the meeting, kept in UTC, read in two zones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.utils import formats
from django.utils.translation import gettext as _

from ict4society.foundation.policy import Refused

AREAS = ("Europe", "Africa", "America", "Asia", "Atlantic", "Australia", "Indian", "Pacific")


class TimeMissing(Refused):
    """The clocks are put forward over that time: it does not exist on that day."""


@cache
def zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """The time zones to choose from, by area; Europe first, UTC last."""
    names = sorted(available_timezones())
    grouped = [
        (area, [(name, name.partition("/")[2].replace("_", " ")) for name in names if name.startswith(f"{area}/")])
        for area in AREAS
    ]
    return [*grouped, ("UTC", [("UTC", "UTC")])]


def is_zone(name: str) -> bool:
    """Whether this is one of ``zones``."""
    return any(name == key for _area, members in zones() for key, _label in members)


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A wall-clock time of a zone in UTC. Of an hour that comes twice (clocks put back), the first is meant.

    Raises TimeMissing where the clocks are put forward over it.
    """
    local = datetime.combine(day, at, tzinfo=zone)
    found = local.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        message = _("On %(day)s there is no %(time)s in %(zone)s: the clocks are put forward. Choose another time.")
        raise TimeMissing(
            message % {"day": formats.date_format(day, "DATE_FORMAT"), "time": f"{at:%H:%M}", "zone": zone.key}
        )
    return found


def days_before(instant: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same time on the clock so many days earlier, in UTC; the clocks may have been changed in between."""
    local = instant.astimezone(zone)
    wall = datetime.combine(local.date() - timedelta(days=days), local.time())
    return wall.replace(tzinfo=zone, fold=local.fold).astimezone(UTC)


def zone_of(user: Any) -> ZoneInfo | None:
    """The time zone of a person's profile; None for visitors, and for a zone that this machine does not know."""
    name = getattr(user, "time_zone", "") if getattr(user, "is_authenticated", False) else ""
    try:
        return ZoneInfo(name) if name else None
    except (LookupError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, in words: where it is held, and where its reader is if the clocks differ there."""

    starts_at: datetime
    """In the zone of the meeting."""
    ends_at: datetime
    text: str
    zone: str
    reader_text: str = ""
    reader_zone: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.zone})"


def span(starts_at: datetime, ends_at: datetime, zone: ZoneInfo, reader: ZoneInfo | None = None) -> Span:
    """How the time is shown: in the zone of the meeting, and in the reader's where the clocks show another time."""
    here = (starts_at.astimezone(zone), ends_at.astimezone(zone))
    made = Span(*here, _words(*here), zone_words(here[0]))
    if reader is None or starts_at.astimezone(reader).utcoffset() == here[0].utcoffset():
        return made
    there = (starts_at.astimezone(reader), ends_at.astimezone(reader))
    return Span(*here, made.text, made.zone, _words(*there), zone_words(there[0]))


def zone_words(local: datetime) -> str:
    """A zone with its distance from UTC then: ``Europe/Brussels, UTC+01:00``."""
    key = getattr(local.tzinfo, "key", "UTC")
    offset = local.strftime("%z")
    return key if key == "UTC" else f"{key}, UTC{offset[:3]}:{offset[3:]}"


def clock(local: datetime) -> str:
    """Hours and minutes."""
    return f"{local:%H:%M}"


def day_words(local: datetime) -> str:
    """Weekday and date in the reader's language."""
    return f"{formats.date_format(local, 'l')} {formats.date_format(local, 'DATE_FORMAT')}"


def _words(starts: datetime, ends: datetime) -> str:
    if starts.date() == ends.date():
        return f"{day_words(starts)}, {clock(starts)}–{clock(ends)}"
    return f"{day_words(starts)}, {clock(starts)} – {day_words(ends)}, {clock(ends)}"

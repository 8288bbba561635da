"""Named reads of meetings."""

from ict4society.meetings.queries.agenda import Slot, links_of, timetable
from ict4society.meetings.queries.lists import (
    WITH,
    calendar_month,
    meetings,
    of_organisation,
    of_topic,
    past_meetings,
    placed_meetings,
    speakers_of,
    takes_part,
    upcoming_meetings,
)
from ict4society.meetings.queries.registrations import (
    attendance,
    invitations_of,
    questions_of,
    registration_of,
    registrations_of,
)

__all__ = [
    "WITH",
    "Slot",
    "attendance",
    "calendar_month",
    "invitations_of",
    "links_of",
    "meetings",
    "of_organisation",
    "of_topic",
    "past_meetings",
    "placed_meetings",
    "questions_of",
    "registration_of",
    "registrations_of",
    "speakers_of",
    "takes_part",
    "timetable",
    "upcoming_meetings",
]

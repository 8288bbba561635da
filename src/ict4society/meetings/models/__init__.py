from ict4society.meetings.models.agenda_item import AgendaItem, ItemLink, Speaker
from ict4society.meetings.models.calendar import CalendarKey, Reminder
from ict4society.meetings.models.material import Material
from ict4society.meetings.models.meeting import Day, Meeting
from ict4society.meetings.models.registration import (
    GroupCapacity,
    MeetingInvitation,
    Registration,
    RegistrationQuestion,
)
from ict4society.meetings.models.series import Series

__all__ = [
    "AgendaItem",
    "CalendarKey",
    "Day",
    "GroupCapacity",
    "ItemLink",
    "Material",
    "Meeting",
    "MeetingInvitation",
    "Registration",
    "RegistrationQuestion",
    "Reminder",
    "Series",
    "Speaker",
]

"""The attendance list as columns."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ict4society.accounts.models import User
from ict4society.meetings.models import Meeting, Registration
from ict4society.meetings.queries import questions_of


def attendance_table(meeting: Meeting) -> tuple[list[str], list[list[Any]]]:
    """Header and rows: everybody who registered, those who cancelled last; times in UTC. For the organisers."""
    questions = questions_of(meeting, removed=True)
    header = [
        _("Name"),
        _("E-mail address"),
        _("Organisation"),
        _("Stakeholder group"),
        _("State"),
        _("Takes part"),
        _("Language"),
        _("Interpretation"),
        _("Needs"),
        _("Registered at"),
        _("Checked in at"),
        *(question.text for question in questions),
    ]
    rows = Registration.objects.filter(meeting=meeting).select_related("user", "on_behalf_of")
    order = ["checked_in", "registered", "waiting", "cancelled"]
    ordered = sorted(rows, key=lambda row: (order.index(row.state), row.queued_at, row.pk))
    return header, [_row(row, [str(question.pk) for question in questions]) for row in ordered]


def _row(row: Registration, questions: list[str]) -> list[Any]:
    return [
        str(row.user),
        row.user.email,
        row.on_behalf_of.name if row.on_behalf_of else "",
        row.get_group_display(),
        row.get_state_display(),
        row.get_attends_display(),
        row.language,
        row.interpretation,
        row.needs,
        row.queued_at.isoformat(),
        row.checked_in_at.isoformat() if row.checked_in_at else "",
        *(answer_text(row.answers.get(question)) for question in questions),
    ]


def answer_text(value: Any) -> str:
    """An answer to an organiser's question in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    return "" if value is None else str(value)


def registrations_of_person(user: User) -> list[dict[str, Any]]:
    """For the person's own export: where they registered and what they said there."""
    rows = Registration.objects.filter(user=user).select_related("meeting").order_by("pk")
    return [
        {
            "meeting": row.meeting_id,
            "title": row.meeting.title,
            "state": row.state,
            "organisation": row.on_behalf_of_id,
            "attends": row.attends,
            "language": row.language,
            "interpretation": row.interpretation,
            "needs": row.needs,
            "answers": row.answers,
            "registered_at": row.queued_at.isoformat(),
            "checked_in_at": row.checked_in_at.isoformat() if row.checked_in_at else None,
        }
        for row in rows
    ]

"""Jobs of meetings."""

from __future__ import annotations

from datetime import datetime

from ict4society.foundation.mailer.send import send
from ict4society.foundation.tasks import periodic, task
from ict4society.meetings.actions.advance import start_due_meetings
from ict4society.meetings.actions.invite import MAIL_TASK, claim_mail
from ict4society.meetings.actions.remind import TASK, defer_due_reminders, remind
from ict4society.meetings.mails import invitation_mail


@periodic(name="meetings.start_due", cron="* * * * *")
def start_due(timestamp: int) -> None:
    """Start the meetings whose time has come."""
    start_due_meetings()


@periodic(name="meetings.find_reminders", cron="*/5 * * * *")
def find_reminders(timestamp: int) -> None:
    """Queue the reminders that are due."""
    defer_due_reminders()


@task(name=TASK)
def send_reminder(meeting_id: int, user_id: int, kind: str, starts_at: str) -> None:
    """Remind one person of one meeting."""
    remind(meeting_id=meeting_id, user_id=user_id, kind=kind, starts_at=datetime.fromisoformat(starts_at))


@task(name=MAIL_TASK, queue="mail")
def send_invitation(invitation_id: int) -> None:
    """Invite somebody without an account; at most once."""
    invitation = claim_mail(invitation_id)
    if invitation is not None:
        template, context, language = invitation_mail(invitation)
        send(invitation.email, template, context, language)

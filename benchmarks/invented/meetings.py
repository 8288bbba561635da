"""Meetings: one that is about to fill, one in whose room 500 people sit."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from benchmarks.invented.people import secretary


def open_meeting(capacity: int) -> Any:
    """A new meeting that takes registrations, so many seats."""
    from ict4society.foundation.actors import Actor
    from ict4society.meetings.actions.advance import announce_meeting, open_registration
    from ict4society.meetings.models import Meeting

    actor, meeting = Actor(secretary()), _drafted("Bench: a rush")
    Meeting.objects.filter(pk=meeting.pk).update(capacity=capacity)
    announce_meeting(actor=actor, meeting=meeting)
    return open_registration(actor=actor, meeting=meeting)


def room_with(people: list[Any], statements: int) -> tuple[Any, list[Any]]:
    """A new meeting that is running, everybody seated; its room asks a round whose results everybody sees.

    Returns the meeting and the round's statements; the first is asked.
    """
    from django.utils import timezone

    from ict4society.deliberation.actions.create_round import create_round
    from ict4society.deliberation.actions.open_round import open_round
    from ict4society.deliberation.actions.propose_statement import propose_statement
    from ict4society.deliberation.states import ResultsShown
    from ict4society.foundation.actors import Actor
    from ict4society.meetings.actions.advance import announce_meeting, start_meeting
    from ict4society.meetings.models import Registration
    from ict4society.room.actions.arrange import arrange_room

    actor, meeting = Actor(secretary()), _drafted("Bench: a full room")
    announce_meeting(actor=actor, meeting=meeting)
    started = start_meeting(actor=actor, meeting=meeting)
    now = timezone.now()
    Registration.objects.bulk_create(
        [
            Registration(
                meeting=started, user=each, state="registered", code=secrets.token_hex(6), queued_at=now, seated_at=now
            )
            for each in people
        ]
    )
    name = f"Bench: the room of meeting {started.pk}"
    round_ = create_round(actor=actor, topic=started.topic, title=name, results_shown=ResultsShown.ALWAYS)
    asked = [
        propose_statement(actor=actor, round_=round_, text=f"Statement {number} of the bench should be a standard.")
        for number in range(1, statements + 1)
    ]
    opened = open_round(actor=actor, round_=round_)
    arrange_room(actor=actor, meeting=started, round_=opened, statement=asked[0], anonymous_allowed=True)
    return started, asked


def _drafted(title: str) -> Any:
    from django.utils import timezone

    from ict4society.foundation.actors import Actor
    from ict4society.meetings.actions.plan import Plan, draft_meeting
    from ict4society.topics.models import Topic

    begins = timezone.now() + timedelta(days=20)
    plan = Plan(title=title, days=[(begins, begins + timedelta(hours=3))], topic=Topic.objects.order_by("pk").first())
    return draft_meeting(actor=Actor(secretary()), plan=plan)

"""Everything that the page of a meeting shows of meetings, in few statements: it is read most of all pages here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ict4society.accounts.policies import is_member
from ict4society.foundation.database.together import hand_out, keep, together
from ict4society.foundation.subjects import Subject
from ict4society.meetings.models import AgendaItem, Day, Material, Meeting, MeetingInvitation, Registration
from ict4society.meetings.policies import items_visible_to
from ict4society.meetings.queries.agenda import Slot, agenda_rows, links_of, material_rows, slots, with_files
from ict4society.meetings.queries.lists import meetings
from ict4society.meetings.states import ReviewState

MOST_SIBLINGS = 20
OFFERED = (ReviewState.PROPOSED, ReviewState.DECLINED)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A meeting as its reader sees it."""

    days: list[tuple[Day, list[Slot]]]
    materials: list[Material]
    """With their ``files``."""
    proposed: list[AgendaItem]
    """Items that wait or were declined: one's own, or all for those who run the meeting."""
    links: dict[int, list[Subject]]
    """What each item is about."""
    registration: Registration | None
    """The reader's own, a cancelled one too."""
    invited: bool
    siblings: list[Meeting]
    """The other meetings of the series."""
    own: list[Registration]
    """The reader's registrations for those."""


def sheet_of(meeting: Meeting, user: Any) -> Sheet:
    """Three statements at most: the rows; the files of materials; the titles of what items are about.

    Topics, hosts and chairs are at hand on the meeting afterwards.
    """
    related = [getattr(meeting, name).all() for name in _RELATED]
    agenda = agenda_rows(meeting)
    rows = together(
        *related, *agenda, material_rows(meeting, user), *_of_reader(meeting, user), *_series(meeting, user)
    )
    for name, found in zip(_RELATED, rows, strict=False):
        keep(meeting, name, found)
    days, items, links, speakers, materials, visible, registrations, invitations, siblings, own = rows[len(_RELATED) :]
    hand_out(items, "links", links, "item_id")
    hand_out(items, "speakers", speakers, "item_id")
    approved = [item for item in items if item.state == ReviewState.APPROVED]
    proposed = sorted((item for item in items if item.pk in set(visible)), key=lambda item: item.pk)
    about = links_of([*approved, *proposed], user)
    with_files(materials)
    return Sheet(
        days=slots(days, approved, about, materials),
        materials=materials,
        proposed=proposed,
        links=about,
        registration=registrations[0] if registrations else None,
        invited=bool(invitations),
        siblings=siblings,
        own=own,
    )


_RELATED = ("further_topics", "hosts", "facilitators")


def _of_reader(meeting: Meeting, user: Any) -> tuple[QuerySet[Any], ...]:
    """Ids of the offered items that the reader may see, their registration, and their invitation."""
    if not user.is_authenticated:
        return AgendaItem.objects.none(), Registration.objects.none(), MeetingInvitation.objects.none()
    invitations = MeetingInvitation.objects.filter(meeting=meeting, email=user.email.lower())
    return (
        items_visible_to(user).filter(meeting=meeting, state__in=OFFERED).values_list("pk", flat=True),
        Registration.objects.filter(meeting=meeting, user_id=user.pk).select_related("on_behalf_of"),
        invitations if meeting.invitation_only else invitations.none(),
    )


def _series(meeting: Meeting, user: Any) -> tuple[QuerySet[Any], QuerySet[Any]]:
    if meeting.series_id is None:
        return Meeting.objects.none(), Registration.objects.none()
    others = meetings(user).filter(series_id=meeting.series_id, announced_at__isnull=False, hidden_at=None)
    own = Registration.objects.none()
    if is_member(user):
        own = Registration.objects.filter(user_id=user.pk, meeting__series_id=meeting.series_id)
    return others.exclude(pk=meeting.pk)[:MOST_SIBLINGS], own

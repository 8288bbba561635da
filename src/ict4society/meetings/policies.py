"""Who may see and do what with meetings."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from ict4society.accounts.policies import is_member, is_moderator
from ict4society.foundation.database.prepared import Prepared
from ict4society.meetings.models import AgendaItem, Material, Meeting, MeetingInvitation, Registration
from ict4society.meetings.states import HELD, SEATED, UPCOMING, MeetingState, ReviewState
from ict4society.topics.queries import facilitated_topics, facilitates

ALL_TOPICS = None
LARGEST_ID = 2**63 - 1


def meetings_visible_to(user: Any) -> QuerySet[Meeting]:
    """What was announced and is not hidden; moderators see the hidden; those who run a meeting see it always."""
    shown = Q(announced_at__isnull=False)
    if not is_moderator(user):
        shown &= Q(hidden_at=None)
    return Meeting.objects.filter(shown | run_by(user))


def visible_meeting(user: Any, pk: int) -> Meeting | None:
    """The one of ``meetings_visible_to`` with this id, by a query that is compiled once: every page asks it.

    It knows whether the reader is a chair and has a seat, so that the policies need not ask again.
    """
    reader = user.pk if is_member(user) else 0
    found = next(iter(_with_id(meeting=pk, reader=reader)), None) if 0 < pk <= LARGEST_ID else None
    if found is None:
        return None
    found.reader_id = reader  # type: ignore[attr-defined]
    return found if can_view_meeting(user, found) else None


_with_id: Prepared[Meeting] = Prepared(
    lambda meeting, reader: (
        Meeting.objects.select_related("topic", "series", "author")
        .annotate(
            reader_chairs=Exists(
                Meeting.facilitators.through.objects.filter(meeting_id=OuterRef("pk"), user_id=reader)
            ),
            reader_seated=Exists(
                Registration.objects.filter(meeting_id=OuterRef("pk"), user_id=reader, state__in=SEATED)
            ),
        )
        .filter(pk=meeting)
    ),
    meeting=int,
    reader=int,
)


def run_by(user: Any) -> Q:
    """The meetings that the person runs: as their author, as a chair, or as a facilitator of one of their topics."""
    if not is_member(user):
        return Q(pk__in=())
    topics = facilitated_topics(user)
    if ALL_TOPICS in topics:
        return Q(pk__isnull=False)
    chairs = Meeting.facilitators.through.objects.filter(meeting_id=OuterRef("pk"), user_id=user.pk)
    mine = Q(author_id=user.pk) | Q(Exists(chairs))
    if topics:
        further = Meeting.further_topics.through.objects.filter(meeting_id=OuterRef("pk")).filter(
            Q(topic_id__in=topics) | Q(topic__parent_id__in=topics)
        )
        mine |= Q(topic_id__in=topics) | Q(topic__parent_id__in=topics) | Q(Exists(further))
    return mine


@rules.predicate
def runs_meeting(user: Any, meeting: Meeting | None) -> bool:
    """The same answer as ``run_by``, for one; without a meeting, whether the person facilitates any topic."""
    if not is_member(user):
        return False
    if meeting is None:
        return facilitates(user)
    if ALL_TOPICS in facilitated_topics(user) or meeting.author_id == user.pk:
        return True
    if facilitates(user) and any(
        facilitates(user, topic) for topic in (meeting.topic, *meeting.further_topics.all()) if topic is not None
    ):
        return True
    if getattr(meeting, "reader_id", None) == user.pk:
        return bool(meeting.reader_chairs)  # type: ignore[attr-defined]
    return meeting.pk is not None and any(chair.pk == user.pk for chair in meeting.facilitators.all())


def can_view_meeting(user: Any, meeting: Meeting) -> bool:
    """The same answer as ``meetings_visible_to``, for one."""
    if meeting.announced_at is not None and (meeting.hidden_at is None or is_moderator(user)):
        return True
    return bool(runs_meeting(user, meeting))


def items_visible_to(user: Any) -> QuerySet[AgendaItem]:
    """Approved items of visible meetings; the others for their author and for those who run the meeting."""
    shown = Q(state=ReviewState.APPROVED)
    if is_member(user):
        shown |= Q(author_id=user.pk) | Q(meeting_id__in=Meeting.objects.filter(run_by(user)).values("pk"))
    return AgendaItem.objects.filter(shown, meeting_id__in=meetings_visible_to(user).values("pk"))


def materials_visible_to(user: Any) -> QuerySet[Material]:
    """Approved materials of visible meetings; the others for their author and for those who run the meeting."""
    shown = Q(state=ReviewState.APPROVED)
    if not is_moderator(user):
        shown &= Q(hidden_at=None)
    if is_member(user):
        shown |= Q(author_id=user.pk) | Q(meeting_id__in=Meeting.objects.filter(run_by(user)).values("pk"))
    return Material.objects.filter(shown, meeting_id__in=meetings_visible_to(user).values("pk"))


def registrations_visible_to(user: Any) -> QuerySet[Registration]:
    """One's own, and all of the meetings that one runs."""
    if not is_member(user):
        return Registration.objects.none()
    return Registration.objects.filter(
        Q(user_id=user.pk) | Q(meeting_id__in=Meeting.objects.filter(run_by(user)).values("pk"))
    )


def is_invited(user: Any, meeting: Meeting) -> bool:
    """Whether an invitation was sent to the person's address."""
    return MeetingInvitation.objects.filter(meeting_id=meeting.pk, email=user.email.lower()).exists()


@rules.predicate
def has_seat(user: Any, meeting: Meeting | None) -> bool:
    """Registered, not only waiting."""
    if meeting is None or not is_member(user):
        return False
    if getattr(meeting, "reader_id", None) == user.pk:
        return bool(meeting.reader_seated)  # type: ignore[attr-defined]
    return Registration.objects.filter(meeting_id=meeting.pk, user_id=user.pk, state__in=SEATED).exists()


@rules.predicate
def is_there(user: Any, meeting: Meeting | None) -> bool:
    """Checked in, or has a seat in a meeting that is held on-line (nobody is checked in there)."""
    return bool(has_seat(user, meeting)) and meeting is not None and meeting.state in HELD


def in_state(*states: MeetingState) -> Any:
    """A predicate: the meeting is in one of these states and not hidden."""

    @rules.predicate(name=f"in_state:{','.join(states)}")
    def holds(user: Any, meeting: Meeting | None) -> bool:
        return meeting is None or (meeting.state in states and meeting.hidden_at is None)

    return holds


_draft = in_state(MeetingState.DRAFT)
_before = in_state(MeetingState.DRAFT, *UPCOMING)
_upcoming = in_state(*UPCOMING)
_open = in_state(MeetingState.OPEN)
_alive = in_state(MeetingState.DRAFT, *UPCOMING, *HELD)
_shown = in_state(*UPCOMING, *HELD)

rules.add_perm("meetings.add_meeting", runs_meeting)
rules.add_perm("meetings.run_meeting", runs_meeting)
rules.add_perm("meetings.edit_meeting", runs_meeting & _alive)
rules.add_perm("meetings.announce_meeting", runs_meeting & _draft)
rules.add_perm("meetings.open_meeting", runs_meeting & _upcoming)
rules.add_perm("meetings.start_meeting", runs_meeting & _upcoming)
rules.add_perm("meetings.cancel_meeting", runs_meeting & _before)
rules.add_perm("meetings.edit_agenda", runs_meeting & _alive)
rules.add_perm("meetings.propose_item", is_member & _upcoming)
rules.add_perm("meetings.propose_material", is_member & _shown)
rules.add_perm("meetings.decide_proposed", runs_meeting & _alive)
rules.add_perm("meetings.register_meeting", is_member & _open)
rules.add_perm("meetings.manage_registrations", runs_meeting)
rules.add_perm("meetings.check_in", runs_meeting & _shown)
rules.add_perm("meetings.view_link", has_seat | runs_meeting)
rules.add_perm("meetings.keep_calendar", is_member)
rules.add_perm("meetings.moderate_meeting", is_moderator)

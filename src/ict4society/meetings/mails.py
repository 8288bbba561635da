"""Who is told of what about meetings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ict4society.accounts.models import User
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Ref
from ict4society.meetings.events import (
    ItemDecided,
    ItemProposed,
    MaterialDecided,
    MaterialProposed,
    MeetingAnnounced,
    MeetingCancelled,
    MeetingEdited,
    RegistrationOpened,
)
from ict4society.meetings.models import AgendaItem, Material, Meeting, MeetingInvitation, Registration
from ict4society.meetings.queries import timetable
from ict4society.meetings.registration_events import PersonInvited, RegistrationCancelled, ReminderDue, SeatGiven
from ict4society.meetings.states import RegistrationState, ReviewState
from ict4society.meetings.when import clock, span, zone_of
from ict4society.topics.models import Facilitation, Topic


def _meeting(meeting_id: int) -> Meeting | None:
    return Meeting.objects.select_related("topic", "series").filter(pk=meeting_id).first()


def _ref(meeting: Meeting) -> Ref:
    return Ref("meetings.meeting", meeting.pk)


def _topics(meeting: Meeting) -> tuple[Ref, ...]:
    """The topics whose followers it concerns; a meeting of the whole community concerns those of every topic."""
    if meeting.topic_id is None:
        ids = list(Topic.objects.values_list("pk", flat=True))
    else:
        ids = [meeting.topic_id, *meeting.further_topics.values_list("pk", flat=True)]
    return tuple(Ref("topics.topic", pk) for pk in ids)


def comers(meeting: Meeting) -> list[int]:
    """Ids of those who have a seat, wait for one, chair or speak."""
    rows = Registration.objects.filter(meeting=meeting).exclude(state=RegistrationState.CANCELLED)
    people = set(rows.values_list("user_id", flat=True)) | {meeting.author_id}
    people |= set(meeting.facilitators.values_list("pk", flat=True))
    items = AgendaItem.objects.filter(meeting=meeting, state=ReviewState.APPROVED, speakers__user__isnull=False)
    return sorted(people | set(items.values_list("speakers__user_id", flat=True)))


def chairs(meeting: Meeting) -> list[int]:
    """Ids of those who run the meeting and are asked to decide: author, chairs, facilitators of its own topic."""
    people = {meeting.author_id, *meeting.facilitators.values_list("pk", flat=True)}
    if meeting.topic is not None:
        rows = Facilitation.objects.filter(topic_id__in=[meeting.topic_id, meeting.topic.parent_id])
        people |= set(rows.values_list("user_id", flat=True))
    return sorted(people)


def where(meeting: Meeting) -> str:
    """The place in one line."""
    online = _now("on-line") if meeting.kind != "onsite" else ""
    parts = [meeting.place, meeting.address, meeting.city, online]
    return ", ".join(part for part in parts if part)


def facts(meeting: Meeting, user: Any = None) -> str:
    """When and where, as lines; for a person with their own clock beside that of the meeting."""
    shown = span(meeting.starts_at, meeting.ends_at, meeting.zone, zone_of(user))
    lines = [str(shown)]
    if shown.reader_text:
        lines.append(_now("Your time: %(time)s (%(zone)s)") % {"time": shown.reader_text, "zone": shown.reader_zone})
    return "\n".join([*lines, where(meeting)]).strip()


def agenda_text(meeting: Meeting, user: Any) -> str:
    """The agenda with its times, on the clock of the meeting."""
    lines = []
    for day, slots in timetable(meeting, user):
        if slots:
            lines += ["", span(day.starts_at, day.ends_at, meeting.zone).text]
        for slot in slots:
            begins = clock(slot.item.starts_at.astimezone(meeting.zone)) if slot.item.starts_at else ""
            lines.append(f"{begins}  {slot.item.title}")
    return "\n".join(lines).strip()


@notice(MeetingAnnounced)
def announcement_told(record: EventRecord, event: MeetingAnnounced) -> Notice | None:
    """Who follows one of its topics."""
    meeting = _meeting(event.meeting_id)
    if meeting is None:
        return None
    followed = (_ref(meeting), *_topics(meeting))
    return Notice(
        recipients=chairs(meeting),
        text=format_lazy(_("A meeting is announced: “{title}”"), title=meeting.title),
        subject=_ref(meeting),
        body=f"{facts(meeting)}\n\n{plain(meeting.text)}".strip(),
        followers_of=followed,
        muted_by=(_ref(meeting),),
    )


@notice(RegistrationOpened)
def opening_told(record: EventRecord, event: RegistrationOpened) -> Notice | None:
    """Who follows the meeting or one of its topics."""
    meeting = _meeting(event.meeting_id)
    if meeting is None:
        return None
    return Notice(
        recipients=(),
        text=format_lazy(_("Registration is open: “{title}”"), title=meeting.title),
        subject=_ref(meeting),
        body=facts(meeting),
        followers_of=(_ref(meeting), *_topics(meeting)),
        muted_by=(_ref(meeting),),
    )


@notice(MeetingEdited)
def change_told(record: EventRecord, event: MeetingEdited) -> Notice | None:
    """Who comes, and who follows it: a new time or place. Small changes are not told."""
    meeting = _meeting(event.meeting_id)
    if meeting is None or not event.told:
        return None
    moved = {"starts_at", "ends_at", "days"} & set(event.after)
    sentence = _("“{title}” is held at another time") if moved else _("“{title}” was changed: see time and place")
    return Notice(
        recipients=comers(meeting),
        text=format_lazy(sentence, title=meeting.title),
        subject=_ref(meeting),
        body=facts(meeting),
        followers_of=(_ref(meeting),),
    )


@notice(MeetingCancelled)
def cancellation_told(record: EventRecord, event: MeetingCancelled) -> Notice | None:
    """Who comes, and who follows it, with the reason; nobody when it was a draft."""
    meeting = _meeting(event.meeting_id)
    if meeting is None or event.was_draft:
        return None
    return Notice(
        recipients=comers(meeting),
        text=format_lazy(_("“{title}” does not take place"), title=meeting.title),
        subject=_ref(meeting),
        body=event.reason,
        followers_of=(_ref(meeting), *_topics(meeting)),
    )


@notice(SeatGiven)
def seat_told(record: EventRecord, event: SeatGiven) -> Notice | None:
    """Who has a seat: with the code for checking in, and the link where there is one."""
    meeting = _meeting(event.meeting_id)
    row = Registration.objects.filter(meeting_id=event.meeting_id, user_id=event.user_id).select_related("user").first()
    if meeting is None or row is None or not row.has_seat:
        return None
    moved = _("A seat is free for you: “{title}”")
    text = format_lazy(moved if event.moved_up else _("You are registered: “{title}”"), title=meeting.title)
    lines = [facts(meeting, row.user), _now("Your code for checking in: %(code)s") % {"code": row.code}]
    if meeting.link:
        lines.append(_now("Take part on-line: %(link)s") % {"link": meeting.link})
    return Notice(recipients=[event.user_id], text=text, subject=_ref(meeting), body="\n\n".join(lines))


@notice(RegistrationCancelled)
def removal_told(record: EventRecord, event: RegistrationCancelled) -> Notice | None:
    """Whom an organiser took off the list."""
    meeting = _meeting(event.meeting_id)
    if meeting is None or not event.by_organiser:
        return None
    text = format_lazy(_("Your registration for “{title}” was cancelled by the organisers"), title=meeting.title)
    return Notice(recipients=[event.user_id], text=text, subject=_ref(meeting), body=facts(meeting))


@notice(PersonInvited)
def invitation_told(record: EventRecord, event: PersonInvited) -> Notice | None:
    """The invited member."""
    meeting = _meeting(event.meeting_id)
    if meeting is None or event.user_id is None:
        return None
    text = format_lazy(_("You are invited to “{title}”"), title=meeting.title)
    person = User.objects.filter(pk=event.user_id).first()
    return Notice(recipients=[event.user_id], text=text, subject=_ref(meeting), body=facts(meeting, person))


@notice(ItemProposed, MaterialProposed)
def proposal_told(record: EventRecord, event: ItemProposed | MaterialProposed) -> Notice | None:
    """Who runs the meeting: something waits for a decision."""
    meeting = _meeting(event.meeting_id)
    proposed = _proposed(event)
    if meeting is None or proposed is None:
        return None
    sentence = (
        _("An agenda item is proposed for “{title}”")
        if isinstance(event, ItemProposed)
        else _("Slides or a paper are handed in for “{title}”")
    )
    return Notice(
        recipients=chairs(meeting),
        text=format_lazy(sentence, title=meeting.title),
        subject=_ref(meeting),
        body=proposed.title,
    )


@notice(ItemDecided, MaterialDecided)
def decision_told(record: EventRecord, event: ItemDecided | MaterialDecided) -> Notice | None:
    """Who proposed it, with the reason."""
    meeting = _meeting(event.meeting_id)
    proposed = _proposed(event)
    if meeting is None or proposed is None:
        return None
    approved = event.state == ReviewState.APPROVED
    sentence = _("“{what}” is approved for “{title}”") if approved else _("“{what}” is declined for “{title}”")
    return Notice(
        recipients=[proposed.author_id],
        text=format_lazy(sentence, what=proposed.title, title=meeting.title),
        subject=_ref(meeting),
        body=event.reason,
    )


@notice(ReminderDue)
def reminder_told(record: EventRecord, event: ReminderDue) -> Notice | None:
    """One person, with the agenda."""
    meeting = _meeting(event.meeting_id)
    person = User.objects.filter(pk=event.user_id).first()
    if meeting is None or person is None:
        return None
    sentences = {
        "week": _("In a week: “{title}”"),
        "day": _("Tomorrow: “{title}”"),
        "soon": _("In an hour: “{title}”"),
    }
    row = Registration.objects.filter(meeting=meeting, user=person).first()
    lines = [facts(meeting, person)]
    if row is not None and row.has_seat:
        lines.append(_now("Your code for checking in: %(code)s") % {"code": row.code})
        if meeting.link:
            lines.append(_now("Take part on-line: %(link)s") % {"link": meeting.link})
    agenda = agenda_text(meeting, person)
    if agenda:
        lines.append(_now("Agenda") + "\n" + agenda)
    return Notice(
        recipients=[person.pk],
        text=format_lazy(sentences.get(event.kind, sentences["day"]), title=meeting.title),
        subject=_ref(meeting),
        body="\n\n".join(lines),
        muted_by=(_ref(meeting),),
    )


def invitation_mail(invitation: MeetingInvitation) -> tuple[str, dict[str, object], str]:
    """Template, values and language of the mail to somebody without an account."""
    meeting = invitation.meeting
    context: dict[str, object] = {
        "title": meeting.title,
        "facts": facts(meeting),
        "inviter": invitation.invited_by.name,
        "address": settings.SITE_URL + reverse("meetings:meeting", args=[meeting.pk]),
        "email": invitation.email,
    }
    return "meetings/mail/invitation", context, meeting.language


def _proposed(event: ItemProposed | ItemDecided | MaterialProposed | MaterialDecided) -> AgendaItem | Material | None:
    if isinstance(event, ItemProposed | ItemDecided):
        return AgendaItem.objects.filter(pk=event.item_id).first()
    return Material.objects.filter(pk=event.material_id).first()

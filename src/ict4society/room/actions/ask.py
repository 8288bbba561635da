"""Questions are asked, liked and sorted."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Conflict, Refused, require
from ict4society.meetings.models import Meeting
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.room.events import QuestionAsked, QuestionLiked, QuestionMoved
from ict4society.room.models import Like, LiveQuestion, Room
from ict4society.room.states import TRANSITIONS, QuestionState

MOST_WAITING = 5
"""Questions of one person that have no answer yet: a room has room for everybody."""


class QuestionRefused(Refused):
    """The question cannot be asked so; the message says what to do."""


@transaction.atomic
def ask_question(*, actor: Actor, meeting: Meeting, text: str, anonymous: bool = False) -> LiveQuestion:
    """Ask the room. The name of an anonymous question is kept for moderators of abuse and shown to nobody.

    Raises Forbidden for who has no seat and outside the meeting, MandateMissing, and QuestionRefused for an anonymous
    question where that is not allowed and for the sixth that waits.
    """
    refusal = _("Questions are asked by those who have a seat, while the meeting is running.")
    require(actor.user, "room.take_part", meeting, refusal)
    confirm_mandate(actor)
    room = Room.objects.filter(meeting=meeting).first()
    if anonymous and not (room is not None and room.anonymous_allowed):
        raise QuestionRefused(_("In this meeting questions are asked with a name."))
    waiting = LiveQuestion.objects.filter(meeting=meeting, author=actor.user, state=QuestionState.ASKED).count()
    if waiting >= MOST_WAITING:
        raise QuestionRefused(_("You have %(number)d questions that wait. Let others ask, too.") % {"number": waiting})
    question = LiveQuestion.objects.create(
        meeting=meeting,
        author=actor.user,
        on_behalf_of=actor.organisation,
        group=group_of(actor),
        anonymous=anonymous,
        text=text,
        language=detect_language(text) or meeting.language,
    )
    emit(QuestionAsked(meeting.pk, question.pk), actor=None if anonymous else actor)
    return question


@transaction.atomic
def like_question(*, actor: Actor, question: LiveQuestion, liked: bool) -> int:
    """Like a question, or not any more; returns the number of likes. Again changes nothing. Raises Forbidden."""
    require(actor.user, "room.take_part", question.meeting)
    locked = _lock(question)
    if liked:
        _like, changed = Like.objects.get_or_create(question=locked, user=actor.user)
    else:
        changed = bool(Like.objects.filter(question=locked, user=actor.user).delete()[0])
    if changed:
        LiveQuestion.objects.filter(pk=locked.pk).update(likes=F("likes") + (1 if liked else -1))
        emit(QuestionLiked(locked.meeting_id, locked.pk, liked), actor=actor)
    locked.refresh_from_db(fields=["likes"])
    return locked.likes


@transaction.atomic
def move_question(*, actor: Actor, question: LiveQuestion, state: QuestionState) -> LiveQuestion:
    """Put it on the shortlist, call it answered, set it aside. The same again changes nothing.

    Raises Forbidden, and Conflict when the table of transitions does not allow it.
    """
    require(actor.user, "room.run_room", question.meeting)
    locked = _lock(question)
    if locked.state == state:
        return locked
    if state not in TRANSITIONS[QuestionState(locked.state)]:
        raise Conflict(_("This question is “%(state)s” by now.") % {"state": locked.get_state_display()})
    locked.state = state
    locked.save(update_fields=["state"])
    emit(QuestionMoved(locked.meeting_id, locked.pk, state), actor=actor)
    return locked


def _lock(question: LiveQuestion) -> LiveQuestion:
    rows = LiveQuestion.objects.select_for_update(of=("self",), no_key=True).select_related("meeting__topic")
    return rows.get(pk=question.pk)

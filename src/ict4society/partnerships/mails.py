"""Who is told of what about partnerships."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.subjects import Ref
from ict4society.partnerships.events import (
    AgreementAdded,
    CallMoved,
    CallOpened,
    InterestDecided,
    InterestSent,
    MilestoneSet,
)
from ict4society.partnerships.models import Agreement, Call, Interest, Milestone
from ict4society.partnerships.queries import people_of
from ict4society.partnerships.states import CallState, InterestState, MilestoneState


def _call(call_id: int) -> Call:
    return Call.objects.select_related("topic", "on_behalf_of").get(pk=call_id)


def _notice(
    call: Call, text: Promise | str, recipients: list[int], *, body: str = "", followers: bool = False
) -> Notice:
    ref = Ref("partnerships.call", call.pk)
    followed = (ref,) if followers else ()
    return Notice(recipients=recipients, text=text, subject=ref, body=body, followers_of=followed, muted_by=(ref,))


@notice(CallOpened)
def opening_told(record: EventRecord, event: CallOpened) -> Notice:
    """Whoever follows one of its topics."""
    call = _call(event.call_id)
    text = format_lazy(_("{name} looks for partners: “{title}”"), name=str(call.on_behalf_of), title=call.title)
    topics = [call.topic_id, *([call.second_topic_id] if call.second_topic_id else [])]
    return Notice(
        recipients=[],
        text=text,
        subject=Ref("partnerships.call", call.pk),
        followers_of=tuple(Ref("topics.topic", pk) for pk in topics),
    )


@notice(InterestSent)
def interest_told(record: EventRecord, event: InterestSent) -> Notice:
    """Those who wrote the call."""
    call = _call(event.call_id)
    interest = Interest.objects.select_related("on_behalf_of").get(pk=event.interest_id)
    name = str(interest.on_behalf_of)
    text = format_lazy(_("{name} would like to be a partner in “{title}”"), name=name, title=call.title)
    return _notice(call, text, people_of(call), body=interest.message)


@notice(InterestDecided)
def decision_told(record: EventRecord, event: InterestDecided) -> Notice:
    """Who had asked; of a withdrawal those who wrote the call."""
    call = _call(event.call_id)
    interest = Interest.objects.select_related("on_behalf_of").get(pk=event.interest_id)
    if event.state == InterestState.WITHDRAWN:
        text = format_lazy(
            _("{name} took back its interest in “{title}”"), name=str(interest.on_behalf_of), title=call.title
        )
        return _notice(call, text, people_of(call))
    accepted = _("You are a partner in “{title}”")
    declined = _("Your interest in “{title}” was declined")
    text = format_lazy(accepted if event.state == InterestState.ACCEPTED else declined, title=call.title)
    return _notice(call, text, [interest.author_id], body=event.reason)


_MOVES = {
    CallState.UNDER_WAY: _("The partnership “{title}” is under way"),
    CallState.COMPLETED: _("The partnership “{title}” is completed"),
    CallState.ENDED: _("The partnership “{title}” ended early"),
    CallState.WITHDRAWN: _("The call “{title}” was withdrawn"),
}


@notice(CallMoved)
def move_told(record: EventRecord, event: CallMoved) -> Notice | None:
    """Partners, those who wrote it, who waits for an answer, and followers; nobody when it was a draft."""
    if not event.was_public:
        return None
    call = _call(event.call_id)
    waiting = call.interests.filter(state=InterestState.SENT).values_list("author_id", flat=True)
    text = format_lazy(_MOVES[CallState(event.state)], title=call.title)
    return _notice(call, text, sorted({*people_of(call), *waiting}), body=event.reason, followers=True)


@notice(MilestoneSet)
def milestone_told(record: EventRecord, event: MilestoneSet) -> Notice | None:
    """Partners and followers, when one is reached."""
    milestone = Milestone.objects.get(pk=event.milestone_id)
    if event.state != MilestoneState.REACHED:
        return None
    call = _call(event.call_id)
    reached = _("“{title}”: the milestone “{milestone}” is reached")
    text = format_lazy(reached, title=call.title, milestone=milestone.title)
    return _notice(call, text, people_of(call), body=milestone.note, followers=True)


@notice(AgreementAdded)
def agreement_told(record: EventRecord, event: AgreementAdded) -> Notice:
    """The partners alone."""
    call = _call(event.call_id)
    agreement = Agreement.objects.get(pk=event.agreement_id)
    added = _("A document for the partners of “{title}”: {document}")
    text = format_lazy(added, title=call.title, document=agreement.title)
    return _notice(call, text, people_of(call))

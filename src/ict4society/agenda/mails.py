"""Who is told of what about proposals: the proposer and the supporters, at every hop."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ict4society.agenda.events import (
    ProposalAccepted,
    ProposalDeclined,
    ProposalEdited,
    ProposalMerged,
    ProposalOpened,
    ProposalReopened,
    ProposalWithdrawn,
)
from ict4society.agenda.models import Proposal, Support
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.notices import Notice, notice
from ict4society.foundation.richtext import plain
from ict4society.foundation.subjects import Ref


def _proposal(proposal_id: int) -> Proposal:
    return Proposal.objects.select_related("author", "topic").get(pk=proposal_id)


def _concerned(proposal: Proposal) -> list[int]:
    supporters = Support.objects.filter(proposal_id=proposal.pk).values_list("user_id", flat=True)
    return sorted({proposal.author_id, *supporters})


def _to_concerned(proposal: Proposal, text: Promise | str, *, body: str = "", subject: Ref | None = None) -> Notice:
    ref = Ref("agenda.proposal", proposal.pk)
    return Notice(
        recipients=_concerned(proposal),
        text=text,
        subject=subject or ref,
        body=body,
        followers_of=(ref,),
        muted_by=(ref,),
    )


@notice(ProposalOpened)
def opening_told(record: EventRecord, event: ProposalOpened) -> Notice:
    """Whoever follows the topic."""
    proposal = _proposal(event.proposal_id)
    return Notice(
        recipients=[],
        text=format_lazy(_("{name} proposes a thread: “{title}”"), name=proposal.author.name, title=proposal.title),
        subject=Ref("agenda.proposal", proposal.pk),
        body=plain(proposal.text),
        followers_of=(Ref("topics.topic", proposal.topic_id),),
    )


@notice(ProposalEdited)
def edit_told(record: EventRecord, event: ProposalEdited) -> Notice:
    """The supporters: what they support has changed."""
    proposal = _proposal(event.proposal_id)
    text = format_lazy(_("The proposal “{title}” was changed after you supported it"), title=proposal.title)
    supporters = [person for person in _concerned(proposal) if person != proposal.author_id]
    ref = Ref("agenda.proposal", proposal.pk)
    return Notice(recipients=supporters, text=text, subject=ref, body=plain(proposal.text), muted_by=(ref,))


@notice(ProposalAccepted)
def acceptance_told(record: EventRecord, event: ProposalAccepted) -> Notice:
    """Proposer, supporters, followers: the thread is open."""
    proposal = _proposal(event.proposal_id)
    text = format_lazy(_("“{title}” is on the agenda: the discussion is open"), title=proposal.title)
    thread = Ref("discussions.thread", event.thread_id)
    return _to_concerned(proposal, text, body=event.reason, subject=thread)


@notice(ProposalDeclined)
def decline_told(record: EventRecord, event: ProposalDeclined) -> Notice:
    """Proposer, supporters, followers: with the reason; the supports are back."""
    proposal = _proposal(event.proposal_id)
    text = format_lazy(_("The proposal “{title}” was declined; its supports are given back"), title=proposal.title)
    return _to_concerned(proposal, text, body=event.reason)


@notice(ProposalMerged)
def merge_told(record: EventRecord, event: ProposalMerged) -> Notice:
    """Proposer, supporters, followers of the merged one: where it went, and that supports went along."""
    proposal, into = _proposal(event.proposal_id), _proposal(event.into_id)
    text = format_lazy(
        _("The proposal “{title}” was merged into “{into}”, with its supports"), title=proposal.title, into=into.title
    )
    return _to_concerned(proposal, text, body=event.reason, subject=Ref("agenda.proposal", into.pk))


@notice(ProposalWithdrawn)
def withdrawal_told(record: EventRecord, event: ProposalWithdrawn) -> Notice | None:
    """Supporters and followers; nobody when it was a draft."""
    if not event.was_open:
        return None
    proposal = _proposal(event.proposal_id)
    text = format_lazy(_("The proposal “{title}” was withdrawn; its supports are given back"), title=proposal.title)
    return _to_concerned(proposal, text, body=event.reason)


@notice(ProposalReopened)
def reopening_told(record: EventRecord, event: ProposalReopened) -> Notice:
    """Proposer, supporters, followers: it can be supported again."""
    proposal = _proposal(event.proposal_id)
    text = format_lazy(_("The proposal “{title}” is open for support again"), title=proposal.title)
    return _to_concerned(proposal, text, body=event.reason)

"""What follows from events: citations of proposals are kept true, and new names appear on old proposals."""

from __future__ import annotations

from ict4society.accounts.events import AccountClosed, ProfileChanged
from ict4society.agenda.citable import is_gone
from ict4society.agenda.events import ProposalEdited, ProposalHidden, ProposalRestored, ProposalWithdrawn
from ict4society.agenda.models import Proposal
from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.emit import notify_pages
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.subjects import Ref
from ict4society.organisations.events import OrganisationEdited

TAGS_AT_ONCE = 200
"""A notification of PostgreSQL holds at most 8,000 bytes."""


@listens_to(ProposalEdited, ProposalHidden, ProposalRestored, ProposalWithdrawn)
def citations_follow_proposal(
    record: EventRecord, event: ProposalEdited | ProposalHidden | ProposalRestored | ProposalWithdrawn
) -> None:
    """Bring the citations of a proposal to what is true now, whatever the order in which its events arrive."""
    proposal = Proposal.objects.filter(pk=event.proposal_id).first()
    if proposal is not None:
        ref = Ref("agenda.proposal", proposal.pk)
        follow_source(ref, "revised", revision=proposal.revision)
        follow_source(ref, "withdrawn" if is_gone(proposal) else "restored")


@listens_to(ProfileChanged, AccountClosed, OrganisationEdited)
def pages_show_the_name(record: EventRecord, event: ProfileChanged | AccountClosed | OrganisationEdited) -> None:
    """Visitors' pages name proposers: drop those that show this one."""
    if isinstance(event, OrganisationEdited):
        rows = Proposal.objects.filter(on_behalf_of_id=event.organisation_id)
    else:
        rows = Proposal.objects.filter(author_id=event.user_id)
    tags = [f"proposal:{pk}" for pk in rows.filter(opened_at__isnull=False).values_list("pk", flat=True)]
    for start in range(0, len(tags), TAGS_AT_ONCE):
        notify_pages(("agenda", *tags[start : start + TAGS_AT_ONCE]))

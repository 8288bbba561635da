"""Begin a proposal, and open it for support."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ict4society.agenda.actions.move import lock_proposal, move
from ict4society.agenda.events import ProposalDrafted, ProposalOpened
from ict4society.agenda.models import Proposal, ProposalRevision
from ict4society.agenda.states import ProposalState
from ict4society.discussions.actions.voice import require_same_voice
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.languages import detect_language
from ict4society.foundation.policy import Forbidden, require
from ict4society.foundation.richtext import render
from ict4society.organisations.queries import confirm_mandate, group_of
from ict4society.topics.models import Topic


@transaction.atomic
def draft_proposal(*, actor: Actor, title: str, topic: Topic, text: str, language: str = "") -> Proposal:
    """Begin a proposal that only its author sees. The language is detected when none is given.

    Raises Forbidden and MandateMissing.
    """
    require(actor.user, "agenda.add_proposal")
    confirm_mandate(actor)
    proposal = Proposal.objects.create(
        title=title,
        topic=topic,
        text=text,
        html=str(render(text)),
        language=language or detect_language(f"{title}\n{text}"),
        author=actor.user,
        on_behalf_of=actor.organisation,
        group=group_of(actor),
        interest=actor.interest,
    )
    ProposalRevision.objects.create(proposal=proposal, number=1, title=title, text=text, edited_by=actor.user)
    emit(ProposalDrafted(proposal.pk), actor=actor)
    return proposal


@transaction.atomic
def open_proposal(*, actor: Actor, proposal: Proposal) -> Proposal:
    """Show a draft to everybody and let members support it. Opening it again changes nothing.

    Raises Forbidden, also in another voice than the draft's, MandateMissing, and Conflict when it is no draft any more.
    """
    locked = lock_proposal(proposal)
    if locked.state == ProposalState.OPEN and locked.author_id == actor.user_id:
        return locked
    require(actor.user, "agenda.add_proposal")
    if locked.author_id != actor.user_id or locked.hidden_at is not None:
        raise Forbidden(_("Only its author can open a draft."))
    require_same_voice(actor, locked)
    confirm_mandate(actor)
    move(locked, ProposalState.OPEN)
    locked.opened_at = timezone.now()
    locked.save(update_fields=["state", "opened_at"])
    emit(ProposalOpened(locked.pk, locked.topic_id), actor=actor)
    return locked

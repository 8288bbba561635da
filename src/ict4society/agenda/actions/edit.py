"""Change a proposal."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from ict4society.agenda.actions.move import lock_proposal
from ict4society.agenda.events import ProposalEdited
from ict4society.agenda.models import Proposal, ProposalRevision
from ict4society.agenda.states import ProposalState
from ict4society.discussions.actions.voice import require_same_voice
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import Conflict, require
from ict4society.foundation.richtext import render
from ict4society.organisations.queries import confirm_mandate
from ict4society.topics.models import Topic


class StaleProposal(Conflict):
    """The proposal was edited since the form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Proposal) -> None:
        super().__init__(_("This proposal was changed since you opened it. Compare both texts and save again."))
        self.current = current


@transaction.atomic
def edit_proposal(
    *, actor: Actor, proposal: Proposal, revision: int, title: str, topic: Topic, text: str, language: str
) -> Proposal:
    """Give a draft or an open proposal a new revision; the same words make none. ``revision`` is the one edited.

    Supports stay; the history shows what was changed after how many of them. Earlier texts of a draft are not kept:
    nobody has seen them. Raises Forbidden, also in another voice, MandateMissing, and StaleProposal.
    """
    locked = lock_proposal(proposal)
    refusal = _("Only its author can edit a proposal, as long as nothing was decided about it.")
    require(actor.user, "agenda.edit_proposal", locked, refusal)
    require_same_voice(actor, locked)
    confirm_mandate(actor)
    if locked.revision != revision:
        raise StaleProposal(locked)
    before = (locked.title, locked.topic_id, locked.text, locked.language)
    if before == (title, topic.pk, text, language):
        return locked
    if locked.state == ProposalState.DRAFT:
        locked.revisions.all().delete()
    locked.title, locked.topic, locked.text, locked.language = title, topic, text, language
    locked.html = str(render(text))
    locked.revision += 1
    locked.save(update_fields=["title", "topic", "text", "html", "language", "revision"])
    ProposalRevision.objects.create(
        proposal=locked, number=locked.revision, title=title, text=text, edited_by=actor.user
    )
    if locked.state == ProposalState.OPEN:
        emit(ProposalEdited(locked.pk, locked.revision, locked.supports.count()), actor=actor)
    return locked

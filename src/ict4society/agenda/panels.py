"""What the agenda shows on the page of a topic."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ict4society.agenda.models import Proposal
from ict4society.agenda.queries import proposals
from ict4society.agenda.states import ProposalState
from ict4society.topics.models import Topic
from ict4society.topics.panels import Listing, Panel, PanelItem


def proposals_panel(topic: Topic, user: Any) -> Listing:
    """The newest open proposals."""
    panel = Panel(
        title=_("Proposals open for support"),
        more_url=reverse("agenda:index", query={"topic": topic.slug}),
        more=_("All proposals"),
        empty=_("Nobody proposes a thread here now."),
        tags=("agenda",),
    )
    return Listing(panel, proposals(user, topic=topic, state=ProposalState.OPEN), _lines)


def _lines(rows: list[Proposal]) -> list[PanelItem]:
    return [
        PanelItem(
            title=proposal.title,
            url=reverse("agenda:proposal", args=[proposal.pk]),
            meta=proposal.on_behalf_of.name if proposal.on_behalf_of else proposal.author.name,
            language=proposal.language,
            at=proposal.opened_at,
        )
        for proposal in rows
    ]

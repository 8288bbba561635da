"""Named reads of proposals."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import QuerySet

from ict4society.agenda.models import Proposal, ProposalRevision
from ict4society.agenda.policies import proposals_visible_to
from ict4society.agenda.states import ProposalState
from ict4society.foundation.events.models import EventRecord
from ict4society.topics.models import Topic
from ict4society.topics.queries import topic_ids

WITH_VOICES = ("topic", "author", "on_behalf_of")


def proposals(user: Any, *, topic: Topic | None = None, state: str = "", drafts: bool = False) -> QuerySet[Proposal]:
    """The proposals that the person may see, newest first; an area stands for its issues too.

    Only what was opened, or with ``drafts`` also what the person has not opened yet.
    """
    rows = proposals_visible_to(user).select_related(*WITH_VOICES, "thread")
    if not drafts:
        rows = rows.filter(opened_at__isnull=False)
    if topic is not None:
        rows = rows.filter(topic_id__in=topic_ids(topic))
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("-opened_at", "-pk")


def on_agenda(user: Any, *, topic: Topic | None = None) -> QuerySet[Proposal]:
    """What is on the agenda, with its threads; what was put on it last comes first."""
    rows = proposals(user, topic=topic, state=ProposalState.ON_AGENDA).filter(thread__hidden_at=None)
    return rows.order_by("-decided_at", "-pk")


def similar_proposals(title: str, user: Any, *, but: int | None = None, limit: int = 5) -> list[Proposal]:
    """Opened proposals with a similar title (pg_trgm), most similar first; not the withdrawn, not the merged."""
    states = (ProposalState.OPEN, ProposalState.ON_AGENDA, ProposalState.DECLINED)
    rows = proposals(user).filter(state__in=states, title__trigram_similar=title).exclude(pk=but or 0)
    return list(rows.annotate(likeness=TrigramSimilarity("title", title)).order_by("-likeness", "-pk")[:limit])


def merge_candidates(proposal: Proposal, user: Any, limit: int = 100) -> list[Proposal]:
    """Proposals into which this one can be merged, most similar title first."""
    states = (ProposalState.OPEN, ProposalState.ON_AGENDA)
    rows = proposals(user).filter(state__in=states).exclude(pk=proposal.pk)
    return list(rows.annotate(likeness=TrigramSimilarity("title", proposal.title)).order_by("-likeness", "-pk")[:limit])


def revisions_of(proposal: Proposal) -> list[ProposalRevision]:
    """Everything that a proposal said since it was opened, newest first."""
    return list(proposal.revisions.select_related("edited_by").order_by("-number"))


def moves_of(proposal: Proposal) -> list[EventRecord]:
    """What happened to a proposal, oldest first, from the log; supports are not among it."""
    names = [f"agenda.proposal_{verb}" for verb in _MOVES]
    rows = EventRecord.objects.filter(subject_kind="agenda.proposal", subject_id=proposal.pk, name__in=names)
    return list(rows.order_by("pk"))


_MOVES = ("opened", "edited", "accepted", "declined", "merged", "withdrawn", "reopened", "hidden", "restored")

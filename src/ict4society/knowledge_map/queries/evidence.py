"""The evidence of an element as its reader may see it, and how it is spread over the stakeholder groups."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ict4society.deliberation.queries.groups import group_label
from ict4society.foundation.citations.models import Citation
from ict4society.foundation.citations.models.citation import SourceState
from ict4society.foundation.subjects import Ref, Subject, resolve
from ict4society.knowledge_map.models import Element, Evidence
from ict4society.knowledge_map.queries.figures import StatementFigures, figures_of
from ict4society.knowledge_map.states import Stance

STATEMENT = "deliberation.statement"


@dataclass(frozen=True)
class Quoted:
    """Cited words ready for the ``Quote`` component."""

    citation: Citation
    source: Subject | None
    """None when this reader may not see the source (any more)."""

    @property
    def author(self) -> str:
        """The speaker, and for whom they spoke."""
        parts = (self.citation.speaker, self.citation.on_behalf_of)
        return ", ".join(part for part in parts if part)

    @property
    def group(self) -> str:
        return str(group_label(self.citation.group)) if self.citation.group else ""

    @property
    def withheld(self) -> bool:
        """Withdrawn by its author or hidden: its words are not repeated here."""
        return self.citation.state == SourceState.WITHDRAWN

    @property
    def revision_url(self) -> str:
        """The page of the exact revision, with the cited words marked; empty when it cannot be seen."""
        return revision_url(self.citation) if self.source is not None else ""

    @property
    def title(self) -> str:
        return f"{self.source.label}: {self.source.title}" if self.source is not None else ""


@dataclass(frozen=True)
class ShownEvidence(Quoted):
    """A piece of evidence; for a statement also the vote on it and the words that it was drawn from."""

    evidence: Evidence
    figures: StatementFigures | None = None
    drawn_from: Quoted | None = None

    @property
    def voice(self) -> Quoted | None:
        """Who spoke: for a statement whoever said the words below it, since it speaks for no group itself."""
        return self.drawn_from if self.citation.source_kind == STATEMENT else self

    @property
    def stance(self) -> str:
        return self.evidence.stance

    @property
    def state(self) -> str:
        """The worse of its own state and that of the words that its statement was drawn from."""
        states = [self.citation.state, *([self.drawn_from.citation.state] if self.drawn_from else [])]
        return max(states, key=list(SourceState.values).index)


@dataclass(frozen=True)
class StanceGroup:
    """The evidence of one stance."""

    stance: str
    label: str
    pieces: list[ShownEvidence]


@dataclass(frozen=True)
class BalanceRow:
    """How many pieces of evidence came from one stakeholder group, by stance."""

    group: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def revision_url(citation: Citation) -> str:
    """The page that shows the cited revision with the words marked."""
    place = {
        "source": str(citation.source),
        "revision": citation.revision,
        "start": citation.start,
        "end": citation.end,
    }
    return reverse("knowledge_map:source", query=place)


def shown_evidence(element: Element, user: Any) -> list[ShownEvidence]:
    """The evidence that stands, oldest first: three queries, whatever it is."""
    return evidence_of([element], user)[element.pk]


def evidence_of(elements: Iterable[Element], user: Any) -> dict[int, list[ShownEvidence]]:
    """The evidence that stands of each of these elements (by id), oldest first: three queries for all of them."""
    shown: dict[int, list[ShownEvidence]] = {element.pk: [] for element in elements}
    standing = list(Evidence.objects.filter(element__in=shown, removed_at=None).select_related("citation", "added_by"))
    figures = figures_of(e.citation.source_id for e in standing if e.citation.source_kind == STATEMENT)
    below = [found.drawn_from for found in figures.values() if found.drawn_from]
    sources = resolve((c.source for c in [*(e.citation for e in standing), *below]), user)
    for evidence in standing:
        shown[evidence.element_id].append(_shown(evidence, figures, sources))
    return shown


def by_stance(pieces: Iterable[ShownEvidence]) -> list[StanceGroup]:
    """The evidence under its stances: supports, qualifies, opposes; each stance appears, also without any."""
    sorted_pieces: dict[str, list[ShownEvidence]] = defaultdict(list)
    for piece in pieces:
        sorted_pieces[piece.stance].append(piece)
    return [StanceGroup(stance.value, str(stance.label), sorted_pieces[stance.value]) for stance in Stance]


def balance(pieces: Iterable[ShownEvidence]) -> list[BalanceRow]:
    """Pieces of evidence by stakeholder group and stance, the group with most first.

    A statement counts for the group of the words that it was drawn from; one that was drawn from none is left out.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for piece in pieces:
        if piece.voice is not None:
            counts[piece.voice.citation.group][piece.stance] += 1
    rows = [BalanceRow(str(group_label(group)), dict(counts[group])) for group in counts]
    return sorted(rows, key=lambda row: (-row.total, row.group))


def sources_below(citation: Citation) -> list[Ref]:
    """What is cited, and for a statement also what it was drawn from and its round: their pages all say so."""
    refs = [citation.source]
    if citation.source_kind == STATEMENT:
        for found in figures_of([citation.source_id]).values():
            refs.append(Ref("deliberation.round", found.round_id))
            if found.drawn_from is not None:
                refs.append(found.drawn_from.source)
    return refs


def all_sources(element: Element) -> list[Ref]:
    """Everything that the standing evidence of an element was made from."""
    standing = Evidence.objects.filter(element=element, removed_at=None).select_related("citation")
    citations = [evidence.citation for evidence in standing]
    refs = {citation.source for citation in citations}
    for found in figures_of(c.source_id for c in citations if c.source_kind == STATEMENT).values():
        refs.add(Ref("deliberation.round", found.round_id))
        if found.drawn_from is not None:
            refs.add(found.drawn_from.source)
    return sorted(refs)


def _shown(evidence: Evidence, figures: dict[int, StatementFigures], sources: dict[Ref, Subject]) -> ShownEvidence:
    citation = evidence.citation
    found = figures.get(citation.source_id) if citation.source_kind == STATEMENT else None
    below = found.drawn_from if found else None
    return ShownEvidence(
        citation=citation,
        source=sources.get(citation.source),
        evidence=evidence,
        figures=found,
        drawn_from=Quoted(below, sources.get(below.source)) if below else None,
    )

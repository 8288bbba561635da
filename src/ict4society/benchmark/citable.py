"""The citable words of a group's figures."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from ict4society.benchmark.models import Cell
from ict4society.benchmark.written import sentence
from ict4society.foundation.subjects import Passage


def cell_title(cell: Cell) -> str:
    """What it is, for lists."""
    return f"{cell.indicator.label()}, {cell.year}: {cell.group.name} (#{cell.snapshot.number})"


def cell_url(cell: Cell) -> str:
    """Its place on the indicator's page of the snapshot."""
    arguments = [cell.snapshot.number, cell.group.key, cell.indicator_id]
    return f"{reverse('benchmark:indicator', args=arguments)}#cell-{cell.pk}"


def cell_passage(cell: Cell, revision: int | None = None) -> Passage:
    """A sentence with the figures; there is one revision, since a snapshot never changes.

    Raises LookupError for figures that are withheld, and for another revision.
    """
    if cell.withheld or revision not in (None, 1):
        raise LookupError(f"cell {cell.pk} has no words of revision {revision}")
    return Passage(
        text=sentence(cell),
        revision=1,
        language="en",
        speaker="ICT4Society",
        on_behalf_of="",
        group="",
        said_at=cell.snapshot.published_at or timezone.now(),
    )

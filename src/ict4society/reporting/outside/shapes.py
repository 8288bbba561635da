"""What the readers of collections give."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ict4society.foundation.policy import Refused
from ict4society.reporting.states import Assurance


class NotReadable(Refused):
    """The file or folder is none of the collections that are known; the message says which are."""


@dataclass(frozen=True)
class Company:
    """A company as the collection names it; ``country`` is ISO 3166-1, ``nace`` codes of Rev. 2."""

    key: str
    name: str
    country: str
    size_class: str
    nace: tuple[str, ...] = ()
    website: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure; ``number`` as it stands in the file."""

    company: str
    indicator: str
    year: int
    source: str
    source_name: str
    number: str = ""
    unit: str = ""
    state: str = ""
    method: str = ""
    basis: str = ""
    evidence_url: str = ""
    evidence_title: str = ""
    assurance: str = Assurance.NONE.value
    place: str = ""


@dataclass(frozen=True)
class Remark:
    """Something odd: where, and what. ``refused``: it was left out."""

    place: str
    text: str
    refused: bool = True


@dataclass
class Collection:
    """Everything that a file or folder says."""

    kind: str
    title: str
    companies: dict[str, Company] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    years: set[tuple[str, int]] = field(default_factory=set)
    """The company-years that stand in the files, whether they have a figure or not."""


def rows_of(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of a CSV file in UTF-8.

    Raises NotReadable for a file that is none.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                yield number, {name: (text or "").strip() for name, text in row.items() if isinstance(name, str)}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise NotReadable(f"{path.name} cannot be read: {error}") from error


def size_by_people(number: float | None) -> str:
    """Size class by headcount (Recommendation 2003/361/EC); large when it is not known: such collections list those."""
    if number is None:
        return "large"
    return "micro" if number < 10 else "small" if number < 50 else "medium" if number < 250 else "large"

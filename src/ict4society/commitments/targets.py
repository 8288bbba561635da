"""Targets of Swedish companies as Klimatkollen publishes them: what is usable, and what is said of the rest."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from ict4society.foundation.policy import Refused

SOURCE = "Klimatkollen"
TARGETS, COMPANIES, YEARS = "targets.csv", "companies.csv", "indicators_by_year.csv"
COLUMNS = {"company_id", "description_sv", "base_year", "target_year", "target_percent"}
MOST_ROWS = 100_000


class TargetsUnreadable(Refused):
    """The folder is not that collection; the message says why."""


@dataclass(frozen=True)
class Target:
    """One target. How the per cent is meant (less of something, more of another) only the description says."""

    place: str
    company: str
    description: str
    percent: str
    baseline_year: int
    deadline: date
    url: str


@dataclass
class Targets:
    """What was read, and what is odd: (place, sentence, left out)."""

    targets: list[Target] = field(default_factory=list)
    remarks: list[tuple[str, str, bool]] = field(default_factory=list)


def read_targets(folder: Path) -> Targets:
    """Targets with a year and a per cent. Raises TargetsUnreadable."""
    companies = {row["company_id"]: row for _number, row in _rows(folder / COMPANIES, {"company_id", "name"})}
    first: dict[str, int] = {}
    for _number, row in _rows(folder / YEARS, {"company_id", "year"}):
        year = _year(row["year"])
        if year is not None:
            first[row["company_id"]] = min(year, first.get(row["company_id"], year))
    made = Targets()
    for number, row in _rows(folder / TARGETS, COLUMNS):
        _read(made, f"{TARGETS}:{number}", row, companies.get(row["company_id"]), first.get(row["company_id"]))
    return made


def _read(made: Targets, place: str, row: dict[str, str], company: dict[str, str] | None, first: int | None) -> None:
    year = _year(row["target_year"])
    if company is None or year is None or not row["target_percent"]:
        missing = "company" if company is None else "deadline" if year is None else "per cent"
        made.remarks.append((place, f"no {missing}: {row['description_sv'][:60]}", True))
        return
    baseline = _year(row["base_year"]) or _year(company.get("base_year", ""))
    if baseline is None:
        baseline = first
        made.remarks.append((place, "no base year: counted from the first year with figures", False))
    if baseline is None or baseline >= year:
        made.remarks.append((place, f"the deadline {year} does not lie after the base year {baseline}", True))
        return
    url = company.get("source_url", "")
    made.targets.append(
        Target(
            place=place,
            company=company["name"],
            description=row["description_sv"].replace("\0", "").strip(),
            percent=row["target_percent"],
            baseline_year=baseline,
            deadline=date(year, 12, 31),
            url=url if url.startswith(("http://", "https://")) and len(url) <= 500 else "",
        )
    )


def _year(text: str) -> int | None:
    """The first year in a cell such as ``2020/2021``."""
    found = re.match(r"\s*((?:19|20)\d\d)\b", text or "")
    return int(found[1]) if found else None


def _rows(path: Path, wanted: set[str]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not wanted <= set(reader.fieldnames or ()):
                raise TargetsUnreadable(
                    _("%(file)s lacks columns: %(names)s.") % _lack(path, wanted, reader.fieldnames)
                )
            for number, row in enumerate(reader, start=2):
                if number > MOST_ROWS:
                    raise TargetsUnreadable(_("%(file)s is too long.") % {"file": path.name})
                yield number, {name: value or "" for name, value in row.items() if isinstance(name, str)}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TargetsUnreadable(_("%(file)s cannot be read.") % {"file": path.name}) from error


def _lack(path: Path, wanted: set[str], given: object) -> dict[str, str]:
    have = set(given) if isinstance(given, list) else set()
    return {"file": path.name, "names": ", ".join(sorted(wanted - have))}

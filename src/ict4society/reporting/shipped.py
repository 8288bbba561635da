"""The catalogue that comes with the program: files in ``data/``, read into plain entries (``data/ATTRIBUTION.md``)."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ict4society.reporting.shipped_labels import complete_labels, complete_option
from ict4society.reporting.states import Direction, Module, PeriodType, ValueType

DATA = Path(__file__).parent / "data"
LONG_LISTS = {
    "NaceSectorClassificationCodes",
    "CountryOfPrimaryOperationsAndLocationOfSignificantAssets",
    "CountryOfSite",
}
"""Choices among hundreds: they are kept as text."""
VSME_TYPES = {"enum": "choice", "enum set": "choices", "money": "money", "boolean": "boolean", "year": "year"}
SECTIONS = {
    "B1": "General information",
    "B2": "Practices, policies and future initiatives",
    "B3": "Energy and greenhouse gas emissions",
    "B4": "Pollution of air, water and soil",
    "B5": "Biodiversity",
    "B6": "Water",
    "B7": "Resource use, circular economy and waste",
    "B8": "Workforce: who works here",
    "B9": "Workforce: health and safety",
    "B10": "Workforce: pay, bargaining and training",
    "B11": "Corruption and bribery",
    "C1": "Strategy and business model",
    "C2": "Practices, policies and initiatives described",
    "C3": "Reduction targets and transition plan",
    "C4": "Climate risks",
    "C5": "Workforce: further characteristics",
    "C6": "Human rights policies",
    "C7": "Severe human rights incidents",
    "C8": "Revenues from certain activities",
    "C9": "Gender in the governance body",
    "Other": "Entity-specific information",
}
"""Short names of the disclosures; the taxonomy has a name for each table only."""
SECTION_NAMES = SECTIONS | {
    "ICT": "What is particular to ICT",
    "RDR-G": "Governance",
    "RDR-F": "Freedom of expression",
    "RDR-P": "Privacy",
    "RDR": "Totals",
    "GPG": "Gender pay gap",
}
"""All that are shipped: those of the other files too (a test compares)."""
WHOLE = {
    "NumberOfRecordableWorkRelatedAccidentsInTheReportingPeriod",
    "NumberOfFatalitiesAsAResultOfWorkRelatedInjuriesAndWorkRelatedIllHealth",
    "TotalNumberOfConvictionsForTheViolationOfAntiCorruptionAndAntiBriberyLaws",
}


@dataclass
class IndicatorEntry:
    """One indicator as the files say it; ``topic`` and ``dimension`` are slugs."""

    key: str
    labels: dict[str, str]
    value_type: str
    position: int
    definition: str = ""
    section: str = ""
    section_name: str = ""
    module: str = ""
    unit: str = ""
    direction: str = "none"
    period: str = "duration"
    topic: str = ""
    dimension: str = ""
    applicability: dict[str, Any] = field(default_factory=dict)
    clause: str = ""
    crosswalk: dict[str, Any] = field(default_factory=dict)
    options: list[dict[str, str]] = field(default_factory=list)
    axis: str = ""
    formula: str = ""
    signed: bool = False
    counts_people: bool = False
    xbrl: dict[str, Any] = field(default_factory=dict)
    translated: list[str] = field(default_factory=list)
    """The languages in which the label is a translation of this project, not of the publisher."""


@dataclass
class StandardEntry:
    """A version of a standard, with its indicators."""

    slug: str
    name: str
    version: str
    valid_from: date
    publisher: str = ""
    licence: str = ""
    notice: str = ""
    url: str = ""
    valid_until: date | None = None
    note: str = ""
    indicators: list[IndicatorEntry] = field(default_factory=list)


def shipped_standards() -> list[StandardEntry]:
    """Everything that is shipped, in the order in which the catalogue shows it."""
    found = [_vsme(), _from_toml("ict"), _rdr(), _from_toml("uk_gender_pay_gap")]
    for entry in (each for standard in found for each in standard.indicators):
        entry.translated = complete_labels(entry.key, entry.labels)
        for option in entry.options:
            complete_option(option)
    return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _vsme() -> StandardEntry:
    labels = {
        row["id"]: {code: text for code, text in row.items() if code != "id" and text}
        for row in _rows("vsme_labels.csv")
    }
    options: dict[str, list[dict[str, str]]] = {}
    names = {
        row["id"]: {code: text for code, text in row.items() if code != "id" and text}
        for row in _rows("vsme_option_labels.csv")
    }
    for row in _rows("vsme_options.csv"):
        option = {"id": row["option_id"], "en": row["option_label_en"], **names.get(row["option_id"], {})}
        options.setdefault(row["datapoint"], []).append(option)
    overlay = _toml("vsme_overlay")
    found: dict[str, IndicatorEntry] = {}
    for row in _rows("vsme_datapoints.csv"):
        # Eight data points stand under B3 and again, as targets, under C3: it is the same data point.
        if row["id"] not in found:
            found[row["id"]] = _vsme_entry(row, labels.get(row["id"], {}), options, overlay, len(found) + 1)
    return StandardEntry(
        slug="vsme",
        name="Voluntary standard for SMEs (VSME)",
        version="taxonomy of 2026-05-01",
        valid_from=date(2024, 12, 17),
        valid_until=None,
        publisher="EFRAG",
        licence="MIT",
        notice=(DATA / "LICENSE-EFRAG-MIT.txt").read_text(encoding="utf-8"),
        url="https://www.efrag.org/",
        note="Being replaced: its successor was adopted on 3 July 2026 and becomes a version of its own.",
        indicators=list(found.values()),
    )


def _vsme_entry(
    row: dict[str, str],
    labels: dict[str, str],
    options: dict[str, list[dict[str, str]]],
    overlay: dict[str, Any],
    position: int,
) -> IndicatorEntry:
    key = row["id"]
    lower, higher = overlay["direction"]["lower"], overlay["direction"]["higher"]
    unit, kind = row["unit"], VSME_TYPES.get(row["type"], "text")
    if row["type"] == "decimal":
        kind = (
            ValueType.PERCENT
            if unit.startswith("fraction")
            else ValueType.INTEGER
            if key in WHOLE
            else ValueType.DECIMAL
        )
    if key in LONG_LISTS:
        kind = ValueType.TEXT
    units = {"currency (ISO 4217)": "EUR", "tCO2e / currency": "tCO2e/EUR", "year": "", "date": "", "pure number": ""}
    section = row["disclosure"] if row["disclosure"] != "entity-specific" else "Other"
    return IndicatorEntry(
        key=key,
        labels={"en": row["label"], **labels},
        value_type=str(kind),
        position=position + (1000 if section == "Other" else 0),  # after what everybody is asked
        definition=row["calculation"],
        section=section,
        section_name=SECTIONS[section],
        module={"Basic": Module.BASIC, "Comprehensive": Module.COMPREHENSIVE}.get(row["module"], ""),
        unit="" if unit.startswith("fraction") else units.get(unit, unit),
        direction=Direction.LOWER if key in lower else Direction.HIGHER if key in higher else Direction.NONE,
        period=PeriodType.INSTANT if row["period"] == "instant" else PeriodType.DURATION,
        topic=overlay["topic_of"].get(key) or overlay["topics"].get(section, ""),
        dimension=row["dimension"],
        clause=row["reference"],
        crosswalk=overlay["crosswalk"].get(key, {}),
        options=[] if key in LONG_LISTS else options.get(key, []),
        axis=row["breakdown_axes"],
        formula=overlay["formula"].get(key, ""),
        signed=key.startswith("PercentageGap"),
        counts_people=key.startswith("NumberOf") and "Employees" in key and "Accidents" not in key,
        xbrl={"type": row["xbrl_type"], "name": f"vsme:{key}"},
    )


def _rdr() -> StandardEntry:
    areas = {
        "G": ("Governance", "human-rights"),
        "F": ("Freedom of expression", "media-freedom-and-pluralism"),
        "P": ("Privacy", "e-privacy"),
    }
    entries = []
    for position, row in enumerate(_rows("rdr_indicators.csv"), start=1):
        name, topic = areas[row["category"]]
        entries.append(
            IndicatorEntry(
                key=f"Rdr{row['indicator']}",
                labels={"en": f"{row['short']} {row['label']}"},
                value_type=ValueType.PERCENT,
                position=position,
                definition=row["definition"] or "The mean of the indicators below it.",
                section=f"RDR-{row['category']}",
                section_name=name,
                direction=Direction.HIGHER,
                topic=topic,
                dimension="people",
                clause=row["short"],
                crosswalk={"sdg": ["16.10"]},
                options=json.loads(row["elements"]),
                applicability={"sizes": ["large"], "nace": ["58", "61", "62", "63"]},
            )
        )
    entries += [_rdr_total(*scope, position=len(entries) + at) for at, scope in enumerate(_RDR_TOTALS, start=1)]
    return StandardEntry(
        slug="rdr",
        name="Ranking Digital Rights indicators",
        version="2022",
        valid_from=date(2015, 1, 1),
        publisher="Ranking Digital Rights",
        licence="CC BY 4.0",
        notice="Ranking Digital Rights, Corporate Accountability Index, methodology of 2022. CC BY 4.0.",
        url="https://rankingdigitalrights.org/",
        note="Score: mean of the elements; full disclosure 100 %, partial 50 %, none 0 %, not applicable left out.",
        indicators=entries,
    )


_RDR_TOTALS = (
    ("RdrTotal", "Total score", "human-rights"),
    ("RdrGovernance", "Score in governance", "human-rights"),
    ("RdrFreedom", "Score in freedom of expression", "media-freedom-and-pluralism"),
    ("RdrPrivacy", "Score in privacy", "e-privacy"),
)


def _rdr_total(key: str, name: str, topic: str, *, position: int) -> IndicatorEntry:
    """The means of the index itself, which go back further than the scores by indicator."""
    return IndicatorEntry(
        key=key,
        labels={"en": f"{name} (Ranking Digital Rights)"},
        value_type=ValueType.PERCENT,
        position=position,
        definition="The mean of the indicators of the index; methods changed between years.",
        section="RDR",
        section_name="Totals",
        direction=Direction.HIGHER,
        topic=topic,
        dimension="people",
        crosswalk={"sdg": ["16.10"]},
        applicability={"sizes": ["large"], "nace": ["58", "61", "62", "63"]},
    )


def _from_toml(name: str) -> StandardEntry:
    read = _toml(name)
    own = ("section", "section_name", "topic", "dimension", "clause", "applicability")
    shared = {field_name: read.pop(field_name) for field_name in own if field_name in read}
    entries = []
    for position, raw in enumerate(read.pop("indicator"), start=1):
        raw.pop("column", None)
        labels = {code: raw.pop(code) for code in list(raw) if len(code) == 2}
        entries.append(
            IndicatorEntry(labels=labels, value_type=raw.pop("type"), position=position, **{**shared, **raw})
        )
    return StandardEntry(indicators=entries, **read)


def gender_pay_gap_columns() -> dict[str, str]:
    """Column of the published file → key of the indicator."""
    return {each["column"]: each["key"] for each in _toml("uk_gender_pay_gap")["indicator"]}

"""What the interface of reporting says and takes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from ninja import Schema
from pydantic import Field

from ict4society.foundation.api import PageQuery
from ict4society.reporting.export.tables import unit_stored
from ict4society.reporting.models import Indicator, IndicatorValue, Report
from ict4society.reporting.numbers import plain_number
from ict4society.reporting.words import value_words

LARGEST_ID = 2**63 - 1


class IndicatorOut(Schema):
    """What can be reported."""

    id: int
    key: str
    standard: str
    version: str
    valid_from: date
    valid_until: date | None
    section: str
    module: str
    labels: dict[str, str]
    translated: list[str] = Field(description="Languages in which the label is a translation of this project.")
    definition: str
    unit: str
    value_type: str
    direction: str
    period: str
    topic: str | None
    dimension: str | None
    clause: str
    crosswalk: dict[str, list[str]]
    formula: str


class ReportOut(Schema):
    """One organisation, one year."""

    id: int
    url: str
    organisation: int
    organisation_name: str
    year: int
    starts_on: date
    ends_on: date
    currency: str
    summary: str
    state: str
    version: int
    published_at: datetime | None


class ValueOut(Schema):
    """What is said of one indicator."""

    id: int
    url: str
    organisation: int
    indicator: str
    year: int
    breakdown: str
    state: str
    value: Decimal | None = Field(description="In `unit`; percentages as fractions; yes is 1, no is 0.")
    unit: str
    text: str
    reason: str
    basis: str
    method: str
    assurance: str
    source: str
    evidence_url: str
    words: str = Field(description="The sentence by which it is cited.")
    counts: bool = Field(description="Whether this is the one of its cell that counts.")
    conflicting: bool
    restated: bool
    revision: int
    published_at: datetime | None
    withdrawn_at: datetime | None


class ReportIn(Schema):
    """The year to report."""

    organisation: int = Field(ge=1, le=LARGEST_ID)
    year: int
    starts_on: date | None = None
    ends_on: date | None = None
    currency: str = "EUR"
    summary: str = ""
    language: str = "en"


class ValueIn(Schema):
    """One cell."""

    indicator: str = Field(max_length=200, description="Key.")
    value: str = Field("", max_length=80, description="A number as text, or yes/no.")
    unit: str = Field("", max_length=40)
    text: str = Field("", max_length=20_000, description="For texts and choices (ids of the options, one in a line).")
    state: str = Field("", max_length=15)
    reason: str = Field("", max_length=500)
    method: str = Field("", max_length=1000)
    basis: str = Field("", max_length=15)
    breakdown: str = Field("", max_length=120)
    evidence_url: str = Field("", max_length=500)
    evidence_title: str = Field("", max_length=200)
    evidence_page: str = Field("", max_length=40)
    assurance: str = Field("none", max_length=12)
    revision: int | None = Field(None, ge=1, le=2**31 - 1, description="On which this is based; 409 if it moved on.")


class ValuesIn(Schema):
    """Many cells at once: all are taken, or none."""

    values: list[ValueIn] = Field(min_length=1, max_length=1000)
    reason: str = Field("", max_length=500, description="Needed when a published value changes.")


class CheckIn(Schema):
    """What was found."""

    verdict: str
    reason: str
    source_url: str = ""
    revision: int
    organisation: int | None = None
    interest: str = ""


class ReasonIn(Schema):
    """Why."""

    reason: str


class IndicatorQuery(PageQuery):
    """Filters of the catalogue."""

    standard: str = Field("", max_length=40, description="Slug: vsme, ict, rdr, uk-gpg, …")
    topic: str = Field("", max_length=80)


class ReportQuery(PageQuery):
    """Filters of the reports."""

    organisation: int | None = Field(None, ge=1, le=LARGEST_ID)
    year: int | None = Field(None, ge=1990, le=2100)


class ValueQuery(PageQuery):
    """Filters of the values."""

    organisation: int | None = Field(None, ge=1, le=LARGEST_ID)
    indicator: str = Field("", max_length=200, description="Key.")
    year: int | None = Field(None, ge=1990, le=2100)
    report: int | None = Field(None, ge=1, le=LARGEST_ID)


def indicator_out(row: Indicator) -> IndicatorOut:
    """One indicator."""
    names = ("id", "key", "section", "module", "labels", "translated", "definition", "unit", "value_type", "direction")
    return IndicatorOut(
        **{name: getattr(row, name) for name in (*names, "period", "clause", "crosswalk", "formula")},
        standard=row.version.standard.slug,
        version=row.version.label,
        valid_from=row.version.valid_from,
        valid_until=row.version.valid_until,
        topic=row.topic.slug if row.topic else None,
        dimension=row.dimension.slug if row.dimension else None,
    )


def report_out(row: Report) -> ReportOut:
    """One report."""
    names = ("id", "year", "starts_on", "ends_on", "currency", "summary", "state", "version", "published_at")
    return ReportOut(
        **{name: getattr(row, name) for name in names},
        url=row.get_absolute_url(),
        organisation=row.organisation_id,
        organisation_name=row.organisation.name,
    )


def value_out(row: IndicatorValue) -> ValueOut:
    """One value."""
    names = ("id", "year", "breakdown", "state", "text", "reason", "basis", "method", "assurance", "source")
    more = ("evidence_url", "conflicting", "restated", "revision", "published_at", "withdrawn_at")
    return ValueOut(
        **{name: getattr(row, name) for name in (*names, *more)},
        url=row.get_absolute_url(),
        organisation=row.organisation_id,
        indicator=row.indicator.key,
        value=None if row.value is None else Decimal(plain_number(row.value)),
        unit="" if row.value is None else unit_stored(row),
        words=value_words(row, row.indicator),
        counts=row.chosen,
    )

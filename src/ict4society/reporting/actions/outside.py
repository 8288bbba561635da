"""Take a published collection of company figures: organisations are listed, figures stand under their source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from ict4society.foundation.actors import Actor
from ict4society.foundation.events.emit import emit
from ict4society.foundation.policy import require
from ict4society.organisations.actions.found import RESERVED
from ict4society.organisations.models import NaceCode, Organisation
from ict4society.reporting.actions.keep import revision_of, settle_values
from ict4society.reporting.actions.load import load_indicators
from ict4society.reporting.entry import Said, Understood, ValueRefused, understand
from ict4society.reporting.events import OrganisationsListed, ValuesImported
from ict4society.reporting.models import Indicator, IndicatorValue, ValueRevision
from ict4society.reporting.outside.shapes import Collection, Company, Figure, Remark

BATCH = 2000
SAYS = ("state", "value", "text", "assurance", "method", "entered_unit")


@dataclass
class Taken:
    """What became of a collection."""

    organisations: int = 0
    listed: int = 0
    company_years: int = 0
    values: int = 0
    changed: int = 0
    conflicting: int = 0
    remarks: list[Remark] = field(default_factory=list)


@transaction.atomic
def import_collection(*, actor: Actor | None, collection: Collection) -> Taken:
    """List unknown companies (nobody represents them yet) and publish the figures under their source.

    Repeating it changes nothing; figures that differ from the last time are restated. ``actor`` is None for the command
    line. Raises Forbidden.
    """
    if actor is not None:
        require(actor.user, "reporting.import_values")
    indicators = {each.key: each for each in _indicators(actor)}
    taken = Taken(company_years=len(collection.years), remarks=list(collection.remarks))
    organisations = _organisations(collection.companies.values(), actor, taken)
    wanted: dict[tuple[int, int, int, str], tuple[Figure, Indicator, Understood]] = {}
    for figure in collection.figures:
        indicator = indicators.get(figure.indicator)
        organisation = organisations.get(figure.company)
        if indicator is None or organisation is None:
            taken.remarks.append(Remark(figure.place, f"{figure.indicator}: the catalogue has no such indicator."))
            continue
        try:
            made = understand(indicator, _said(figure))
        except ValueRefused as refused:
            taken.remarks.append(Remark(figure.place, f"{figure.company}, {figure.indicator}: {refused}"))
            continue
        wanted[organisation.pk, indicator.pk, figure.year, figure.source] = (figure, indicator, made)
    rows = _write(wanted, {each.pk: each for each in organisations.values()}, actor, taken)
    if rows:
        settle_values(rows)
        ids = sorted({row.organisation_id for row in rows})
        emit(ValuesImported(source=collection.kind, organisation_ids=ids, values=len(rows)), actor=actor)
    mine = IndicatorValue.objects.filter(organisation__in=organisations.values(), conflicting=True)
    taken.conflicting = mine.values("organisation_id", "indicator_id", "year", "breakdown").distinct().count()
    return taken


def _indicators(actor: Actor | None) -> list[Indicator]:
    if not Indicator.objects.exists():
        load_indicators(actor=actor)
    return list(Indicator.objects.filter(active=True).order_by("version__valid_from", "pk"))


def _said(figure: Figure) -> Said:
    names = ("number", "unit", "state", "method", "basis", "evidence_url", "evidence_title", "assurance")
    return Said(**{name: getattr(figure, name) for name in names})


def _organisations(companies: Iterable[Company], actor: Actor | None, taken: Taken) -> dict[str, Organisation]:
    """The organisations of these companies by the collection's key; found by name and country, else listed."""
    known = {(each.name.lower(), each.country): each for each in Organisation.objects.all()}
    slugs = set(Organisation.objects.values_list("slug", flat=True)) | RESERVED
    codes = {each.code: each for each in NaceCode.objects.filter(revision="2")}
    found: dict[str, Organisation] = {}
    fresh: list[tuple[Organisation, Company]] = []
    for company in companies:
        taken.organisations += 1
        place = (company.name.lower(), company.country)
        row = known.get(place)
        if row is None:
            row = known[place] = Organisation(
                name=company.name,
                slug=_slug(company.name, slugs),
                group="enterprise",
                country=company.country,
                size_class=company.size_class,
            )
            fresh.append((row, company))
        found[company.key] = row
    Organisation.objects.bulk_create([row for row, _company in fresh], batch_size=BATCH)
    links = Organisation.nace_codes.through
    activities = []
    for row, company in fresh:
        matching = (_code(each, codes) for each in company.nace)
        pks = {code.pk for code in matching if code is not None}
        activities += [links(organisation_id=row.pk, nacecode_id=pk) for pk in sorted(pks)]
    links.objects.bulk_create(activities)
    taken.listed = len(fresh)
    if fresh:
        emit(OrganisationsListed(organisation_ids=[row.pk for row, _company in fresh]), actor=actor)
    return found


def _slug(name: str, taken: set[str]) -> str:
    """A free slug, taken at once (``found.free_slug`` asks the database for each)."""
    base = slugify(name)[:70] or "organisation"
    candidates = (f"{base}-{number}" if number else base for number in range(len(taken) + 2))
    slug = next(each for each in candidates if each not in taken)
    taken.add(slug)
    return slug


def _code(wanted: str, codes: dict[str, NaceCode]) -> NaceCode | None:
    """The code itself, or the nearest above it that is known."""
    while wanted:
        if wanted in codes:
            return codes[wanted]
        wanted = wanted[:-1].rstrip(".")
    return None


def _write(
    wanted: dict[tuple[int, int, int, str], tuple[Figure, Indicator, Understood]],
    organisations: dict[int, Organisation],
    actor: Actor | None,
    taken: Taken,
) -> list[IndicatorValue]:
    sources = {key[3] for key in wanted}
    rows = IndicatorValue.objects.filter(source__in=sources, organisation__in=organisations, breakdown="")
    known = {(row.organisation_id, row.indicator_id, row.year, row.source): row for row in rows}
    now, by = timezone.now(), actor.user_id if actor is not None else None
    fresh: list[IndicatorValue] = []
    changed: list[IndicatorValue] = []
    for key, (figure, indicator, made) in wanted.items():
        row = known.get(key)
        if row is None:
            fresh.append(
                IndicatorValue(
                    organisation=organisations[key[0]],
                    indicator=indicator,
                    year=figure.year,
                    source=figure.source,
                    source_name=figure.source_name,
                    published_at=now,
                    entered_by_id=by,
                    **made.fields(),
                )
            )
        elif any(getattr(row, name) != getattr(made, name) for name in SAYS):
            for name, said in made.fields().items():
                setattr(row, name, said)
            row.indicator, row.revision, row.restated = indicator, row.revision + 1, True
            row.save()
            changed.append(row)
    IndicatorValue.objects.bulk_create(fresh, batch_size=BATCH)
    kept = [revision_of(row, by=by) for row in fresh]
    kept += [revision_of(row, by=by, restatement=True, reason="Changed at the source.") for row in changed]
    ValueRevision.objects.bulk_create(kept, batch_size=BATCH)
    taken.values, taken.changed = len(wanted), len(changed)
    return [*fresh, *changed]

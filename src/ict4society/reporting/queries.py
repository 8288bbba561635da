"""Named reads of reporting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from ict4society.organisations.models import Organisation
from ict4society.reporting.models import Indicator, IndicatorValue, Policy, Report
from ict4society.reporting.models.value import DERIVED, OWN, PUBLIC
from ict4society.reporting.policies import policies_visible_to, reports_visible_to, values_visible_to
from ict4society.topics.models import Topic
from ict4society.topics.queries import topic_ids


def published_values(indicator: Indicator | int, year: int) -> QuerySet[IndicatorValue]:
    """The one effective value of each organisation for an indicator and a year: published, whole (no breakdown).

    Rows of every state (``WITH_VALUE`` are those that have a number), with their organisation. Where sources differ
    it is the one that was chosen; until somebody chose, the organisation's own word, and no row when it gave none.
    """
    pk = indicator if isinstance(indicator, int) else indicator.pk
    return effective_values().filter(indicator_id=pk, year=year).select_related("organisation")


def effective_values(
    indicators: Iterable[int] | None = None, years: Iterable[int] | None = None
) -> QuerySet[IndicatorValue]:
    """The same for many indicators and years at once; served by the partial index ``value_published``."""
    rows = IndicatorValue.objects.filter(PUBLIC, chosen=True, breakdown="", organisation__hidden_at=None)
    if indicators is not None:
        rows = rows.filter(indicator_id__in=indicators)
    return rows if years is None else rows.filter(year__in=years)


def indicator_by_key(key: str) -> Indicator:
    """The newest version of an indicator.

    Raises Indicator.DoesNotExist.
    """
    found = Indicator.objects.filter(key=key).select_related("version__standard", "topic", "dimension")
    indicator = found.order_by("-active", "-version__valid_from", "-pk").first()
    if indicator is None:
        raise Indicator.DoesNotExist(key)
    return indicator


def catalogue(
    *, text: str = "", topic: Topic | None = None, dimension: str = "", standard: str = "", language: str = "en"
) -> QuerySet[Indicator]:
    """Active indicators in the order of their standards; every word is looked for in label, definition and key."""
    rows = Indicator.objects.filter(active=True).select_related("version__standard", "topic", "dimension")
    for word in text.split()[:6]:
        here = Q(labels__en__icontains=word) | Q(definition__icontains=word) | Q(key__icontains=word)
        here |= Q(clause__icontains=word) | Q(section__iexact=word)
        rows = rows.filter(here | Q(**{f"labels__{language}__icontains": word}) if language != "en" else here)
    if topic is not None:
        rows = rows.filter(topic_id__in=topic_ids(topic))
    if dimension:
        rows = rows.filter(dimension__slug=dimension)
    if standard:
        rows = rows.filter(version__standard__slug=standard)
    return rows.order_by("version__standard__pk", "version", "position", "pk")


def applies_to(indicator: Indicator, organisation: Organisation, codes: Iterable[str]) -> bool:
    """Whether an indicator is asked of an organisation: by size class, country and activity (``codes`` are NACE)."""
    wanted: dict[str, Any] = indicator.applicability
    if "sizes" in wanted and organisation.size_class not in wanted["sizes"]:
        return False
    if "countries" in wanted and organisation.country not in wanted["countries"]:
        return False
    return "nace" not in wanted or not (own := list(codes)) or any(_within(code, wanted["nace"]) for code in own)


def _within(code: str, prefixes: Iterable[str]) -> bool:
    return any(code.startswith(prefix) for prefix in prefixes)


def applicable_indicators(report: Report) -> list[Indicator]:
    """What is asked of the organisation in this report, in order; and what it has answered although it is not asked."""
    codes = list(report.organisation.nace_codes.values_list("code", flat=True))
    answered = set(report.values.filter(source=OWN).values_list("indicator_id", flat=True))
    rows = Indicator.objects.filter(active=True, version__reports=report).select_related("version__standard")
    ordered = rows.order_by("version__standard__pk", "version", "position", "pk")
    return [each for each in ordered if each.pk in answered or applies_to(each, report.organisation, codes)]


def own_values(report: Report) -> list[IndicatorValue]:
    """What was entered in a report, whole values and breakdowns."""
    rows = report.values.filter(source=OWN).select_related("indicator")
    return list(rows.order_by("indicator__position", "breakdown", "pk"))


def values_before(report: Report) -> dict[tuple[str, str], IndicatorValue]:
    """Last year's values of the organisation, computed ones too: (key, breakdown) → value, whatever the version."""
    rows = IndicatorValue.objects.filter(
        organisation_id=report.organisation_id, year=report.year - 1, source__in=(OWN, DERIVED), withdrawn_at=None
    ).select_related("indicator")
    return {(row.indicator.key, row.breakdown): row for row in rows}


def reports(user: Any, *, text: str = "", year: int | None = None) -> QuerySet[Report]:
    """Published reports that the reader may see, newest first."""
    rows = reports_visible_to(user).filter(state="published").select_related("organisation")
    if text:
        rows = rows.filter(organisation__name__icontains=text)
    if year:
        rows = rows.filter(year=year)
    shown = Count("values", filter=Q(values__published_at__isnull=False, values__withdrawn_at=None))
    return rows.annotate(value_count=shown).order_by("-published_at", "-pk")


def report_values(report: Report, user: Any) -> list[IndicatorValue]:
    """The published values of a report that the reader may see, with their indicators, in the catalogue's order."""
    rows = values_visible_to(user).filter(report=report, published_at__isnull=False)
    ordered = rows.select_related("indicator__version__standard", "organisation")
    return list(
        ordered.order_by("indicator__version__standard__pk", "indicator__position", "indicator_id", "breakdown", "pk")
    )


def trend_values(organisation: Organisation, user: Any, *, since: int) -> list[IndicatorValue]:
    """Public whole values of some years: those that count, and those of sources that differ."""
    rows = values_visible_to(user).filter(PUBLIC, organisation=organisation, breakdown="", year__gte=since)
    found = rows.filter(Q(chosen=True) | Q(conflicting=True)).select_related("indicator__version__standard")
    return list(found.order_by("indicator__version__standard__pk", "indicator__position", "year", "-chosen", "pk"))


def policies_of(organisation: Organisation, user: Any) -> QuerySet[Policy]:
    """The published approaches of an organisation that the reader may see, with their parts."""
    rows = policies_visible_to(user).filter(organisation=organisation, published_at__isnull=False)
    return rows.select_related("topic", "organisation").prefetch_related("parts").order_by("topic__position", "pk")


def other_sources(value: IndicatorValue, user: Any) -> list[IndicatorValue]:
    """The other public values of the same cell."""
    same = values_visible_to(user).filter(
        PUBLIC,
        organisation_id=value.organisation_id,
        indicator_id=value.indicator_id,
        year=value.year,
        breakdown=value.breakdown,
    )
    return list(same.exclude(pk=value.pk).select_related("indicator").order_by("pk"))

"""Named reads of reporting."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from ict4society.reporting.models import Indicator, IndicatorValue
from ict4society.reporting.models.value import PUBLIC


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

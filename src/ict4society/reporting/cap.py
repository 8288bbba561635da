"""The value-chain cap: what large undertakings may ask of small ones.

After Directive 2013/34/EU, Article 29b(4), standards may not make undertakings ask of small and medium ones in their
value chain more than the voluntary standard contains; here the cap is its basic module.
"""

from __future__ import annotations

from collections.abc import Iterable

from ict4society.organisations.models import Organisation
from ict4society.reporting.models import Indicator
from ict4society.reporting.states import Module

CAP_REASON = (
    "This asks for more than the value-chain cap allows: of small and medium enterprises, the basic module of the "
    "voluntary standard (B1 to B11) is what may be asked for."
)
"""Stored with the answer, in English; whoever declines may add their own words."""
CAPPED_SIZES = ("micro", "small", "medium")


def beyond_cap(indicators: Iterable[Indicator], asked: Organisation) -> list[Indicator]:
    """What exceeds the cap, if it holds for the organisation that was asked: those with fewer than 250 people."""
    if asked.size_class not in CAPPED_SIZES:
        return []
    return [each for each in indicators if each.module != Module.BASIC]

"""xBRL-JSON (XBRL International, Recommendation of 13 October 2021)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ict4society.reporting.export.facts import TAXONOMY, Fact, entity_of, facts_of, period_of
from ict4society.reporting.export.facts import used_namespaces as _used
from ict4society.reporting.models import IndicatorValue, Report


def xbrl_json(report: Report, values: Sequence[IndicatorValue]) -> bytes:
    """The facts of the report. ``xbrli:pure`` is the default unit and is not written (OIM §5.1.4)."""
    facts, _left = facts_of(report, values)
    scheme, identifier = entity_of(report)
    document: dict[str, Any] = {
        "documentInfo": {
            "documentType": "https://xbrl.org/2021/xbrl-json",
            "namespaces": {**_used(facts), "xbrl": "https://xbrl.org/2021", "org": scheme},
            "taxonomy": [TAXONOMY],
        },
        "facts": {fact.id: _shape(fact, identifier) for fact in facts},
    }
    document["documentInfo"]["namespaces"].pop("xbrli", None)
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _shape(fact: Fact, identifier: str) -> dict[str, Any]:
    dimensions: dict[str, Any] = {
        "concept": fact.concept,
        "entity": f"org:{identifier}",
        "period": period_of(fact),
        **fact.dimensions,
        **fact.typed,
    }
    if fact.unit and fact.unit != "xbrli:pure":
        dimensions["unit"] = fact.unit
    if fact.language:
        dimensions["language"] = fact.language
    # Without "decimals" a number is exact (OIM §3.1.1.1).
    return {"value": fact.value, "dimensions": dimensions}

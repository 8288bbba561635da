"""JSON-LD: values as observations of the RDF Data Cube vocabulary, with provenance (PROV-O) and quotable words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from ict4society.reporting.export.tables import unit_stored
from ict4society.reporting.models import IndicatorValue, Report
from ict4society.reporting.numbers import plain_number
from ict4society.reporting.words import value_words

CONTEXT: dict[str, Any] = {
    "qb": "http://purl.org/linked-data/cube#",
    "dct": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "schema": "https://schema.org/",
    "value": {"@id": "schema:value"},
    "unit": "schema:unitText",
    "label": "skos:prefLabel",
}


def json_ld(report: Report, values: Sequence[IndicatorValue]) -> bytes:
    """The report as a data set, each value an observation."""
    root = settings.SITE_URL
    shown = [value for value in values if value.withdrawn_at is None]
    document = {
        "@context": CONTEXT,
        "@id": f"{root}{report.get_absolute_url()}",
        "@type": ["qb:DataSet", "schema:Dataset"],
        "dct:title": str(report),
        "dct:publisher": {
            "@id": f"{root}{report.organisation.get_absolute_url()}",
            "@type": "org:Organization",
            "schema:name": report.organisation.name,
        },
        "dct:temporal": f"{report.starts_on}/{report.ends_on}",
        "dct:issued": report.published_at.isoformat() if report.published_at else None,
        "schema:version": report.version,
        "qb:observation": [_observation(value, root) for value in shown],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _observation(value: IndicatorValue, root: str) -> dict[str, Any]:
    indicator = value.indicator
    made: dict[str, Any] = {
        "@id": f"{root}{value.get_absolute_url()}",
        "@type": "qb:Observation",
        "qb:measureType": {
            "@id": f"{root}{indicator.get_absolute_url()}",
            "skos:notation": indicator.key,
            "label": [{"@language": code, "@value": text} for code, text in indicator.labels.items()],
        },
        "dct:description": {"@language": "en", "@value": value_words(value, indicator)},
        "schema:temporalCoverage": str(value.year),
        "schema:creativeWorkStatus": value.state,
        "schema:assurance": value.assurance,
        "schema:version": value.revision,
    }
    if value.value is not None:
        made["value"] = {"@type": "xsd:decimal", "@value": plain_number(value.value)}
        made["unit"] = unit_stored(value)
    if value.text:
        made["schema:text"] = value.text
    if value.breakdown:
        made["schema:variableMeasured"] = value.breakdown
    if value.evidence_url:
        made["prov:wasDerivedFrom"] = {"@id": value.evidence_url}
    if value.inputs:
        ids = [f"{root}/reporting/values/{pk}/" for pk in value.inputs]
        made["prov:wasDerivedFrom"] = [{"@id": each} for each in ids]
    return made

"""The JSON-LD context, written into every record: nothing has to be fetched to understand it."""

from __future__ import annotations

from typing import Any

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _link(term: str) -> dict[str, str]:
    return {"@id": term, "@type": "@id"}


_MOMENT = "xsd:dateTime"
PUBLISHED_TERMS: dict[str, Any] = {
    "title": "dcterms:title",
    "summary": "dcterms:description",
    "text": "dcterms:description",
    "language": "dcterms:language",
    "identifier": "dcterms:identifier",
    "issued": {"@id": "dcterms:issued", "@type": _MOMENT},
    "created": {"@id": "dcterms:created", "@type": _MOMENT},
    "saidAt": {"@id": "prov:generatedAtTime", "@type": _MOMENT},
    "publisher": "dcterms:publisher",
    "isVersionOf": _link("dcterms:isVersionOf"),
    "version": "dcat:version",
    "previousVersion": _link("prov:wasRevisionOf"),
    "distribution": "dcat:distribution",
    "downloadURL": _link("dcat:downloadURL"),
    "mediaType": "dcat:mediaType",
    "elements": {"@id": "dcterms:hasPart", "@container": "@list"},
    "page": _link("foaf:page"),
    "name": "foaf:name",
    "cells": "dcterms:subject",
    "prefLabel": "skos:prefLabel",
    "inScheme": _link("skos:inScheme"),
    "broader": _link("skos:broader"),
    "evidence": {"@reverse": "oa:hasBody"},
    "target": "oa:hasTarget",
    "source": _link("oa:hasSource"),
    "selector": "oa:hasSelector",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
    "speaker": "prov:wasAttributedTo",
    "publishedBy": "prov:wasAttributedTo",
    "actedOnBehalfOf": "prov:actedOnBehalfOf",
    "drawnFrom": "prov:wasDerivedFrom",
}
"""What a published vocabulary has a word for."""

CODES = ("kind", "stance", "verdict", "state", "met", "phase", "principle")
"""Members whose values are words of our own namespace, not texts."""


def context(namespace: str) -> dict[str, Any]:
    """DCAT and Dublin Core for the dossier, PROV-O for who made what from what, SKOS for the cells of the map, ORG for
    organisations, Web Annotation for citations; every other word is in our own ``namespace``.
    """
    return {
        "@version": 1.1,
        "@vocab": namespace,
        **PREFIXES,
        "id": "@id",
        "type": "@type",
        **PUBLISHED_TERMS,
        "revisionPage": _link(f"{namespace}revisionPage"),
        "agreementInterval": {"@id": f"{namespace}agreementInterval", "@container": "@list"},
        **{code: {"@id": f"{namespace}{code}", "@type": "@vocab"} for code in CODES},
    }

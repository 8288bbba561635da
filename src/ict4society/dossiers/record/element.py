"""An element in the record: the claim, its cells, and the words that it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.urls import reverse

from ict4society.dossiers.record.figures import assessment
from ict4society.knowledge_map.models import Element, Placement
from ict4society.knowledge_map.queries.evidence import Quoted, ShownEvidence, evidence_of


def public_evidence(elements: Iterable[Element]) -> dict[int, list[ShownEvidence]]:
    """What everyone may read now, by element: evidence whose source was withdrawn or hidden is left out."""
    shown = evidence_of(elements, AnonymousUser())
    return {pk: [piece for piece in pieces if not piece.withheld] for pk, pieces in shown.items()}


def placed() -> Prefetch[Any]:
    """For ``prefetch_related`` of items: the cells of their elements, in order."""
    cells = Placement.objects.select_related("topic", "dimension").order_by("topic__position", "dimension__position")
    return Prefetch("element__placements", cells)


def element_record(element: Element, pieces: list[ShownEvidence], remark: str) -> dict[str, Any]:
    """The element (with its ``placed`` cells) as it is now, standing on these pieces of evidence."""
    page = absolute(reverse("knowledge_map:element", args=[element.pk]))
    history = absolute(reverse("knowledge_map:history", args=[element.pk]))
    opposed = sorted({group.key for piece in pieces if piece.figures for group in piece.figures.opposing})
    record: dict[str, Any] = {
        "id": f"{history}#revision-{element.revision}",
        "type": ["Element", "prov:Entity"],
        "identifier": str(element.pk),
        "page": page,
        "kind": element.kind,
        "title": element.title,
        "language": element.language,
        "revision": element.revision,
        "cells": [_cell(placement) for placement in element.placements.all()],
        "evidence": [_annotation(piece, page) for piece in pieces],
        "opposedBy": opposed,
    }
    if element.text:
        record["text"] = element.text
    if remark:
        record["remark"] = remark
    return record


def absolute(path: str) -> str:
    """The public address of a page of this site."""
    return f"{settings.SITE_URL}{path}"


def _cell(placement: Any) -> dict[str, Any]:
    return {
        "id": absolute(reverse("knowledge_map:cell", args=[placement.topic.slug, placement.dimension.slug])),
        "type": "skos:Concept",
        "prefLabel": f"{placement.topic.name} · {placement.dimension.name}",
        "inScheme": absolute(reverse("knowledge_map:index")),
    }


def _annotation(piece: ShownEvidence, page: str) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": f"{page}#evidence-{piece.evidence.pk}",
        "type": "oa:Annotation",
        "identifier": str(piece.evidence.pk),
        "stance": piece.stance,
        "state": piece.state,
        "created": piece.evidence.added_at.isoformat(),
        **_quotation(piece),
    }
    if piece.evidence.note:
        record["note"] = piece.evidence.note
    if piece.figures is not None and piece.figures.verdict:
        record["assessment"] = assessment(piece.figures)
    if piece.drawn_from is not None and not piece.drawn_from.withheld:
        record["drawnFrom"] = {"type": "prov:Entity", **_quotation(piece.drawn_from)}
    return record


def _quotation(quoted: Quoted) -> dict[str, Any]:
    """The exact words of the exact revision, and who said them for whom."""
    citation = quoted.citation
    target: dict[str, Any] = {
        "type": "oa:SpecificResource",
        "revision": citation.revision,
        "selector": [
            {
                "type": "oa:TextQuoteSelector",
                "exact": citation.exact,
                "prefix": citation.prefix,
                "suffix": citation.suffix,
            },
            {"type": "oa:TextPositionSelector", "start": citation.start, "end": citation.end},
        ],
        "language": citation.language,
    }
    if quoted.source is not None:
        target |= {"source": absolute(quoted.source.url), "revisionPage": absolute(quoted.revision_url)}
        target["sourceTitle"] = quoted.title
    record: dict[str, Any] = {
        "target": target,
        "stakeholderGroup": citation.group,
        "offline": citation.offline,
        "saidAt": citation.said_at.isoformat(),
    }
    if citation.speaker:
        record["speaker"] = {"type": "prov:Agent", "name": citation.speaker}
        if citation.on_behalf_of:
            behalf = {"type": ["org:Organization", "prov:Agent"], "name": citation.on_behalf_of}
            record["speaker"]["actedOnBehalfOf"] = behalf
    return record

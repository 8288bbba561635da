"""The whole record of a dossier, as it would be published now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from ict4society.dossiers.canonical import canonical, plain_numbers
from ict4society.dossiers.models import Dossier
from ict4society.dossiers.record.context import context
from ict4society.dossiers.record.element import absolute, element_record, placed, public_evidence
from ict4society.dossiers.record.figures import participation, publisher
from ict4society.dossiers.states import CONCEPTION, Met, Phase, Principle
from ict4society.dossiers.vocabulary import namespace

OF_ONE_VERSION = ("id", "version", "previousVersion", "issued", "changeNote", "distribution", "publishedBy")
"""What differs between versions although nothing has changed."""


def build_record(
    dossier: Dossier, *, number: int, issued: datetime, note: str = "", person: str = ""
) -> dict[str, Any]:
    """Version ``number`` of the dossier from its elements and their evidence now; only what everyone may read."""
    address = version_address(dossier, number)
    items = list(dossier.items.select_related("element").prefetch_related(placed()).order_by("position", "pk"))
    standing = public_evidence(item.element for item in items)
    elements = [element_record(item.element, standing[item.element_id], item.remark) for item in items]
    pieces = [piece for item in items for piece in standing[item.element_id]]
    record: dict[str, Any] = {
        "@context": context(namespace()),
        "id": address,
        "type": ["Dossier", "dcat:Dataset", "prov:Entity"],
        "identifier": dossier.slug,
        "isVersionOf": absolute(reverse("dossiers:dossier", args=[dossier.slug])),
        "version": str(number),
        "title": dossier.title,
        "summary": dossier.summary,
        "language": dossier.language,
        "issued": issued.isoformat(),
        "publisher": publisher(),
        "distribution": [
            _distribution(dossier, number, "jsonld", "application/ld+json"),
            _distribution(dossier, number, "html", "text/html"),
        ],
        "elements": elements,
        "participation": participation(pieces),
        "principles": principle_records(dossier),
    }
    if dossier.recipient:
        record["recipient"] = dossier.recipient
    if number > 1:
        record["previousVersion"] = version_address(dossier, number - 1)
    if note:
        record["changeNote"] = note
    if person:
        record["publishedBy"] = {"type": "prov:Agent", "name": person}
    return dict(plain_numbers(record))


def substance(record: dict[str, Any]) -> str:
    """What the record says, without what belongs to one version only: equal when nothing has changed."""
    return canonical({name: value for name, value in record.items() if name not in OF_ONE_VERSION})


def version_address(dossier: Dossier, number: int) -> str:
    """The permanent public address of a version."""
    return absolute(reverse("dossiers:version", args=[dossier.slug, number]))


def principle_records(dossier: Dossier) -> list[dict[str, Any]]:
    """All ten, in their order; *open* where nobody has assessed one."""
    known = {check.principle: check for check in dossier.principles.all()}
    records = []
    for principle in Principle:
        check = known.get(principle)
        records.append(
            {
                "type": "PrincipleAssessment",
                "principle": principle.value,
                "phase": (Phase.CONCEPTION if principle in CONCEPTION else Phase.IMPLEMENTATION).value,
                "met": check.met if check else Met.OPEN.value,
                "text": check.text if check else "",
            }
        )
    return records


def _distribution(dossier: Dossier, number: int, name: str, media_type: str) -> dict[str, Any]:
    address = absolute(reverse(f"dossiers:{name}", args=[dossier.slug, number]))
    return {"type": "dcat:Distribution", "downloadURL": address, "mediaType": media_type}

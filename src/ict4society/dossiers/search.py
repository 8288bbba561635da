"""What search knows of a dossier: its latest version."""

from __future__ import annotations

from django.urls import reverse

from ict4society.dossiers.models import Dossier, Uptake
from ict4society.dossiers.standing import standing_of
from ict4society.dossiers.withholding import public_record
from ict4society.foundation.subjects import Document


def dossier_document(dossier: Dossier) -> Document | None:
    """Title, summary and the claims of the latest version; nothing before the first."""
    latest = dossier.versions.filter(number=dossier.latest_version).first()
    if latest is None:
        return None
    record = public_record(latest.content, standing_of(latest.content))
    claims = [f"{element['title']}\n{element.get('text', '')}" for element in record["elements"]]
    return Document(
        title=record["title"],
        body="\n".join([record["summary"], record.get("recipient", ""), *claims]),
        language=record["language"],
        happened_at=latest.published_at,
    )


def dossier_url(dossier: Dossier) -> str:
    """The dossier's page."""
    return reverse("dossiers:dossier", args=[dossier.slug])


def uptake_url(uptake: Uptake) -> str:
    """The report on the page of its dossier."""
    return f"{dossier_url(uptake.version.dossier)}#uptake-{uptake.pk}"

"""A version as files: JSON-LD with its signature, and a page that stands alone and carries the same record."""

from __future__ import annotations

import json
from typing import Any

from django.template.loader import get_template

from ict4society.dossiers.models import DossierVersion
from ict4society.dossiers.presentation import VERDICT_LABELS, presented
from ict4society.dossiers.verification import RECORD_ID, SIGNATURE
from ict4society.foundation.richtext import render

ALGORITHM = "Ed25519 over the SHA-256 digest"


def signature_of(version: DossierVersion) -> dict[str, str]:
    """The member that is added to the signed record."""
    return {
        "type": "Signature",
        "algorithm": ALGORITHM,
        "digest": version.digest,
        "value": version.signature,
        "publicKey": version.public_key,
    }


def json_ld(version: DossierVersion) -> str:
    """The record with its signature, indented, UTF-8, keys sorted."""
    return json.dumps(_signed(version), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def standalone_html(version: DossierVersion) -> str:
    """The page of a version in one file that needs nothing else, with the signed record inside."""
    record = json.dumps(_signed(version), ensure_ascii=False, sort_keys=True)
    # Inside a <script> data block the only thing that could end it is "<".
    safe = record.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    template = get_template("dossiers/standalone.html", using="jinja2")
    return str(
        template.render(
            {
                "version": version,
                "dossier": version.dossier,
                "shown": presented(version.content, local=False),
                "record": safe,
                "record_id": RECORD_ID,
                "signature": signature_of(version),
                "markdown": render,
                "verdict_labels": VERDICT_LABELS,
            }
        )
    )


def _signed(version: DossierVersion) -> dict[str, Any]:
    return {**json.loads(version.canonical), SIGNATURE: signature_of(version)}

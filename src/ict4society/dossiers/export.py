"""A version as files: JSON-LD with its signature, and a page that stands alone and carries the same record."""

from __future__ import annotations

import json
from typing import Any

from django.template.loader import get_template

from ict4society.dossiers.canonical import canonical, digest_of
from ict4society.dossiers.models import DossierVersion
from ict4society.dossiers.presentation import VERDICT_LABELS, presented
from ict4society.dossiers.signing import public_key, sign
from ict4society.dossiers.standing import Standing, standing_of
from ict4society.dossiers.verification import RECORD_ID, REDACTION, SIGNATURE
from ict4society.dossiers.withholding import public_record
from ict4society.foundation.richtext import render

ALGORITHM = "Ed25519 over the SHA-256 digest"


def signature_of(version: DossierVersion) -> dict[str, str]:
    """The signature of the whole version, as a member of a record."""
    return _signature(version.digest, version.signature, version.public_key)


def _signature(digest: str, value: str, key: str) -> dict[str, str]:
    return {"type": "Signature", "algorithm": ALGORITHM, "digest": digest, "value": value, "publicKey": key}


def json_ld(version: DossierVersion) -> str:
    """The record with its signature, indented, UTF-8, keys sorted; without words that may no longer be shown."""
    return (
        json.dumps(_signed(version, standing_of(version.content)), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )


def standalone_html(version: DossierVersion) -> str:
    """The page of a version in one file that needs nothing else, with the signed record inside."""
    standing = standing_of(version.content)
    signed = _signed(version, standing)
    record = json.dumps(signed, ensure_ascii=False, sort_keys=True)
    # Inside a <script> data block the only thing that could end it is "<".
    safe = record.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    template = get_template("dossiers/standalone.html", using="jinja2")
    return str(
        template.render(
            {
                "version": version,
                "dossier": version.dossier,
                "shown": presented(public_record(version.content, standing), local=False),
                "standing": standing,
                "record": safe,
                "record_id": RECORD_ID,
                "signature": signed[SIGNATURE],
                "markdown": render,
                "verdict_labels": VERDICT_LABELS,
            }
        )
    )


def _signed(version: DossierVersion, standing: Standing) -> dict[str, Any]:
    whole = json.loads(version.canonical)
    if not standing.withholds:
        return {**whole, SIGNATURE: signature_of(version)}
    copy = {**public_record(whole, standing), REDACTION: signature_of(version)}
    digest = digest_of(canonical(copy))
    return {**copy, SIGNATURE: _signature(digest, sign(digest), public_key())}

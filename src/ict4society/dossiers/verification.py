"""Check a dossier file without the site: is it unchanged, and who signed it?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from ict4society.dossiers.canonical import canonical, digest_of
from ict4society.dossiers.signing import SignatureInvalid, check_signature

SIGNATURE = "signature"
"""The member of a dossier file that is not itself signed."""
REDACTION = "redactionOf"
"""The member that names the signature of the whole version, in a copy without words that may no longer be shown."""
WITHHELD = "withheld"
"""The member that lists in it, by identifier, the evidence and the elements whose words are left out."""
RECORD_ID = "dossier-record"
LARGEST = 50_000_000


class FileUnreadable(Exception):
    """The file is not a dossier; the message says what was looked for."""


@dataclass(frozen=True)
class Verification:
    """What was found. ``faults`` is empty when digest and signature are right."""

    title: str
    version: str
    address: str
    digest: str
    public_key: str
    faults: tuple[str, ...]
    withheld: int = 0
    """Pieces of evidence and elements without their words: they were withdrawn or hidden after the publication."""
    whole: str = ""
    """Digest of the version with these words."""

    @property
    def valid(self) -> bool:
        return not self.faults


def verify_text(text: str) -> Verification:
    """Check a dossier in JSON-LD, or as the HTML page that carries it. Raises FileUnreadable."""
    record = read_record(text)
    claimed = record.pop(SIGNATURE, None)
    if not isinstance(claimed, dict):
        raise FileUnreadable("The file has no signature: it is not a dossier of ICT4Society, or an incomplete one.")
    digest = digest_of(canonical(record))
    faults = []
    if claimed.get("digest") != digest:
        faults.append(f"The content was changed: its digest is {digest}, the signed one is {claimed.get('digest')}.")
    key = str(claimed.get("publicKey", ""))
    try:
        check_signature(digest, str(claimed.get("value", "")), key)
    except SignatureInvalid:
        faults.append("The signature does not belong to this content and key.")
    return Verification(
        title=str(record.get("title", "")),
        version=str(record.get("version", "")),
        address=str(record.get("id", "")),
        digest=digest,
        public_key=key,
        faults=tuple(faults),
        withheld=sum(len(found) for found in _lists(record.get(WITHHELD))),
        whole=str(_members(record.get(REDACTION)).get("digest", "")),
    )


def _members(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _lists(value: Any) -> list[list[Any]]:
    return [found for found in _members(value).values() if isinstance(found, list)]


def read_record(text: str) -> dict[str, Any]:
    """The record in a file of JSON-LD, or in the page that carries it. Raises FileUnreadable."""
    if text.lstrip()[:1] == "<":
        finder = _RecordFinder()
        finder.feed(text)
        text = "".join(finder.found)
        if not text:
            raise FileUnreadable("The page carries no record: it is not a dossier of ICT4Society.")
    try:
        record = json.loads(text)
    except ValueError as error:
        raise FileUnreadable(f"The file is not JSON: {error}.") from error
    if not isinstance(record, dict):
        raise FileUnreadable("The file is JSON, but not a dossier.")
    return record


class _RecordFinder(HTMLParser):
    """Collects the data block with the record."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside = False
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script" and dict(attrs).get("id") == RECORD_ID

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found.append(data)

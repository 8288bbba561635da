"""The pages of a text of 300 paragraphs with 3,000 comments, as members."""

from __future__ import annotations

from benchmarks.invented.text import commented_text
from benchmarks.kind import Kind, Promise, Request
from benchmarks.site import Site


def prepare(site: Site) -> list[Request]:
    """Every page of the text in turn, each for another member than the one before."""
    consultation = commented_text()
    pages = range(1, 6)
    members = site.members(8)
    paths = [f"/consultations/{consultation.slug}/?page={page}" for page in pages]
    return [Request(path, headers=member.headers) for member in members for path in paths]


KIND = Kind("consultation_page", prepare, promise=Promise("p95_ms", 150))

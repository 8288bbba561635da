"""What is said about single paragraphs of that text, as members: ten comments and the form each."""

from __future__ import annotations

from benchmarks.invented.text import commented_text
from benchmarks.kind import Kind, Promise, Request
from benchmarks.site import Site


def prepare(site: Site) -> list[Request]:
    """Forty paragraphs in turn, as htmx asks for them when one is opened."""
    from ict4society.consultations.addresses import paragraph_url

    consultation = commented_text()
    text = consultation.texts.get()
    keys = text.paragraphs.exclude(kind="heading").values_list("key", flat=True)[:40]
    members = site.members(8)
    return [
        Request(
            paragraph_url(consultation.slug, text, key),
            headers={**members[place % len(members)].headers, "HX-Request": "true"},
        )
        for place, key in enumerate(keys)
    ]


KIND = Kind("paragraph_talk", prepare, promise=Promise("p95_ms", 150))

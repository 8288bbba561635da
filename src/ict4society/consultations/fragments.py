"""Stored fragments: a member's page of a text is put together from parts that were rendered before.

A published text never changes, so its pages are cut once. What a page of it shows beside the words is the number of
comments at each paragraph, the questions that stand there, and whether comments are taken: all of that is in the key,
so nothing ever has to be dropped. Most readers see the same numbers and share one fragment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ict4society.consultations.models import Paragraph, Question, TextVersion
from ict4society.consultations.queries.texts import TextPage, paragraphs_on, text_pages
from ict4society.foundation.ui.shelf import Shelf

_clauses: Shelf[str] = Shelf(12_000_000)
_pages: Shelf[list[TextPage]] = Shelf(20_000)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page of a text depends on besides its words and numbers."""

    slug: str
    takes: bool
    """The consultation takes contributions now."""
    takes_comments: bool
    signed_in: bool


def pages_of(text: TextVersion) -> list[TextPage]:
    """The pages of a text: of a published one they are cut once."""
    if text.published_at is None:
        return text_pages(text)
    key = (text.pk, text.published_at)
    found = _pages.get(key)
    if found is None:
        found = text_pages(text)
        _pages.put(key, found, 1 + sum(len(page.keys) for page in found))
    return found


def clauses(
    reading: Reading,
    text: TextVersion,
    at: TextPage,
    beside: TextVersion | None,
    counts: Mapping[str, int],
    questions: Mapping[str, Sequence[Question]],
) -> SafeString:
    """The paragraphs of one page, with another language beside them, in the active language of the site."""
    numbers = tuple(counts.get(key, 0) for key in at.keys)
    asked = tuple((key, each.pk, each.key, each.label) for key in at.keys for each in questions.get(key, ()))
    versions = (text.pk, text.published_at, beside and (beside.pk, beside.published_at))
    key = (versions, at.number, reading, numbers, asked, get_language())
    found = _clauses.get(key)
    if found is None:
        found = _render(reading, text, at, beside, counts, questions)
        _clauses.put(key, found, len(found))
    return mark_safe(found)  # noqa: S308 — rendered by our templates


def _render(
    reading: Reading,
    text: TextVersion,
    at: TextPage,
    beside: TextVersion | None,
    counts: Mapping[str, int],
    questions: Mapping[str, Sequence[Question]],
) -> str:
    opposite: dict[str, Paragraph] = {}
    if beside is not None:
        opposite = {each.key: each for each in beside.paragraphs.filter(key__in=at.keys).defer("text")}
    context = {
        "slug": reading.slug,
        "takes": reading.takes,
        "takes_comments": reading.takes_comments,
        "signed_in": reading.signed_in,
        "text": text,
        "paragraphs": list(paragraphs_on(text, at)),
        "beside": beside,
        "opposite": opposite,
        "counts": counts,
        "beside_questions": questions,
    }
    return str(get_template("consultations/_clauses.html", using="jinja2").render(context))

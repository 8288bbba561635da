"""Named reads of texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from ict4society.consultations.models import Consultation, Paragraph, TextVersion
from ict4society.consultations.states import ParagraphKind
from ict4society.consultations.text.keys import Known
from ict4society.foundation.database.prepared import Prepared

PAGE_CHARACTERS = 24_000
"""Of text on one page, more or less: pages end before a heading."""
PAGE_PARAGRAPHS = 60


def published_texts(consultation: Consultation) -> list[TextVersion]:
    """All that readers may see, oldest first, without their sources."""
    found = _published(consultation=consultation.pk)
    for text in found:
        text.consultation = consultation
    return found


_published: Prepared[TextVersion] = Prepared(
    lambda consultation: (
        TextVersion.objects.filter(consultation_id=consultation, published_at__isnull=False)
        .defer("source")
        .order_by("number", "language")
    ),
    consultation=int,
)


def unpublished_texts(consultation: Consultation) -> list[TextVersion]:
    """What its staff is preparing."""
    return list(consultation.texts.filter(published_at=None).order_by("number", "language"))


def chosen_text(
    texts: Iterable[TextVersion], consultation: Consultation, *, number: int | None = None, language: str = ""
) -> TextVersion | None:
    """Of these texts the one of that number (else the latest) in that language (else the consultation's, else any)."""
    found = [text for text in texts if number is None or text.number == number]
    if number is None and found:
        last = max(text.number for text in found)
        found = [text for text in found if text.number == last]
    order = {language: 0, consultation.language: 1} if language else {consultation.language: 1}
    return min(found, key=lambda text: order.get(text.language, 2), default=None)


def paragraphs_to_ask_beside(consultation: Consultation) -> list[Paragraph]:
    """The paragraphs of the latest text, published or not, beside which a question can stand."""
    text = chosen_text(consultation.texts.defer("source"), consultation)
    if text is None:
        return []
    kinds = (ParagraphKind.PARAGRAPH, ParagraphKind.LIST, ParagraphKind.HEADING)
    return list(text.paragraphs.filter(kind__in=kinds).only("key", "label", "plain", "version_id")[:500])


def known_paragraphs(text: TextVersion | None) -> list[Known]:
    """The paragraphs of a text as the next one is compared with them."""
    if text is None:
        return []
    return [Known(key, kind, words) for key, kind, words in text.paragraphs.values_list("key", "kind", "plain")]


def used_keys(consultation: Consultation) -> list[str]:
    """Every key that a paragraph of the consultation ever had."""
    found = Paragraph.objects.filter(version__consultation=consultation).order_by().values_list("key", flat=True)
    return list(found.distinct())


@dataclass(frozen=True, slots=True)
class Outline:
    """A paragraph without its words."""

    key: str
    kind: str
    level: int
    label: str
    length: int
    title: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page of a long text: from position to position, and the headings on it."""

    number: int
    first: int
    last: int
    title: str
    headings: tuple[Outline, ...]
    keys: tuple[str, ...]
    """Of all its paragraphs, in order."""


def text_pages(text: TextVersion) -> list[TextPage]:
    """Cut a text into pages, before headings where possible: one query, which leaves the words in the database."""
    rows = text.paragraphs.extra(
        select={"length": "length(html)", "title": "CASE WHEN kind = 'heading' THEN plain ELSE '' END"}
    ).values_list("position", "key", "kind", "level", "label", "length", "title")
    pages: list[TextPage] = []
    current: list[tuple[int, Outline]] = []
    size = 0

    def end_page() -> None:
        headings = tuple(outline for _position, outline in current if outline.kind == ParagraphKind.HEADING)
        title = headings[0].title if headings else ""
        keys = tuple(outline.key for _position, outline in current)
        pages.append(TextPage(len(pages) + 1, current[0][0], current[-1][0], title, headings, keys))

    for position, key, kind, level, label, length, title in rows:
        outline = Outline(key, kind, level, label, length, title)
        full = size + length > PAGE_CHARACTERS or len(current) >= PAGE_PARAGRAPHS
        heading = kind == ParagraphKind.HEADING and (size > PAGE_CHARACTERS / 2 or len(current) > PAGE_PARAGRAPHS / 2)
        if current and (full or heading):
            end_page()
            current, size = [], 0
        current.append((position, outline))
        size += length
    if current:
        end_page()
    return pages


def paragraphs_on(text: TextVersion, page: TextPage) -> QuerySet[Paragraph]:
    """The paragraphs of one page, in order."""
    return text.paragraphs.filter(position__gte=page.first, position__lte=page.last).defer("text")

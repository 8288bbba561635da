"""What the caller may see, found by its address."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from ict4society.consultations.models import Comment, Consultation, Contribution, Paragraph, TextVersion
from ict4society.consultations.policies import (
    comments_visible_to,
    consultations_visible_to,
    contributions_visible_to,
)
from ict4society.consultations.queries.texts import chosen_text, published_texts
from ict4society.foundation.policy import get_visible, require


def the_consultation(request: HttpRequest, slug: str) -> Consultation:
    """By its short name, or 404."""
    return get_visible(consultations_visible_to(request.user), slug=slug)


def the_managed(request: HttpRequest, slug: str) -> Consultation:
    """By its short name, for its secretariat: 404 for whoever may not see it, 403 for whoever may not manage it."""
    found = the_consultation(request, slug)
    require(request.user, "consultations.manage_consultation", found)
    return found


def the_text(consultation: Consultation, number: int | None, language: str) -> TextVersion:
    """A published text, the latest in the main language by default; or 404."""
    found = chosen_text(published_texts(consultation), consultation, number=number, language=language)
    if found is None or (language and found.language != language):
        raise Http404
    return found


def the_paragraph(consultation: Consultation, number: int | None, language: str, key: str) -> Paragraph:
    """A paragraph of a published text, or 404."""
    text = the_text(consultation, number, language)
    found = text.paragraphs.filter(key=key).first()
    if found is None:
        raise Http404
    found.version = text
    return found


def the_contribution(request: HttpRequest, consultation: Consultation, number: int) -> Contribution:
    """By its number, or 404."""
    return get_visible(contributions_visible_to(request.user).filter(consultation=consultation), number=number)


def the_comment(request: HttpRequest, consultation: Consultation, number: int) -> Comment:
    """By its number, or 404."""
    rows = comments_visible_to(request.user).filter(consultation=consultation).select_related("paragraph__version")
    return get_visible(rows, number=number)

"""Addresses of what belongs to a consultation."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from ict4society.consultations.models import Answer, Comment, Contribution, Paragraph, TextVersion


def contribution_url(contribution: Contribution) -> str:
    """The page of a contribution."""
    return reverse("consultations:contribution", args=[contribution.consultation.slug, contribution.number])


def comment_url(comment: Comment) -> str:
    """The page of a comment."""
    return reverse("consultations:comment", args=[comment.consultation.slug, comment.number])


def answer_url(answer: Answer) -> str:
    """The answer on the page of its contribution."""
    contribution = answer.contribution
    return f"{contribution_url(contribution)}#a-{answer.question.key}"


def paragraph_url(slug: str, text: TextVersion, key: str) -> str:
    """The page of a paragraph of an exact version, with what is said about it."""
    return reverse("consultations:paragraph", args=[slug, text.number, text.language, key])


def text_url(slug: str, text: TextVersion, **query: Any) -> str:
    """The page of an exact version."""
    address = reverse("consultations:text", args=[slug, text.number, text.language])
    given = {name: str(value) for name, value in query.items() if value}
    return f"{address}?{'&'.join(f'{name}={value}' for name, value in given.items())}" if given else address


def anchor_url(slug: str, paragraph: Paragraph) -> str:
    """Leads to the paragraph in its text, on whichever page of it."""
    version = paragraph.version
    return reverse("consultations:place", args=[slug, version.number, version.language, paragraph.key])

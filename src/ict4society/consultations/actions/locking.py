"""Rows as they stand now, locked to the end of the transaction."""

from __future__ import annotations

from ict4society.consultations.models import Comment, Consultation, Contribution


def lock_consultation(consultation_id: int) -> Consultation:
    """The consultation: who closes it waits for contributions under way, and these for the closing."""
    rows = Consultation.objects.select_for_update(of=("self",), no_key=True).select_related("topic")
    return rows.get(pk=consultation_id)


def lock_contribution(contribution: Contribution) -> Contribution:
    """The contribution with its author and organisation."""
    rows = Contribution.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("author", "on_behalf_of", "consultation__topic").get(pk=contribution.pk)


def lock_comment(comment: Comment) -> Comment:
    """The comment with its voice."""
    rows = Comment.objects.select_for_update(of=("self",), no_key=True)
    related = ("contribution__author", "contribution__on_behalf_of", "consultation__topic", "paragraph")
    return rows.select_related(*related).get(pk=comment.pk)

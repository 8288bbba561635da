"""What a person takes along of the consultations in which they took part."""

from __future__ import annotations

from typing import Any

from ict4society.accounts.models import User
from ict4society.consultations.models import Comment, CommentSupport, Contribution


def consultations_of(user: User) -> dict[str, Any]:
    """Plain JSON values: what they began or submitted, with every submission and the draft; comments; supports."""
    contributions = Contribution.objects.filter(author=user).select_related("consultation", "on_behalf_of")
    comments = Comment.objects.filter(written_by=user).select_related("consultation")
    supports = CommentSupport.objects.filter(author=user).select_related("comment__consultation")
    return {
        "contributions": [_contribution(row) for row in contributions.prefetch_related("revisions").order_by("pk")],
        "comments": [_comment(row) for row in comments.prefetch_related("revisions").order_by("pk")],
        "supports": [
            {
                "consultation": row.comment.consultation.slug,
                "comment": row.comment.number,
                "organisation": row.on_behalf_of_id,
                "at": row.created_at.isoformat(),
            }
            for row in supports.order_by("pk")
        ],
    }


def _contribution(row: Contribution) -> dict[str, Any]:
    return {
        "consultation": row.consultation.slug,
        "number": row.number,
        "organisation": row.on_behalf_of.name if row.on_behalf_of else "",
        "state": row.state,
        "visibility": row.visibility,
        "interest": row.interest,
        "receipt": row.receipt,
        "draft": row.draft,
        "submissions": [
            {"number": each.number, "answers": each.answers, "at": each.submitted_at.isoformat()}
            for each in row.revisions.all()
        ],
    }


def _comment(row: Comment) -> dict[str, Any]:
    return {
        "consultation": row.consultation.slug,
        "number": row.number,
        "paragraph": row.paragraph_key,
        "exact": row.exact,
        "kind": row.kind,
        "visibility": row.visibility,
        "wordings": [
            {"text": each.text, "replacement": each.replacement, "at": each.created_at.isoformat()}
            for each in row.revisions.all()
        ],
        "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
    }

"""What a person takes along of moderation."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from ict4society.accounts.models import User
from ict4society.moderation.models import Decision, Flag


def moderation_of(user: User) -> dict[str, Any]:
    """Plain JSON values: what they reported, and what was decided about what they wrote or by them."""
    decided = Decision.objects.filter(Q(author=user) | Q(moderator=user)).order_by("pk")
    return {
        "reports": [
            {
                "kind": flag.subject_kind,
                "id": flag.subject_id,
                "reason": flag.reason,
                "text": flag.text,
                "created_at": flag.created_at.isoformat(),
            }
            for flag in Flag.objects.filter(reporter=user).order_by("pk")
        ],
        "decisions": [
            {
                "kind": row.subject_kind,
                "id": row.subject_id,
                "action": row.action,
                "reason": row.reason,
                "as": "author" if row.author_id == user.pk else "moderator",
                "created_at": row.created_at.isoformat(),
            }
            for row in decided
        ],
    }

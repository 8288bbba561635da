"""Named reads of comments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from ict4society.consultations.models import Comment, CommentSupport, Consultation
from ict4society.consultations.policies import is_staff_of
from ict4society.consultations.states import Visibility
from ict4society.foundation.database.prepared import answer
from ict4society.organisations.standing import active_mandates


def comment_counts(user: Any, consultation: Consultation, keys: Iterable[str]) -> dict[str, int]:
    """How many comments that stand the reader may see, by paragraph key: one query, asked by every reading of a text.

    The reader may see the consultation; then this counts the same comments as ``comments_visible_to`` does.
    """
    organisations = [held.organisation_id for held in active_mandates(user)]
    everything = bool(is_staff_of.test(user, consultation))
    reader = user.pk if user.is_authenticated else None
    return dict(answer(_COUNTS, [consultation.pk, list(keys), everything, organisations, reader]))


_COUNTS = """
    SELECT c.paragraph_key, count(*) FROM consultations_comment c
    WHERE c.consultation_id = %s AND c.paragraph_key = ANY(%s::text[])
        AND c.withdrawn_at IS NULL AND c.hidden_at IS NULL
        AND (c.visibility <> 'confidential' OR %s::boolean OR EXISTS (
            SELECT FROM consultations_contribution v WHERE v.id = c.contribution_id AND (
                v.on_behalf_of_id = ANY(%s::bigint[]) OR (v.author_id = %s::bigint AND v.on_behalf_of_id IS NULL))))
    GROUP BY c.paragraph_key
"""


def shown_comments(user: Any, consultation: Consultation, *, key: str = "") -> QuerySet[Comment]:
    """Comments of a paragraph, or of the whole text, that stand and that the reader may see: most supported first.

    The reader may see the consultation. Their own that were withdrawn or hidden are left out here; those stand beside
    their contribution.
    """
    rows = Comment.objects.standing().filter(consultation=consultation)
    if not is_staff_of.test(user, consultation):
        own = Q(pk__in=())
        if user.is_authenticated:
            own = Q(contribution__author_id=user.pk, contribution__on_behalf_of=None)
            own |= Q(contribution__on_behalf_of__in=[held.organisation_id for held in active_mandates(user)])
        rows = rows.filter(~Q(visibility=Visibility.CONFIDENTIAL) | own)
    if key:
        rows = rows.filter(paragraph_key=key)
    # Not the consultation, which the reader of these rows has and sets: two joins fewer halve the planning.
    rows = rows.select_related("contribution__author", "contribution__on_behalf_of", "paragraph__version")
    return rows.order_by("-support_count", "number")


def supported_by(user: Any, comments: Iterable[Comment]) -> dict[int, set[int | None]]:
    """For each of these comments, for whom the person or their organisations support it; None is personally."""
    if not user.is_authenticated:
        return {}
    held = [mandate.organisation_id for mandate in active_mandates(user)]
    rows = CommentSupport.objects.filter(
        Q(author_id=user.pk, on_behalf_of=None) | Q(on_behalf_of__in=held), comment__in=[each.pk for each in comments]
    )
    found: dict[int, set[int | None]] = {}
    for comment_id, organisation_id in rows.values_list("comment_id", "on_behalf_of_id"):
        found.setdefault(comment_id, set()).add(organisation_id)
    return found

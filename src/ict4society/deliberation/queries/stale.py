"""Rounds whose stored result is older than their votes."""

from __future__ import annotations

from django.db import connection

_STALE = """
    SELECT r.id FROM deliberation_round r
    LEFT JOIN deliberation_roundresult f ON f.round_id = r.id
    WHERE r.state IN ('open', 'closed') AND (
        f.id IS NULL
        OR r.closed_at > f.computed_at
        OR EXISTS (
            SELECT 1 FROM deliberation_statement s
            JOIN LATERAL (
                SELECT 1 FROM deliberation_vote v WHERE v.statement_id = s.id AND v.given_at > f.computed_at LIMIT 1
            ) newer ON true
            WHERE s.round_id = r.id AND r.state = 'open'
        )
    )
    ORDER BY r.id
"""


def rounds_with_stale_results() -> list[int]:
    """Ids of open and closed rounds with votes newer than their result, or without any result."""
    with connection.cursor() as cursor:
        cursor.execute(_STALE)
        return [pk for (pk,) in cursor.fetchall()]

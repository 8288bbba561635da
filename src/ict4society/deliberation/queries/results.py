"""Reading the stored result of a round: whole, or only what one page shows."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection

from ict4society.deliberation.models import Round, RoundResult, Statement

# Extracted in the database: the result of a large round is megabytes.
_ONE_STATEMENT = """
    SELECT jsonb_path_query_first(result, '$.statements[*] ? (@.id == $key)', %s::jsonb)::text
    FROM deliberation_roundresult WHERE round_id = %s
"""

_VERDICTS = """
    SELECT s->>'id', s->>'verdict' FROM deliberation_roundresult, jsonb_array_elements(result->'statements') s
    WHERE round_id = %s
"""


def stored_result(round_: Round) -> RoundResult | None:
    """The computed result without the map; None before the first computation."""
    return RoundResult.objects.filter(round=round_).defer("opinion_map", "priorities").first()


def statement_result(statement: Statement) -> dict[str, Any] | None:
    """The figures of one statement as ``consensus.result_to_json`` writes them; None when not computed yet."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_STATEMENT, [json.dumps({"key": statement.key}), statement.round_id])
        row = cursor.fetchone()
    return json.loads(row[0]) if row is not None and row[0] is not None else None


def verdicts(round_: Round) -> dict[str, str]:
    """The verdict on each statement, by its key; empty before the first computation."""
    with connection.cursor() as cursor:
        cursor.execute(_VERDICTS, [round_.pk])
        return dict(cursor.fetchall())


def group_coverage(round_: Round) -> dict[str, Any]:
    """The groups of the computed result with their participants; empty before the first computation."""
    return RoundResult.objects.filter(round=round_).values_list("result__groups", flat=True).first() or {}


def stored_map(round_: Round) -> dict[str, Any] | None:
    """The opinion map; None when there is none (yet)."""
    return RoundResult.objects.filter(round=round_).values_list("opinion_map", flat=True).first()


def priorities(round_: Round) -> dict[int, float]:
    """By statement id how soon to ask for a position on it; empty without a map."""
    stored = RoundResult.objects.filter(round=round_).values_list("priorities", flat=True).first() or {}
    return {int(key): float(value) for key, value in stored.items()}

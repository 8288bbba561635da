"""Answers to closed questions, counted by PostgreSQL."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection

from ict4society.consultations.models import Consultation

# Of the answers that count. An answer's value has the shape of its question's kind; anything else counts as no answer.
_BASE = """
    SELECT q.id AS question, q.kind AS kind, c."group" AS "group", a.value AS value,
           (c.visibility = 'confidential') AS hidden
    FROM consultations_answer a
    JOIN consultations_contribution c ON c.id = a.contribution_id
    JOIN consultations_question q ON q.id = a.question_id
    WHERE c.consultation_id = %s AND c.state = 'submitted' AND c.hidden_at IS NULL AND a.answered
"""

_COUNTS = f"""
    WITH base AS NOT MATERIALIZED ({_BASE})
    SELECT question, '' AS item, "group", value #>> '{{}}' AS key, count(*), count(*) FILTER (WHERE hidden)
    FROM base WHERE kind IN ('single', 'scale') AND jsonb_typeof(value) IN ('string', 'number')
    GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT question, '', "group", chosen.key, count(*), 0
    FROM base, jsonb_array_elements_text(CASE jsonb_typeof(value) WHEN 'array' THEN value ELSE '[]' END) AS chosen(key)
    WHERE kind = 'multiple' GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT question, cell.key, "group", cell.value, count(*), count(*) FILTER (WHERE hidden)
    FROM base, jsonb_each_text(CASE jsonb_typeof(value) WHEN 'object' THEN value ELSE '{{}}' END) AS cell
    WHERE kind = 'matrix' GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT question, '', "group", value ->> 0, count(*), 0
    FROM base WHERE kind = 'ranking' AND jsonb_typeof(value) = 'array' GROUP BY 1, 2, 3, 4
"""  # noqa: S608 — the inserted part is the constant above

_ANSWERED = f"""
    WITH base AS ({_BASE})
    SELECT question, "group", count(*), count(*) FILTER (WHERE hidden) FROM base
    WHERE CASE kind
        WHEN 'multiple' THEN jsonb_typeof(value) = 'array'
        WHEN 'ranking' THEN jsonb_typeof(value) = 'array' AND jsonb_array_length(
            CASE jsonb_typeof(value) WHEN 'array' THEN value ELSE '[]' END) > 0
        WHEN 'number' THEN jsonb_typeof(value) = 'number'
        ELSE TRUE END
    GROUP BY 1, 2
"""  # noqa: S608

_RANKS = f"""
    WITH base AS ({_BASE})
    SELECT question, ranked.key, avg(ranked.place)::float8, count(*)
    FROM base, jsonb_array_elements_text(CASE jsonb_typeof(value) WHEN 'array' THEN value ELSE '[]' END)
        WITH ORDINALITY AS ranked(key, place)
    WHERE kind = 'ranking' GROUP BY 1, 2
"""  # noqa: S608

_NUMBERS = f"""
    WITH base AS ({_BASE}),
    numbers AS (SELECT question, "group", (value #>> '{{}}')::float8 AS number FROM base
                WHERE kind IN ('number', 'scale') AND jsonb_typeof(value) = 'number')
    SELECT question, "group", count(*), avg(number), coalesce(stddev_samp(number), 0),
           percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY number)
    FROM numbers GROUP BY GROUPING SETS ((question, "group"), (question))
"""  # noqa: S608


@dataclass(frozen=True)
class Numbers:
    """Of a number or scale: how many, mean, standard deviation, quartiles (Hyndman-Fan type 7)."""

    n: int
    mean: float
    deviation: float
    quartiles: tuple[float, float, float]


@dataclass
class AnswerCounts:
    """Everything that is counted of one question."""

    answered: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By group: how many answered, and how many of them in confidence."""
    cells: dict[tuple[str, str, str], tuple[int, int]] = field(default_factory=dict)
    """By (row of a matrix or empty, group, choice): how many, how many in confidence (not of several choices)."""
    ranks: dict[str, tuple[float, int]] = field(default_factory=dict)
    """Of a ranking, by what is ranked: its mean place, and how many ranked it."""
    numbers: dict[str | None, Numbers] = field(default_factory=dict)
    """By group; None: all together."""


def answer_counts(consultation: Consultation) -> dict[int, AnswerCounts]:
    """By question id. Four statements, whatever the number of answers."""
    found: dict[int, AnswerCounts] = defaultdict(AnswerCounts)
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED, [consultation.pk])
        for question, group, n, hidden in cursor.fetchall():
            found[question].answered[group] = (n, hidden)
        cursor.execute(_COUNTS, [consultation.pk])
        for question, item, group, key, n, hidden in cursor.fetchall():
            if key is not None:
                found[question].cells[item, group, key] = (n, hidden)
        cursor.execute(_RANKS, [consultation.pk])
        for question, key, place, n in cursor.fetchall():
            found[question].ranks[key] = (place, n)
        cursor.execute(_NUMBERS, [consultation.pk])
        for question, group, n, mean, deviation, quartiles in cursor.fetchall():
            found[question].numbers[group] = Numbers(n, mean, deviation, tuple(quartiles))
    return dict(found)

"""Answers to closed questions, counted by PostgreSQL."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection

from ict4society.consultations.models import Consultation

# One pass over the answers that count, and one statement. Equal answers of a group are taken together first: whatever
# has to be unpacked is unpacked once for all who said the same. An answer's value has the shape of its question's kind;
# anything else counts as no answer. Words are not compared, only counted.
_COUNTS = """
    WITH base AS MATERIALIZED (
        SELECT q.id AS question, q.kind AS kind, c."group" AS "group",
               CASE WHEN q.kind IN ('short', 'long', 'file') THEN NULL ELSE a.value END AS value,
               count(*) AS n, count(*) FILTER (WHERE c.visibility = 'confidential') AS hidden
        FROM consultations_answer a
        JOIN consultations_contribution c ON c.id = a.contribution_id
        JOIN consultations_question q ON q.id = a.question_id
        WHERE c.consultation_id = %s AND q.consultation_id = c.consultation_id
            AND c.state = 'submitted' AND c.hidden_at IS NULL AND a.answered
        GROUP BY 1, 2, 3, 4
    ),
    lists AS (SELECT * FROM base WHERE kind IN ('multiple', 'ranking') AND jsonb_typeof(value) = 'array'),
    numbers AS (
        SELECT question, "group", (value #>> '{}')::float8 AS number
        FROM base CROSS JOIN LATERAL generate_series(1, n)
        WHERE kind IN ('number', 'scale') AND jsonb_typeof(value) = 'number'
    )
    SELECT 'answered' AS what, question, "group", '' AS item, '' AS key, sum(n)::bigint, sum(hidden)::bigint,
           NULL::float8[]
    FROM base
    WHERE CASE kind
        WHEN 'multiple' THEN jsonb_typeof(value) = 'array'
        WHEN 'ranking' THEN jsonb_typeof(value) = 'array' AND value <> '[]'
        WHEN 'number' THEN jsonb_typeof(value) = 'number'
        ELSE TRUE END
    GROUP BY 2, 3
    UNION ALL
    SELECT 'cell', question, "group", '', value #>> '{}', sum(n)::bigint, sum(hidden)::bigint, NULL
    FROM base WHERE kind IN ('single', 'scale') AND jsonb_typeof(value) IN ('string', 'number')
    GROUP BY 2, 3, 5
    UNION ALL
    SELECT 'cell', question, "group", '', chosen.key, sum(n)::bigint, 0, NULL
    FROM lists, jsonb_array_elements_text(value) AS chosen(key)
    WHERE kind = 'multiple' GROUP BY 2, 3, 5
    UNION ALL
    SELECT 'cell', question, "group", cell.key, cell.value, sum(n)::bigint, sum(hidden)::bigint, NULL
    FROM base, jsonb_each_text(CASE jsonb_typeof(value) WHEN 'object' THEN value ELSE '{}' END) AS cell
    WHERE kind = 'matrix' GROUP BY 2, 3, 4, 5
    UNION ALL
    SELECT 'cell', question, "group", '', value ->> 0, sum(n)::bigint, 0, NULL
    FROM lists WHERE kind = 'ranking' GROUP BY 2, 3, 5
    UNION ALL
    SELECT 'rank', question, '', '', ranked.key, sum(n)::bigint, 0, ARRAY[(sum(ranked.place * n) / sum(n))::float8]
    FROM lists, jsonb_array_elements_text(value) WITH ORDINALITY AS ranked(key, place)
    WHERE kind = 'ranking' GROUP BY 2, 5
    UNION ALL
    SELECT 'numbers', question, "group", '', '', count(*), 0,
           ARRAY[avg(number), coalesce(stddev_samp(number), 0)]
           || percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY number)
    FROM numbers GROUP BY GROUPING SETS ((question, "group"), (question))
"""


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
    """By question id. One statement, whatever the number of answers."""
    found: dict[int, AnswerCounts] = defaultdict(AnswerCounts)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [consultation.pk])
        for what, question, group, item, key, n, hidden, numbers in cursor.fetchall():
            counts = found[question]
            match what:
                case "answered":
                    counts.answered[group] = (n, hidden)
                case "cell" if key is not None:
                    counts.cells[item, group, key] = (n, hidden)
                case "rank" if key is not None:
                    counts.ranks[key] = (numbers[0], n)
                case "numbers":
                    counts.numbers[group] = Numbers(n, numbers[0], numbers[1], tuple(numbers[2:]))
    return found

"""Compute a snapshot's figures in the database, for all groups, indicators and years at once.

Everything is set-based: the values of the narrowest groups are gathered once, sorted; the wider groups come from these
by ROLLUP, their quantiles from ``percentile_cont``. Which order statistics bound an interval depends only on how many
there are, so that ``statistics.order_intervals`` is asked beforehand, once for every number.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import connection

from ict4society.benchmark.groups import region_of, sector_of, size_of
from ict4society.benchmark.models import Member, Snapshot
from ict4society.benchmark.parameters import Parameters
from ict4society.benchmark.statistics import FRACTIONS, order_intervals
from ict4society.organisations.models import Organisation
from ict4society.reporting.models import Indicator
from ict4society.reporting.queries import effective_values
from ict4society.reporting.states import ASSURANCE_ORDER, WITH_VALUE, ValueState, ValueType

MEASURED = (ValueType.DECIMAL, ValueType.INTEGER, ValueType.PERCENT, ValueType.MONEY)
"""What has a distribution. Texts, choices and years have none; of yes and no the median says nothing."""
ALL_ASSURANCE = [str(level) for level in ASSURANCE_ORDER]


def gather_members(snapshot: Snapshot, parameters: Parameters) -> int:
    """Put every enterprise into its peer group; how many there are.

    Verified ones, and those that a published collection lists: nobody can invent competitors to move a median.
    """
    rows = Organisation.objects.filter(group="enterprise", hidden_at=None).prefetch_related("nace_codes")
    if parameters.verified_only:
        rows = rows.exclude(verified_at=None, founded_by_id__isnull=False)
    members = [
        Member(
            snapshot=snapshot,
            organisation=each,
            region=region_of(each.country),
            sector=sector_of((code.revision, code.code) for code in each.nace_codes.all()),
            size=size_of(each.size_class),
        )
        for each in rows
    ]
    Member.objects.bulk_create(members, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE benchmark_member")
    return len(members)


def gather_samples(snapshot: Snapshot) -> int:
    """Sort the members' values of every indicator and year within the narrowest groups; how many values there are.

    One indicator after the other, so that each is sorted in memory.
    """
    for indicator_id in Indicator.objects.filter(value_type__in=MEASURED).values_list("pk", flat=True):
        _gather(snapshot, indicator_id)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE benchmark_sample")
        cursor.execute(
            "SELECT coalesce(sum(cardinality(values)), 0) FROM benchmark_sample WHERE snapshot_id = %s", [snapshot.pk]
        )
        return int(cursor.fetchone()[0])


def _gather(snapshot: Snapshot, indicator_id: int) -> None:
    effective = effective_values([indicator_id]).filter(state__in=WITH_VALUE, value__isnull=False)
    source, arguments = _sql(effective, "organisation_id", "indicator_id", "year", "value", "state", "assurance")
    levels = ", ".join("count(*) FILTER (WHERE v.assurance = %s)" for _level in ALL_ASSURANCE)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO benchmark_sample (snapshot_id, indicator_id, year, region, sector, size,
                                          organisations, values, estimated, assurance)
            SELECT %s, %s, v.year, m.region, m.sector, m.size,
                   array_agg(v.organisation_id ORDER BY v.value, v.organisation_id),
                   array_agg(v.value ORDER BY v.value, v.organisation_id),
                   count(*) FILTER (WHERE v.state = %s), ARRAY[{levels}]
            FROM (SELECT organisation_id, year, value::float8 AS value, state, assurance
                  FROM ({source}) AS every) AS v
            JOIN benchmark_member m ON m.snapshot_id = %s AND m.organisation_id = v.organisation_id
            GROUP BY v.year, m.region, m.sector, m.size
            """,  # noqa: S608 — composed of our own texts; every value is an argument
            [snapshot.pk, indicator_id, ValueState.ESTIMATED, *ALL_ASSURANCE, *arguments, snapshot.pk],
        )


def _sql(rows: Any, *fields: str) -> tuple[str, tuple[Any, ...]]:
    sql, arguments = rows.order_by().values(*fields).query.sql_with_params()
    return sql, arguments


def prepare(snapshot: Snapshot, parameters: Parameters) -> None:
    """Temporary tables that live as long as the transaction: sizes of groups, who does not apply, and the intervals."""
    absent = effective_values().filter(indicator__value_type__in=MEASURED, state=ValueState.NOT_APPLICABLE)
    source, arguments = _sql(absent, "organisation_id", "indicator_id", "year")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS benchmark_peers, benchmark_absent, benchmark_intervals")
        cursor.execute(
            """
            CREATE TEMP TABLE benchmark_peers ON COMMIT DROP AS
            SELECT coalesce(region, 0) AS region, coalesce(sector, 0) AS sector, coalesce(size, 0) AS size,
                   count(*) AS peers
            FROM benchmark_member WHERE snapshot_id = %s GROUP BY ROLLUP (region, sector, size)
            """,
            [snapshot.pk],
        )
        cursor.execute(
            f"""
            CREATE TEMP TABLE benchmark_absent ON COMMIT DROP AS
            SELECT v.indicator_id, v.year, coalesce(m.region, 0) AS region, coalesce(m.sector, 0) AS sector,
                   coalesce(m.size, 0) AS size, count(*) AS absent
            FROM ({source}) AS v
            JOIN benchmark_member m ON m.snapshot_id = %s AND m.organisation_id = v.organisation_id
            GROUP BY v.indicator_id, v.year, ROLLUP (m.region, m.sector, m.size)
            """,  # noqa: S608
            [*arguments, snapshot.pk],
        )
        cursor.execute(
            "CREATE TEMP TABLE benchmark_intervals (n int PRIMARY KEY, shown float8[], low int[], high int[],"
            " coverage float8[]) ON COMMIT DROP"
        )
        largest = Member.objects.filter(snapshot=snapshot).count()
        rows = json.dumps(_intervals(largest, parameters))
        columns = "n int, shown float8[], low int[], high int[], coverage float8[]"
        source = "INSERT INTO benchmark_intervals SELECT * FROM jsonb_to_recordset(%s::jsonb)"
        cursor.execute(f"{source} AS r({columns})", [rows])
        cursor.execute("ANALYZE benchmark_peers, benchmark_absent, benchmark_intervals")


def _intervals(largest: int, parameters: Parameters) -> list[dict[str, Any]]:
    """For every possible number of organisations: which quantiles are shown, and between which values they lie."""
    thresholds = parameters.thresholds
    sizes = range(thresholds.least, largest + 1)
    by_fraction = [order_intervals(sizes, fraction, confidence=parameters.confidence) for fraction in FRACTIONS[1:4]]
    rows = []
    for n in sizes:
        shown = set(thresholds.fractions(n))
        pairs = zip(by_fraction, FRACTIONS[1:4], strict=True)
        found = [each[n] if fraction in shown else None for each, fraction in pairs]
        rows.append(
            {
                "n": n,
                "shown": [fraction if fraction in shown else None for fraction in FRACTIONS],
                "low": [each.low if each else None for each in found],
                "high": [each.high if each else None for each in found],
                "coverage": [each.coverage if each else None for each in found],
            }
        )
    return rows


CELLS = """
INSERT INTO benchmark_cell (snapshot_id, figures_of_id, indicator_id, year, region, sector, size, n, peers,
    not_applicable, estimated, assurance, p10, p25, p50, p75, p90, p25_interval, p50_interval, p75_interval,
    withheld, total_withheld)
SELECT %(snapshot)s, %(snapshot)s, r.indicator_id, r.year, r.region, r.sector, r.size, r.n,
    p.peers - coalesce(a.absent, 0), coalesce(a.absent, 0), c.estimated, c.assurance,
    CASE WHEN i.shown[1] IS NOT NULL THEN r.q[1] END, CASE WHEN i.shown[2] IS NOT NULL THEN r.q[2] END,
    CASE WHEN i.shown[3] IS NOT NULL THEN r.q[3] END, CASE WHEN i.shown[4] IS NOT NULL THEN r.q[4] END,
    CASE WHEN i.shown[5] IS NOT NULL THEN r.q[5] END,
    CASE WHEN i.low[1] IS NOT NULL THEN ARRAY[r.ordered[i.low[1]], r.ordered[i.high[1]], i.coverage[1]] END,
    CASE WHEN i.low[2] IS NOT NULL THEN ARRAY[r.ordered[i.low[2]], r.ordered[i.high[2]], i.coverage[2]] END,
    CASE WHEN i.low[3] IS NOT NULL THEN ARRAY[r.ordered[i.low[3]], r.ordered[i.high[3]], i.coverage[3]] END,
    CASE WHEN i.n IS NULL THEN 'few' ELSE '' END, ''
FROM (
    SELECT s.indicator_id, s.year, coalesce(s.region, 0::smallint) AS region, coalesce(s.sector, 0::smallint) AS sector,
        coalesce(s.size, 0::smallint) AS size, count(*) AS n,
        percentile_cont(ARRAY[0.10, 0.25, 0.50, 0.75, 0.90]) WITHIN GROUP (ORDER BY v.value) AS q,
        array_agg(v.value ORDER BY v.value) AS ordered
    FROM benchmark_sample s CROSS JOIN LATERAL unnest(s.values) AS v(value)
    WHERE s.snapshot_id = %(snapshot)s AND s.indicator_id = %(indicator)s
    GROUP BY s.indicator_id, s.year, ROLLUP (s.region, s.sector, s.size)
) AS r
JOIN (
    SELECT s.year, coalesce(s.region, 0::smallint) AS region, coalesce(s.sector, 0::smallint) AS sector,
        coalesce(s.size, 0::smallint) AS size, sum(s.estimated) AS estimated,
        ARRAY[sum(s.assurance[1]), sum(s.assurance[2]), sum(s.assurance[3]), sum(s.assurance[4])]::int[] AS assurance
    FROM benchmark_sample s WHERE s.snapshot_id = %(snapshot)s AND s.indicator_id = %(indicator)s
    GROUP BY s.year, ROLLUP (s.region, s.sector, s.size)
) AS c USING (year, region, sector, size)
JOIN benchmark_peers p ON p.region = r.region AND p.sector = r.sector AND p.size = r.size
LEFT JOIN benchmark_absent a ON a.indicator_id = r.indicator_id AND a.year = r.year AND a.region = r.region
    AND a.sector = r.sector AND a.size = r.size
LEFT JOIN benchmark_intervals i ON i.n = r.n
"""


def measure(snapshot: Snapshot) -> None:
    """Quantiles and intervals of every group, one indicator after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT indicator_id FROM benchmark_sample WHERE snapshot_id = %s", [snapshot.pk])
        for (indicator_id,) in cursor.fetchall():
            cursor.execute(CELLS, {"snapshot": snapshot.pk, "indicator": indicator_id})
        cursor.execute("ANALYZE benchmark_cell")

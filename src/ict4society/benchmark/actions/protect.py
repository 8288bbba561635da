"""Withhold what would tell about single organisations: sums, parts of groups, and small changes between snapshots."""

from __future__ import annotations

from typing import Any

from django.db import connection

from ict4society.benchmark.models import Snapshot
from ict4society.benchmark.parameters import Parameters
from ict4society.reporting.models import Indicator
from ict4society.reporting.states import ValueType

SHOWN = ("p10", "p25", "p50", "p75", "p90", "p25_interval", "p50_interval", "p75_interval", "total")
CARRIED = (*SHOWN, "total_withheld", "n", "peers", "not_applicable", "estimated", "assurance")
GROUP = ("region", "sector", "size", "indicator_id", "year")


def summable(indicator: Indicator) -> bool:
    """Whether the sum over organisations means something: amounts and counts, but no shares, ratios and intensities."""
    amount = indicator.value_type in (ValueType.INTEGER, ValueType.MONEY, ValueType.DECIMAL)
    return amount and bool(indicator.unit) and "/" not in indicator.unit and "%" not in indicator.unit


TOTALS = """
UPDATE benchmark_cell c SET
    total = CASE WHEN t.rest >= %(p)s * t.largest THEN t.total END,
    total_withheld = CASE WHEN t.rest >= %(p)s * t.largest THEN '' ELSE 'dominant' END
FROM (
    SELECT indicator_id, year, region, sector, sum(value) AS total, max(abs(value)) AS largest,
        coalesce(sum(abs(value)) FILTER (WHERE place > 2), 0) AS rest
    FROM (
        SELECT s.indicator_id, s.year, s.region, s.sector, v.value, row_number() OVER (
            PARTITION BY s.indicator_id, s.year, s.region, s.sector ORDER BY abs(v.value) DESC) AS place
        FROM benchmark_sample s CROSS JOIN LATERAL unnest(s.values) AS v(value)
        WHERE s.snapshot_id = %(snapshot)s AND s.indicator_id = ANY(%(indicators)s)
    ) AS ranked
    GROUP BY indicator_id, year, region, sector
) AS t
WHERE c.snapshot_id = %(snapshot)s AND c.withheld = '' AND c.sector > 0 AND c.size = 0
    AND c.indicator_id = t.indicator_id AND c.year = t.year AND c.region = t.region AND c.sector = t.sector
"""


def add_totals(snapshot: Snapshot, parameters: Parameters) -> None:
    """Sums of the groups of one level (sub-sector and country group), where the p % rule allows it."""
    indicators = [each.pk for each in Indicator.objects.all() if summable(each)]
    arguments: dict[str, Any] = {"snapshot": snapshot.pk, "indicators": indicators, "p": parameters.p_percent}
    with connection.cursor() as cursor:
        cursor.execute(TOTALS, arguments)


REFERENCES = """
CREATE TEMP TABLE benchmark_references ON COMMIT DROP AS
SELECT DISTINCT ON (region, sector, size, indicator_id, year) id, snapshot_id AS since, region, sector, size,
    indicator_id, year
FROM benchmark_cell WHERE withheld = '' AND figures_of_id = snapshot_id AND snapshot_id <> %(snapshot)s
ORDER BY region, sector, size, indicator_id, year, snapshot_id DESC
"""
CHANGES = """
CREATE TEMP TABLE benchmark_changes ON COMMIT DROP AS
SELECT indicator_id, year, coalesce(region, 0::smallint) AS region, coalesce(sector, 0::smallint) AS sector,
    coalesce(size, 0::smallint) AS size, sum(changed) AS changed
FROM (
    SELECT coalesce(o.indicator_id, n.indicator_id) AS indicator_id, coalesce(o.year, n.year) AS year,
        coalesce(o.region, n.region) AS region, coalesce(o.sector, n.sector) AS sector,
        coalesce(o.size, n.size) AS size,
        (SELECT count(*) FROM unnest(o.organisations, o.values) AS a(organisation, value)
            FULL JOIN unnest(n.organisations, n.values) AS b(organisation, value) USING (organisation)
            WHERE a.value IS DISTINCT FROM b.value) AS changed
    FROM (SELECT * FROM benchmark_sample WHERE snapshot_id = %(since)s) AS o
    FULL JOIN (SELECT * FROM benchmark_sample WHERE snapshot_id = %(snapshot)s) AS n
        ON n.indicator_id = o.indicator_id AND n.year = o.year AND n.region = o.region AND n.sector = o.sector
        AND n.size = o.size
    WHERE o.values IS DISTINCT FROM n.values OR o.organisations IS DISTINCT FROM n.organisations
) AS pairs
GROUP BY indicator_id, year, ROLLUP (region, sector, size)
"""
CARRY = """
UPDATE benchmark_cell c SET figures_of_id = r.since, {fields}
FROM benchmark_references r
JOIN benchmark_cell o ON o.id = r.id
JOIN benchmark_changes d ON d.region = r.region AND d.sector = r.sector AND d.size = r.size
    AND d.indicator_id = r.indicator_id AND d.year = r.year
WHERE r.since = %(since)s AND d.changed BETWEEN 1 AND %(renewal)s - 1 AND c.snapshot_id = %(snapshot)s
    AND c.withheld = '' AND {same}
"""


def carry_over(snapshot: Snapshot, parameters: Parameters) -> None:
    """Keep a group's last published figures while fewer than ``renewal`` of its contributors changed since.

    Contributors of a group changed when they joined, left or have another value; also who moved to another group did.
    """
    fields = ", ".join(f"{name} = o.{name}" for name in CARRIED)
    same = " AND ".join(f"c.{name} = r.{name}" for name in GROUP)
    arguments = {"snapshot": snapshot.pk, "renewal": parameters.renewal}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS benchmark_references")
        cursor.execute(REFERENCES, arguments)
        cursor.execute("SELECT DISTINCT since FROM benchmark_references ORDER BY since")
        for (since,) in cursor.fetchall():
            cursor.execute("DROP TABLE IF EXISTS benchmark_changes")
            cursor.execute(CHANGES, {"snapshot": snapshot.pk, "since": since})
            cursor.execute("ANALYZE benchmark_changes, benchmark_references")
            cursor.execute(CARRY.format(fields=fields, same=same), {**arguments, "since": since})


PART_OF = (
    "p.region = 0 AND c.region > 0 AND c.sector = 0",
    "p.region = c.region AND p.sector = 0 AND c.sector > 0 AND c.size = 0",
    "p.region = c.region AND p.sector = c.sector AND p.size = 0 AND c.sector > 0 AND c.size > 0",
)
"""How a part ``c`` belongs to the group ``p`` above it, from the widest down."""
JOINED = """
FROM benchmark_cell p JOIN benchmark_cell c ON c.snapshot_id = p.snapshot_id AND c.indicator_id = p.indicator_id
    AND c.year = p.year AND {part}
WHERE p.snapshot_id = %(snapshot)s AND c.withheld = ''
"""
WITHHOLD = "UPDATE benchmark_cell SET withheld = 'parts', {nothing} WHERE id IN ({chosen})"


def withhold_parts(snapshot: Snapshot, parameters: Parameters) -> None:
    """Secondary suppression (``statistics.secondary_suppression``), from everybody down; parts of a part go with it."""
    nothing = ", ".join(f"{name} = NULL" for name in SHOWN)
    arguments = {"snapshot": snapshot.pk, "least": parameters.thresholds.least}
    with connection.cursor() as cursor:
        for part in PART_OF:
            joined = JOINED.format(part=part)
            below = f"SELECT c.id {joined} AND p.withheld = 'parts'"
            smallest = f"""
                SELECT id FROM (
                    SELECT c.id, p.n - sum(c.n) OVER (PARTITION BY p.id) AS rest, row_number() OVER (
                        PARTITION BY p.id ORDER BY c.n, c.region, c.sector, c.size) AS place
                    {joined} AND p.withheld = ''
                ) AS parts WHERE place = 1 AND rest > 0 AND rest < %(least)s
            """  # noqa: S608
            for chosen in (below, smallest):
                cursor.execute(WITHHOLD.format(nothing=nothing, chosen=chosen), arguments)

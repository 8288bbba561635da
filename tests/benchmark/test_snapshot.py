"""What a snapshot publishes equals an independent count, and never changes."""

from __future__ import annotations

import csv
from collections import defaultdict
from random import Random

import numpy as np
import pytest

from ict4society.benchmark.actions.order import order_snapshot
from ict4society.benchmark.groups import Group, all_groups, region_of, sector_of
from ict4society.benchmark.models import Cell, Member, Snapshot
from ict4society.benchmark.statistics import order_interval, secondary_suppression
from ict4society.foundation.policy import Conflict
from ict4society.reporting.actions.outside import import_collection
from ict4society.reporting.models import Indicator, IndicatorValue
from ict4society.reporting.outside.detect import read_collection
from tests.benchmark.conftest import Field, take_snapshot
from tests.data import DATA, needs_data

GAP = "UkDiffMedianHourly"
SHARES = (0.10, 0.25, 0.50, 0.75, 0.90)


def figures(cell: Cell) -> list[float | None]:
    return [cell.p10, cell.p25, cell.p50, cell.p75, cell.p90]


def test_groups_are_fixed() -> None:
    groups = all_groups()
    assert len(groups) == 1 + 5 + 5 * 8 + 5 * 8 * 4
    assert len({group.key for group in groups}) == len(groups)
    assert all(Group.parse(group.key) == group for group in groups)
    assert [each.key for each in Group(2, 3, 2).ladder] == ["west.software.small", "west.software", "west", "all"]
    for wrong in ((0, 1, 0), (1, 0, 2), (9, 0, 0)):
        with pytest.raises(ValueError, match="no such"):
            Group(*wrong)
    assert (region_of("PL"), region_of("BR")) == (4, 5)
    assert sector_of([("2", "63.91"), ("2.1", "62.10"), ("2", "62.01"), ("2.1", "58.29")]) == 5
    assert sector_of([("2", "63.91")]) == 8
    assert sector_of([("2.1", "63.91")]) == 6


def test_one_group_by_hand(scene: Field) -> None:
    scene.peers([4, 1, 32, 2, 16, 8])
    scene.enterprises(4, country="FR", size_class="small", sector="software")
    absent = scene.enterprises(1, country="FR", size_class="small", sector="software")
    IndicatorValue.objects.create(
        organisation=absent[0], indicator=scene.indicator, year=2025, state="not_applicable", chosen=True,
        published_at="2026-01-01T00:00Z",
    )  # fmt: skip
    cell = scene.cell(take_snapshot(), "west.software.small")
    assert figures(cell) == [None, None, 6.0, None, None]
    assert (cell.n, cell.peers, cell.not_applicable, cell.p50_interval) == (6, 10, 1, None)
    assert cell.assurance == [6, 0, 0, 0]


def test_every_level_equals_numpy(scene: Field) -> None:
    random = Random(7)
    by_group: dict[Group, list[float]] = defaultdict(list)
    for country, size_class, sector, n in (
        ("FR", "small", "software", 31), ("FR", "medium", "software", 12), ("BE", "small", "telecom", 9),
        ("PL", "large", "services", 40), ("PL", "micro", "services", 7), ("BR", "large", "none", 11),
    ):  # fmt: skip
        values = [round(random.lognormvariate(3, 1), random.choice((0, 3))) for _each in range(n)]
        scene.peers(values, country=country, size_class=size_class, sector=sector)
        sector_number = {"software": 3, "telecom": 4, "services": 5, "none": 8}[sector]
        size = {"micro": 1, "small": 2, "medium": 3, "large": 4}[size_class]
        for group in Group(region_of(country), sector_number, size).ladder:
            by_group[group] += values
    snapshot = take_snapshot()
    cells = {cell.group: cell for cell in Cell.objects.filter(snapshot=snapshot)}
    assert set(cells) == set(by_group)
    for group, values in by_group.items():
        cell, n = cells[group], len(values)
        assert cell.n == cell.peers == n
        shown = {0.5} if n > 5 else set()
        shown |= {0.25, 0.75} if n > 10 else set()
        shown |= {0.1, 0.9} if n > 30 else set()
        for share, figure in zip(SHARES, figures(cell), strict=True):
            assert (figure is not None) == (share in shown)
            assert figure is None or figure == pytest.approx(float(np.quantile(values, share)), rel=1e-12)
        bounds = order_interval(n, 0.5)
        ordered = sorted(values)
        assert cell.p50_interval == (
            [ordered[bounds.low - 1], ordered[bounds.high - 1], pytest.approx(bounds.coverage)] if bounds else None
        )
        assert cell.total == (pytest.approx(sum(values)) if group.level == 1 else None)


def test_a_snapshot_never_changes_and_they_are_numbered(scene: Field) -> None:
    scene.peers([1, 2, 3, 4, 5, 6])
    first = take_snapshot()
    before = list(Cell.objects.filter(snapshot=first).order_by("pk").values())
    scene.peers([100, 200, 300])
    IndicatorValue.objects.update(value=7)
    second = take_snapshot()
    assert list(Cell.objects.filter(snapshot=first).order_by("pk").values()) == before
    assert (first.number, second.number) == (1, 2)
    assert scene.cell(second, "west.software.small").p50 == 7
    assert second.parameters["median"] == 5


def test_one_at_a_time(scene: Field) -> None:
    order_snapshot(actor=None)
    with pytest.raises(Conflict):
        order_snapshot(actor=None)


def test_what_is_not_reported_does_not_count(scene: Field) -> None:
    scene.peers([1, 2, 3, 4, 5, 6])
    more = scene.enterprises(6, country="FR", size_class="small", sector="software")
    drafts = scene.report(more[:2], [50, 60])
    IndicatorValue.objects.filter(pk__in=[each.pk for each in drafts]).update(published_at=None)
    withdrawn = scene.report(more[2:3], [70])
    IndicatorValue.objects.filter(pk=withdrawn[0].pk).update(withdrawn_at="2026-01-01T00:00Z")
    scene.report(more[3:4], [0], state="zero")
    scene.report(more[4:5], [3], state="estimated")
    cell = scene.cell(take_snapshot(), "west.software.small")
    assert (cell.n, cell.estimated, cell.p50) == (8, 1, 3.0)


@needs_data
def test_the_uk_pay_gap_equals_an_independent_count(db: None) -> None:
    """Size × sub-sector × year of the imported collection: every published figure against csv and numpy alone."""
    path = DATA / "indicators" / "uk_gender_pay_gap" / "gpg_ict_2019_2022.csv"
    import_collection(actor=None, collection=read_collection(path))
    with path.open(encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["year"])
    newest = {row["employer_id"]: row for row in rows}
    prefixes = {"261": 1, "262": 1, "263": 1, "264": 1, "268": 1, "465": 2, "582": 3}
    prefixes |= {"61": 4, "62": 5, "631": 6, "951": 7}
    expected: dict[tuple[int, int, int], list[float]] = defaultdict(list)
    for row in {(row["employer_id"], row["year"]): row for row in reversed(rows)}.values():
        last = newest[row["employer_id"]]
        classes = {code[:4] for code in last["sic_codes"].split() if len(code) == 5}
        counted = [number for code in classes for start, number in prefixes.items() if code.startswith(start)]
        sector = min(counted, key=lambda each: (-counted.count(each), each)) if counted else 8
        size = 3 if last["size"] == "Less than 250" else 4
        expected[sector, size, int(row["year"][:4])].append(float(row["DiffMedianHourlyPercent"]) / 100)
    snapshot = take_snapshot()
    indicator = Indicator.objects.get(key=GAP)
    cells = Cell.objects.filter(snapshot=snapshot, indicator=indicator, size__gt=0)
    assert {(cell.sector, cell.size, cell.year): cell.n for cell in cells} == {k: len(v) for k, v in expected.items()}
    checked = 0
    for cell in cells:
        values = expected[cell.sector, cell.size, cell.year]
        assert (cell.withheld == "few") == (len(values) < 6)
        for share, figure in zip(SHARES, figures(cell), strict=True):
            if figure is not None:
                checked += 1
                assert figure == pytest.approx(float(np.quantile(values, share)), abs=1e-12)
    assert checked > 20
    for parent in Cell.objects.filter(snapshot=snapshot, sector__gt=0, size=0, withheld=""):
        where = {"indicator_id": parent.indicator_id, "year": parent.year, "region": parent.region}
        inside = Cell.objects.filter(snapshot=snapshot, sector=parent.sector, size__gt=0, **where)
        parts = [(str(cell.size), cell.n, cell.withheld == "") for cell in inside]
        assert secondary_suppression(parent.n, parts, least=6) is None


def test_a_failing_snapshot_leaves_nothing(scene: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    from ict4society.benchmark.actions import compute

    scene.peers([1, 2, 3, 4, 5, 6])
    ordered = order_snapshot(actor=None)
    monkeypatch.setattr(compute, "withhold_parts", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        compute.compute_snapshot(ordered.pk)
    ordered.refresh_from_db()
    assert (ordered.state, ordered.failure) == ("failed", "ZeroDivisionError")
    assert not Cell.objects.exists()
    assert not Member.objects.exists()
    monkeypatch.undo()
    assert take_snapshot().number == 2
    compute.compute_snapshot(Snapshot.objects.get(number=2).pk)
    assert Snapshot.objects.filter(state="published").count() == 1

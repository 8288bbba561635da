"""What two dates would tell: figures of one group, and of a group and its parts, from different snapshots."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ict4society.benchmark.arrays import unpack
from ict4society.benchmark.models import Cell, Member, Snapshot
from ict4society.organisations.models import Organisation
from ict4society.reporting.models import IndicatorValue
from tests.benchmark.conftest import Field, take_snapshot
from tests.benchmark.test_attacks import KEY
from tests.benchmark.test_attacks import shown as figures


def test_who_comes_back_does_not_bring_a_group_next_to_an_older_version(scene: Field) -> None:
    """Three leave, two come back with another: three since the last snapshot, but one out and one in since the first.

    Both have twelve members, so that their counts say nothing; their medians would tell about the two.
    """
    made = scene.peers(list(range(10, 22)))
    take_snapshot()
    gone = IndicatorValue.objects.filter(organisation__in=made[9:])
    gone.update(withdrawn_at="2026-01-01T00:00Z")
    second = take_snapshot()
    assert scene.cell(second, KEY).figures_of == second
    gone.filter(organisation__in=made[9:11]).update(withdrawn_at=None)
    scene.peers([14.5])
    third = take_snapshot()
    for key in (KEY, "west.software", "west", "all"):
        assert figures(scene.cell(third, key)) == figures(scene.cell(second, key))
        assert scene.cell(third, key).figures_of == second
    scene.peers([15.5])
    fourth = take_snapshot()
    assert scene.cell(fourth, KEY).figures_of == fourth, "one out, two in since the first; four since the second"


def test_values_that_go_back_do_not_isolate_one_that_changed(scene: Field) -> None:
    """Two accomplices restate, and restate back: two others would stand alone between snapshots 1 and 3."""
    made = scene.peers(list(range(10, 22)))
    take_snapshot()
    for each, value in zip(made[:3], (30, 31, 32), strict=True):
        IndicatorValue.objects.filter(organisation=each).update(value=value)
    second = take_snapshot()
    for each, value in zip([*made[:2], made[5]], (10, 11, 99), strict=True):
        IndicatorValue.objects.filter(organisation=each).update(value=value)
    third = take_snapshot()
    assert scene.cell(third, KEY).figures_of == second
    for each, value in ((made[2], 12), (made[5], 15)):
        IndicatorValue.objects.filter(organisation=each).update(value=value)
    fourth = take_snapshot()
    assert figures(scene.cell(fourth, KEY))[3] == 15.5, "exactly what was published before may be published again"


def exchange(scene: Field, one: list, other: list) -> None:
    """Two of each size class become the other's: both parts have four that changed, the whole has none."""
    for each in one[:2]:
        each.size_class = "medium"
        each.save()
    for each in other[:2]:
        each.size_class = "small"
        each.save()


@pytest.mark.parametrize("attack", ["one leaves and one joins", "one has another value"])
def test_parts_renewed_beside_an_older_whole_of_as_many_tell_nothing(scene: Field, attack: str) -> None:
    """Whole and parts hold 26 each, but not the same 26: subtracted, they are about one or two enterprises."""
    small, medium = scene.peers(list(range(10, 22))), scene.peers(list(range(30, 44)), size_class="medium")
    first = take_snapshot()
    assert not scene.cell(first, KEY).withheld
    exchange(scene, small, medium)
    if attack == "one has another value":
        IndicatorValue.objects.filter(organisation=small[5]).update(value=43.5)
    else:
        IndicatorValue.objects.filter(organisation=small[5]).update(withdrawn_at="2026-01-01T00:00Z")
        scene.peers([43.5])
    second = take_snapshot()
    whole, parts = (
        scene.cell(second, "west.software"),
        [scene.cell(second, f"west.software.{s}") for s in ("small", "medium")],
    )
    assert (whole.figures_of, whole.n, sum(part.n for part in parts)) == (first, 26, 26)
    assert [part.withheld for part in parts] == ["parts", ""]
    assert parts[1].figures_of == second


def test_an_unchanged_whole_beside_parts_that_exchanged_members_hides_nothing(scene: Field) -> None:
    """The same 26 with the same values: what is left over is nobody."""
    small, medium = scene.peers(list(range(10, 22))), scene.peers(list(range(30, 44)), size_class="medium")
    take_snapshot()
    exchange(scene, small, medium)
    second = take_snapshot()
    assert [scene.cell(second, f"west.software{tail}").withheld for tail in ("", ".small", ".medium")] == ["", "", ""]


def test_a_renewed_whole_beside_parts_that_changed_too_little(scene: Field) -> None:
    """Two restate in one part, one in the other: the whole is renewed, the parts stand."""
    small, medium = scene.peers(list(range(10, 22))), scene.peers(list(range(30, 44)), size_class="medium")
    first = take_snapshot()
    for each, value in zip([*small[:2], medium[0]], (50, 51, 52), strict=True):
        IndicatorValue.objects.filter(organisation=each).update(value=value)
    second = take_snapshot()
    assert scene.cell(second, "west.software").figures_of == second
    assert scene.cell(second, KEY).withheld == "parts"
    assert scene.cell(second, "west.software.medium").figures_of == first


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.tuples(st.sampled_from(["join", "leave", "return", "restate", "move"]), st.integers(0, 30)),
    max_size=5), min_size=2, max_size=4))  # fmt: skip
def test_no_history_of_snapshots_leaves_a_difference_of_few(scene: Field, history: list) -> None:
    """Any two versions of a group differ by none or by three; a whole and its parts by none or by six."""
    IndicatorValue.objects.all().delete()
    Organisation.objects.update(hidden_at="2026-01-01T00:00Z")
    Cell.objects.all().delete()
    for snapshot in Snapshot.objects.order_by("-pk"):
        snapshot.delete()
    made = scene.peers(list(range(10, 20))) + scene.peers(list(range(30, 41)), size_class="medium")
    for steps in [[], *history]:
        for verb, number in steps:
            each = made[number % len(made)]
            value = IndicatorValue.objects.filter(organisation=each)
            if verb == "join":
                made += scene.peers([number + 0.5], size_class=("small", "medium")[number % 2])
            elif verb == "move":
                each.size_class = "medium" if each.size_class == "small" else "small"
                each.save()
            elif verb == "restate":
                value.update(value=number % 3)
            else:
                value.update(withdrawn_at="2026-01-01T00:00Z" if verb == "leave" else None)
        take_snapshot()
    versions: dict[str, list[set]] = {}
    for snapshot in Snapshot.objects.order_by("pk"):
        shown_here: dict[str, set] = {}
        for cell in Cell.objects.filter(snapshot=snapshot, withheld=""):
            shown_here[cell.group.key] = contributors(cell)
            if cell.figures_of_id == snapshot.pk:
                versions.setdefault(cell.group.key, []).append(shown_here[cell.group.key])
        whole = shown_here.get("west.software", set())
        parts = [shown_here[key] for key in (KEY, "west.software.medium") if key in shown_here]
        if whole and parts:
            together = [each for part in parts for each in part]
            assert sorted(together) == sorted(whole) or abs(len(together) - len(whole)) >= 6
    for sets in versions.values():
        for one, other in combinations(sets, 2):
            assert len({who for who, _value in one ^ other}) not in (1, 2)


def contributors(cell: Cell) -> set[tuple[int, float]]:
    """Who stood behind a cell's figures with which value, from what the snapshot kept that computed them."""
    group = cell.group
    inside = Member.objects.filter(snapshot_id=cell.figures_of_id)
    for name in ("region", "sector", "size"):
        if getattr(group, name):
            inside = inside.filter(**{name: getattr(group, name)})
    return {
        (each.organisation_id, float(row["value"])) for each in inside for row in unpack(each.values, each.places)[0]
    }

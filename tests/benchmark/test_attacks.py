"""What somebody tries who wants to know the value of one organisation. Each attack fails."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ict4society.benchmark.groups import Group
from ict4society.benchmark.models import Cell
from ict4society.benchmark.queries import distributions, positions
from ict4society.foundation.actors import Actor
from ict4society.reporting.models import IndicatorValue
from tests.benchmark.conftest import Field, take_snapshot
from tests.people import factory

KEY = "west.software.small"


def shown(cell: Cell) -> tuple:
    return (cell.n, cell.p10, cell.p25, cell.p50, cell.p75, cell.p90, cell.p50_interval, cell.total)


def test_joining_alone_cannot_be_subtracted(scene: Field) -> None:
    """Snapshot, one joins, snapshot: the two medians would give the joiner away. They are the same figures."""
    scene.peers([10, 20, 30, 40, 50, 60, 70])
    first = take_snapshot()
    (joiner,) = scene.peers([42.5])
    second = take_snapshot()
    for key in (KEY, "west.software", "west", "all"):
        before, after = scene.cell(first, key), scene.cell(second, key)
        assert shown(before) == shown(after)
        assert (after.figures_of.number, after.n) == (1, 7)
    scene.peers([5, 95])
    third = take_snapshot()
    assert scene.cell(third, KEY).figures_of == third
    assert scene.cell(third, KEY).n == 10
    page = Client().get(f"/benchmark/{second.number}/{KEY}/{scene.indicator.pk}/").text
    assert "as computed in snapshot 1" in page
    asked = distributions(second, Group.parse(KEY), [scene.indicator.pk])
    assert positions(joiner, asked) == {}, "who is not in the figures has no rank in them"


def test_changing_ones_own_value_feels_out_nobody(scene: Field) -> None:
    """A probe that restates its own value before each snapshot learns the same rank each time."""
    probe, *_others = scene.peers([35, 10, 20, 30, 40, 50, 60])
    ranks = set()
    for guess in (35, 15, 45, 55):
        IndicatorValue.objects.filter(organisation=probe).update(value=guess)
        snapshot = take_snapshot()
        found = positions(probe, distributions(snapshot, Group.parse(KEY), [scene.indicator.pk]))
        ranks.add(found[scene.indicator.pk, 2025].position.rank)
    assert ranks == {0.5}


def test_two_small_steps_do_not_add_up_to_a_renewal_of_one(scene: Field) -> None:
    """Leaving, then joining: compared with the last published figures, not with the snapshot before."""
    made = scene.peers([10, 20, 30, 40, 50, 60])
    first = take_snapshot()
    IndicatorValue.objects.filter(organisation=made[0]).update(withdrawn_at="2026-01-01T00:00Z")
    second = take_snapshot()
    assert scene.cell(second, KEY).withheld == "few"
    scene.peers([25])
    third = take_snapshot()
    assert shown(scene.cell(third, KEY)) == shown(scene.cell(first, KEY))
    assert scene.cell(third, KEY).figures_of == first


def test_a_group_of_six_that_somebody_leaves_shows_nothing(scene: Field) -> None:
    made = scene.peers([10, 20, 30, 40, 50, 60])
    scene.peers([1, 2, 3, 4, 5, 6, 7], size_class="medium")
    take_snapshot()
    made[0].hidden_at = "2026-01-01T00:00Z"
    made[0].save()
    snapshot = take_snapshot()
    cell = scene.cell(snapshot, KEY)
    assert (cell.n, cell.withheld, cell.p50, cell.total) == (5, "few", None, None)
    found = distributions(snapshot, Group.parse(KEY), [scene.indicator.pk])[scene.indicator.pk, 2025]
    assert found.is_fallback
    assert found.cell.computed_in == 1, "the wider group is not renewed for one who left either"
    page = Client().get(f"/benchmark/{snapshot.number}/{KEY}/{scene.indicator.pk}/").text
    assert "too few organisations reported" in page


def test_members_of_five_or_six_share_one_median(scene: Field) -> None:
    """Self-excluded medians of a small group would give every value by comparing; there are none."""
    made = scene.peers([10, 20, 30, 40, 50, 60])
    snapshot = take_snapshot()
    pages = []
    for organisation in made[:3]:
        person = factory.person()
        factory.mandate(person, organisation)
        client = Client()
        client.force_login(person)
        response = client.get(f"/api/v1/benchmark/snapshots/{snapshot.number}/groups/{KEY}")
        pages.append(response.json()[0]["median"])
        assert client.get(f"/benchmark/{snapshot.number}/{KEY}/{scene.indicator.pk}/").text.count("35") >= 1
    assert pages == [35, 35, 35]


def test_parts_of_a_group_do_not_leave_few_over(scene: Field) -> None:
    """Group minus its published parts: with 2 telecoms left over, the smaller part is withheld."""
    scene.peers(list(range(10, 22)))
    scene.peers(list(range(30, 38)), sector="services")
    scene.peers([500, 600], sector="telecom")
    snapshot = take_snapshot()
    states = {key: scene.cell(snapshot, f"west.{key}").withheld for key in ("software", "services", "telecom")}
    assert states == {"software": "", "services": "parts", "telecom": "few"}
    assert scene.cell(snapshot, "west.services.small").withheld == "parts"
    assert scene.cell(snapshot, "west").withheld == ""


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(st.tuples(st.sampled_from(["FR", "PL", "BR"]), st.sampled_from(["software", "telecom"]),
    st.sampled_from(["small", "medium"]), st.integers(1, 14)), min_size=1, max_size=7))  # fmt: skip
def test_no_published_group_and_its_published_parts_differ_by_few(scene: Field, groups: list) -> None:
    from ict4society.organisations.models import Organisation
    from ict4society.reporting.models import IndicatorValue as Value

    Value.objects.all().delete()
    Organisation.objects.update(hidden_at="2026-01-01T00:00Z")
    for country, sector, size, n in groups:
        scene.peers([float(number) for number in range(n)], country=country, sector=sector, size_class=size)
    snapshot = take_snapshot()
    cells = {cell.group: cell for cell in Cell.objects.filter(snapshot=snapshot)}
    for group, cell in cells.items():
        assert cell.withheld or cell.n >= 6
        assert (cell.p25 is None) or cell.n >= 11
        assert (cell.p10 is None) or cell.n >= 31
        if cell.withheld:
            assert shown(cell)[1:] == (None,) * 7
            continue
        parts = [part.n for each, part in cells.items() if each.wider == group and not part.withheld]
        assert not parts or not 0 < cell.n - sum(parts) < 6
    Cell.objects.all().delete()
    snapshot.__class__.objects.all().delete()


def test_dominance(scene: Field) -> None:
    """The second largest could subtract itself from the sum."""
    scene.peers([1000, 50, 40, 30, 20, 10])
    scene.peers([100, 50, 40, 30, 20, 10], sector="telecom")
    snapshot = take_snapshot()
    one, other = scene.cell(snapshot, "west.software"), scene.cell(snapshot, "west.telecom")
    assert (one.total, one.total_withheld, one.p50) == (None, "dominant", 35)
    assert (other.total, other.total_withheld) == (250, "")
    sums = Cell.objects.filter(snapshot=snapshot, total__isnull=False)
    assert {cell.group.level for cell in sums} == {1}, "no sum can be subtracted from another"


def test_neither_minimum_nor_maximum_is_anywhere(scene: Field, client: Client) -> None:
    values = [1234.5, *range(10, 41), 98765.5]
    scene.peers(values)
    number = take_snapshot().number
    pages = [
        f"/benchmark/{number}/{KEY}/{scene.indicator.pk}/",
        f"/benchmark/{number}/{KEY}/figures.csv",
        f"/benchmark/{number}/{KEY}/",
        f"/api/v1/benchmark/snapshots/{number}/groups/{KEY}",
    ]
    for address in pages:
        text = client.get(address).content.decode().replace("\xa0", "").replace(",", "")
        assert "98765" not in text
    cell = scene.cell(take_snapshot(), KEY)
    assert cell.p50_interval is not None
    ordered = sorted(values)
    assert ordered[1] < cell.p50_interval[0] < cell.p50_interval[1] < ordered[-2]


@pytest.mark.parametrize(
    "query",
    [
        "?organisation=1",
        "?size=small&country=FR",
        "?exclude=3",
        "?year=2025&nace=58.29",
        "?verified=1",
        "?q=Enterprise",
    ],
)
def test_there_are_no_free_filters(scene: Field, client: Client, query: str) -> None:
    scene.peers([10, 20, 30, 40, 50, 60])
    number = take_snapshot().number
    for address in (f"/benchmark/{number}/{KEY}/figures.csv", f"/api/v1/benchmark/snapshots/{number}/groups/{KEY}"):
        assert client.get(address + query).content == client.get(address).content
    for wrong in ("west.software.small.fr", "west..small", "FR.software", "all.software", "west.small", "*", "%00"):
        assert client.get(f"/benchmark/{number}/{wrong}/").status_code == 404


def test_nobody_sees_the_position_of_another(scene: Field, client: Client) -> None:
    made = scene.peers([10, 20, 30, 40, 50, 60])
    number = take_snapshot().number
    rival = factory.person()
    factory.mandate(rival, made[1])
    addresses = [f"/benchmark/{number}/own/{made[0].slug}/{tail}" for tail in ("", "positions.csv", "report.pdf")]
    for address in addresses:
        assert client.get(address).status_code == 302
    for person in (rival, factory.person(is_moderator=True), factory.person(is_operator=True)):
        client.force_login(person)
        for address in addresses:
            assert client.get(address).status_code == 403
    from ict4society.accounts.actions.token import create_token

    _token, raw = create_token(actor=Actor(rival), label="t", scopes=["read"], expires_at=None)
    header = {"HTTP_AUTHORIZATION": f"Bearer {raw}"}
    root = f"/api/v1/benchmark/snapshots/{number}/positions"
    assert client.get(f"{root}/{made[0].pk}", **header).status_code == 403  # type: ignore[arg-type]
    assert client.get(f"{root}/{made[1].pk}", **header).status_code == 200  # type: ignore[arg-type]
    assert client.get(f"{root}/{made[0].pk}").status_code == 401


def test_quantiles_of_a_group_are_in_order(scene: Field) -> None:
    scene.peers([float(number**2) for number in range(40)])
    cell = scene.cell(take_snapshot(), KEY)
    figures = [cell.p10, cell.p25, cell.p50, cell.p75, cell.p90]
    assert all(low < high for low, high in pairwise(each for each in figures if each is not None))
    assert None not in figures


def test_who_moves_to_another_size_does_not_help_a_newcomer_over_the_threshold(scene: Field) -> None:
    """Two that move within the group, one that joins it: of the whole group one has changed, and it is not renewed."""
    made = scene.peers(list(range(10, 30)))
    scene.peers(list(range(40, 60)), size_class="medium")
    first = take_snapshot()
    for each in made[:2]:
        each.size_class = "medium"
        each.save()
    scene.peers([35])
    second = take_snapshot()
    for key in ("west.software", "west", "all"):
        assert shown(scene.cell(second, key)) == shown(scene.cell(first, key))
        assert scene.cell(second, key).figures_of == first
    small = scene.cell(second, KEY)
    assert small.figures_of == second, "of the size class itself three have changed"


def test_a_group_without_one_who_left_is_not_compared_with_its_older_parts(scene: Field) -> None:
    """The part still holds who left, the whole does not any more: the difference would be that one."""
    made = scene.peers(list(range(10, 22)))
    first = take_snapshot()
    IndicatorValue.objects.filter(organisation=made[0]).update(withdrawn_at="2026-01-01T00:00Z")
    scene.peers(list(range(30, 39)), size_class="medium")
    second = take_snapshot()
    whole, part = scene.cell(second, "west.software"), scene.cell(second, KEY)
    assert (whole.figures_of, whole.n) == (second, 20)
    assert part.figures_of == first
    medium = scene.cell(second, "west.software.medium")
    published = [cell for cell in (part, medium) if not cell.withheld]
    assert sum(cell.n for cell in published) in (0, *range(7), 12), "12 and 9 would be one more than the 20"
    assert medium.withheld == "parts"


def test_places_that_are_kept_equal_a_count(scene: Field) -> None:
    """Below, ties and others of every organisation in each of its groups, with equal values, against counting."""
    random = Random(3)
    values: dict[int, float] = {}
    for sector, size in (("software", "small"), ("software", "medium"), ("telecom", "small")):
        for each in scene.enterprises(13, country="FR", size_class=size, sector=sector):
            values[each.pk] = float(random.randint(1, 6))
            scene.report([each], [values[each.pk]])
    snapshot = take_snapshot()
    key = scene.indicator.pk, 2025
    inside = {each.pk: each for each in scene.organisations}
    for group, members in (
        ("west.software.small", scene.organisations[:13]),
        ("west.software", scene.organisations[:26]),
        ("west", scene.organisations),
        ("all", scene.organisations),
    ):
        found = distributions(snapshot, Group.parse(group), [scene.indicator.pk])
        for each in members:
            own, others = values[each.pk], [values[other.pk] for other in members if other != each]
            place = positions(inside[each.pk], found)[key].position
            assert (place.below, place.ties, place.others) == (
                sum(other < own for other in others),
                others.count(own),
                len(others),
            )

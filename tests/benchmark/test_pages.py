"""The benchmark as people and programs read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from ict4society.accounts.actions.token import create_token
from ict4society.benchmark.models import Cell, Snapshot
from ict4society.benchmark.policies import can_view_snapshot, snapshots_visible_to
from ict4society.benchmark.tasks import order as order_by_calendar
from ict4society.commitments.actions.commit import draft_commitment, publish_commitment
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import cite
from ict4society.foundation.subjects import Ref
from tests.benchmark.conftest import Field, take_snapshot
from tests.commitments.conftest import Scene
from tests.jobs import run_jobs
from tests.people import factory

KEY = "west.software.small"


@pytest.fixture
def reader(scene: Field) -> tuple[Any, Any, Snapshot]:
    """Somebody who speaks for the third of seven, over three years; in the newest two did not report."""
    made = scene.peers([30, 10, 20, 40, 50, 60, 70], 2023)
    scene.report(made, [35, 10, 20, 40, 50, 60, 70], 2024)
    scene.report(made[:5], [25, 10, 20, 40, 50], 2025)
    scene.peers([1, 2, 3, 4, 5, 6, 7], 2025, size_class="medium")
    person = factory.person()
    factory.mandate(person, made[0], role="representative")
    return person, made, take_snapshot()


def test_a_visitor_reads(scene: Field, reader: tuple[Any, Any, Snapshot], client: Client) -> None:
    number = reader[2].number
    for address in ("/benchmark/", f"/benchmark/{number}/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "Snapshot 1" in page.text
        assert "Energy of data centres" in page.text
    page = client.get(f"/benchmark/{number}/{KEY}/{scene.indicator.pk}/")
    assert "7 of 7 peers reported" in page.text
    assert "12 of 14 peers reported" in page.text, "2025 falls back to all sizes"
    assert "<svg" in page.text
    assert "Where " not in page.text
    assert client.get(f"/benchmark/{number}/{KEY}/").status_code == 200
    table = client.get(f"/benchmark/{number}/{KEY}/figures.csv")
    assert table["Content-Type"].startswith("text/csv")
    assert len(table.text.splitlines()) == 4
    for missing in ("/benchmark/99/", f"/benchmark/{number}/{KEY}/99999/", f"/benchmark/{number}/nowhere/"):
        assert client.get(missing).status_code == 404


def test_there_is_nothing_yet(scene: Field, client: Client) -> None:
    assert "There is no snapshot yet" in client.get("/benchmark/").text


def test_ones_own_position(scene: Field, reader: tuple[Any, Any, Snapshot], client: Client) -> None:
    person, made, snapshot = reader
    client.force_login(person)
    page = client.get(f"/benchmark/{snapshot.number}/{KEY}/{scene.indicator.pk}/").text
    assert f"Where {made[0].name} stands" in page
    assert "33%" in page, "2024: 2 of 6 others lie below 35"
    frame_scene = Scene(person, made[1], scene.topic, scene.indicator)
    actor = Actor(factory.person(), made[1])
    factory.mandate(actor.user, made[1])
    draft = draft_commitment(actor=actor, title="Halve it", topic=scene.topic, frame=frame_scene.frame())
    publish_commitment(actor=actor, commitment=draft)
    own = client.get(f"/benchmark/{snapshot.number}/own/{made[0].slug}/")
    assert own.status_code == 200
    assert "Halve it" in own.text
    assert "Commitment of a peer" in own.text
    assert "82%" in own.text, "2025 among 12: 9 of 11 others lie below 25"
    pdf = client.get(f"/benchmark/{snapshot.number}/own/{made[0].slug}/report.pdf")
    assert pdf.content.startswith(b"%PDF")
    table = client.get(f"/benchmark/{snapshot.number}/own/{made[0].slug}/positions.csv").text.splitlines()
    assert len(table) == 4
    assert table[1].split(",")[-4:] == ["2", "0", "6", "0.3333333333333333"]


def test_an_operator_makes_one(scene: Field, client: Client) -> None:
    scene.peers([10, 20, 30, 40, 50, 60])
    client.force_login(factory.person())
    assert client.post("/benchmark/order/").status_code == 403
    client.force_login(factory.person(is_operator=True))
    assert client.get("/benchmark/order/").status_code == 302
    assert client.post("/benchmark/order/", {"idempotency_key": "k" * 20}).status_code == 303
    assert client.post("/benchmark/order/", {"idempotency_key": "k" * 20}).status_code == 303
    refused = client.post("/benchmark/order/", {"idempotency_key": "l" * 20})
    assert refused.status_code == 409
    assert "being computed already" in refused.text
    order_by_calendar(0)
    assert "being computed" in client.get("/benchmark/").text
    assert "being computed" not in Client().get("/benchmark/").text
    run_jobs()
    assert Snapshot.objects.get().state == "published"
    assert "Snapshot 1" in Client().get("/benchmark/").text
    order_by_calendar(0)
    assert Snapshot.objects.count() == 2


def test_one_and_the_list_agree_for_every_role(scene: Field) -> None:
    from django.contrib.auth.models import AnonymousUser

    take_snapshot()
    Snapshot.objects.create(number=7, state="failed", failure="ValueError")
    operator = factory.person(is_operator=True)
    for person in (AnonymousUser(), factory.person(), factory.person(is_moderator=True), operator):
        listed = set(snapshots_visible_to(person).values_list("number", flat=True))
        assert listed == ({1, 7} if person == operator else {1})
        for each in Snapshot.objects.all():
            assert can_view_snapshot(person, each) == (each.number in listed)


def test_figures_can_be_cited(scene: Field, reader: tuple[Any, Any, Snapshot], client: Client) -> None:
    cell = scene.cell(reader[2], KEY, 2024)
    citation = cite(Ref("benchmark.cell", cell.pk), user=reader[0], exact="median 40 MWh")
    assert citation.state == "current"
    few = Cell.objects.filter(withheld="few").first()
    assert few is not None
    with pytest.raises(LookupError):
        cite(Ref("benchmark.cell", few.pk), user=reader[0], exact="median")


def test_for_programs(scene: Field, reader: tuple[Any, Any, Snapshot], client: Client) -> None:
    person, made, snapshot = reader
    root = f"/api/v1/benchmark/snapshots/{snapshot.number}"
    assert client.get("/api/v1/benchmark/snapshots").json()["items"][0]["parameters"]["median"] == 5
    assert client.get(root).json()["organisations"] == 14
    groups = {each["key"]: each for each in client.get(f"{root}/groups").json()}
    assert (groups[KEY]["wider"], groups[KEY]["members"], groups["all"]["members"]) == ("west.software", 7, 14)
    figures = client.get(f"{root}/groups/{KEY}/indicators/{scene.indicator.pk}").json()
    assert [(each["year"], each["n"], each["fallback"], each["median"]) for each in figures] == [
        (2023, 7, False, 40), (2024, 7, False, 40), (2025, 12, True, 6.5),
    ]  # fmt: skip
    _token, raw = create_token(actor=Actor(person), label="t", scopes=["read", "write"], expires_at=None)
    header: dict[str, Any] = {"HTTP_AUTHORIZATION": f"Bearer {raw}"}
    own = client.get(f"{root}/positions/{made[0].pk}", **header).json()
    assert [(each["below"], each["others"]) for each in own] == [(2, 6), (2, 6), (9, 11)]
    assert own[0]["better_than"] == pytest.approx(2 / 3)
    assert client.get(f"{root}/groups/nowhere").status_code == 404
    body: dict[str, Any] = {"content_type": "application/json"}
    assert client.post("/api/v1/benchmark/snapshots", {}, **body, **header).status_code == 403


def test_pages_ask_as_much_for_many(
    scene: Field, reader: tuple[Any, Any, Snapshot], client: Client, django_assert_max_num_queries: Any
) -> None:
    from ict4society.reporting.models import Indicator

    person, made, _first = reader
    client.force_login(person)
    address = f"/benchmark/{{}}/own/{made[0].slug}/"
    client.get(address.format(1))
    with django_assert_max_num_queries(9) as one:
        client.get(address.format(1))
    for number in range(6):
        scene.indicator = Indicator.objects.create(
            version=scene.indicator.version, key=f"other-{number}", labels={"en": f"Other {number}"},
            value_type="decimal", unit="t", topic=scene.topic, direction="higher",
        )  # fmt: skip
        scene.report(made, [1, 2, 3, 4, 5, 6, 7 + number])
    take_snapshot()
    with django_assert_max_num_queries(len(one)):
        short = client.get(address.format(2)).text
    assert short.count('<th scope="row">') == 5
    assert "2 more indicators of" in short
    for query, rows in ((f"?topic={scene.topic.slug}", 7), ("?topic=%00nowhere", 5)):
        page = client.get(address.format(2) + query).text
        assert page.count('<th scope="row">') == rows
        assert ("All topics" in page) == (rows == 7)
    with django_assert_max_num_queries(12):
        client.get("/benchmark/2/?a=1")

"""The table of the map: counts, blanks, filters, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.edit_post import edit_post
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.actions.cite_evidence import add_evidence
from ict4society.knowledge_map.actions.place import place_element
from ict4society.knowledge_map.queries import map_in_small, map_table
from tests.jobs import run_jobs
from tests.knowledge_map.scene import POST, WORDS, Scene, draft, published, voted_round
from tests.people.factory import topic

LIST_QUERIES = 3
ELEMENT_QUERIES = 7
"""The element, its evidence, the sources, their earlier texts, dossiers and meetings with it, its places."""
OF_ITS_FACILITATOR = 4
"""Session, person (with appointments and mandates), what is unread; topics and dimensions."""
CELL_QUERIES = 6


def _counts(table: Any) -> dict[tuple[str, str], int]:
    return {(row.topic.slug, cell.dimension.slug): cell.count for row in table.rows for cell in row.cells}


def test_an_area_counts_an_element_of_its_issues_once(made: Scene) -> None:
    element = published(made)
    place_element(actor=made.actor, element=element, topic=made.area, dimension=made.planet)
    table = map_table({"environment"})
    counts = _counts(table)
    assert counts["environment", "planet"] == 1
    assert counts["life-cycle", "planet"] == 1
    assert counts["environment", "people"] == 0
    assert (table.filled, table.cell_count) == (2, 4)
    assert (map_in_small().filled, map_in_small().cell_count) == (1, 2)


def test_drafts_and_hidden_ones_do_not_count(made: Scene) -> None:
    element = draft(made)
    place_element(actor=made.actor, element=element, topic=made.issue, dimension=made.planet)
    assert map_table().filled == 0


def test_filters_by_kind_and_verdict(made: Scene) -> None:
    element = published(made)
    published(made, "A question", "question")
    assert _counts(map_table())["environment", "planet"] == 2
    assert _counts(map_table(kind="question"))["environment", "planet"] == 1
    assert _counts(map_table(verdict="consensus"))["environment", "planet"] == 0
    statement = voted_round(made).statements.get(number=1)
    ref = Ref("deliberation.statement", statement.pk)
    add_evidence(actor=made.actor, element=element, source=ref, exact=statement.text, stance="supports")
    assert _counts(map_table(verdict="consensus"))["environment", "planet"] == 1
    listed = Client().get(reverse("knowledge_map:elements", query={"verdict": "consensus"})).content.decode()
    assert element.title in listed
    assert "A question" not in listed


def test_the_page_marks_blank_cells_and_states_coverage(made: Scene) -> None:
    published(made)
    page = Client().get(reverse("knowledge_map:index", query={"open": "all"})).content.decode()
    assert "1 of 4" not in page
    assert "2 of 4" in page
    assert page.count("map-cell--blank") == 2
    assert 'scope="row"' in page
    part = Client().get(reverse("knowledge_map:index"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "1 of 2" in part


def test_a_blank_cell_says_so_and_unknown_ones_are_not_there(made: Scene) -> None:
    page = Client().get(reverse("knowledge_map:cell", args=["life-cycle", "people"]))
    assert "This cell is blank" in page.content.decode()
    assert Client().get(reverse("knowledge_map:cell", args=["life-cycle", "nothing"])).status_code == 404
    published(made)
    area = Client().get(reverse("knowledge_map:cell", args=["environment", "planet"])).content.decode()
    assert "Figures come with their method" in area


@pytest.mark.parametrize("number", [1, 12])
def test_pages_cost_the_same_with_one_and_with_many(made: Scene, django_assert_num_queries: Any, number: int) -> None:
    for count in range(number):
        topic(f"area-{count}")
        published(made, f"Claim {count}")
    with django_assert_num_queries(2):
        map_in_small()
    with django_assert_num_queries(2):
        map_table({"all"})
    with django_assert_num_queries(2):
        Client().get(reverse("knowledge_map:index", query={"open": "all"}))
    with django_assert_num_queries(LIST_QUERIES):
        Client().get(reverse("knowledge_map:elements"))
    with django_assert_num_queries(CELL_QUERIES):
        Client().get(reverse("knowledge_map:cell", args=["environment", "planet"]))
    client = Client()
    client.force_login(made.facilitator)
    with django_assert_num_queries(LIST_QUERIES + 3):
        client.get(reverse("knowledge_map:elements"))


@pytest.mark.parametrize(
    "address", ["/map/?kind=x&verdict=y&open=z", "/map/elements/?page=999&kind=x&state=draft&q=%00"]
)
def test_odd_addresses_answer(made: Scene, address: str) -> None:
    assert Client().get(address).status_code == 200


def test_hostile_addresses_are_not_found(made: Scene) -> None:
    assert Client().get("/map/elements/99999999999999999999999/").status_code == 404
    assert Client().get("/map/cells/x/y/").status_code == 404


@pytest.mark.parametrize("number", [1, 8])
def test_an_element_costs_the_same_with_one_and_with_many(
    made: Scene, django_assert_num_queries: Any, number: int
) -> None:
    """Evidence from posts that have changed since, from hidden ones, from statements: whatever it is."""
    element = published(made)
    for count in range(number):
        post = add_post(actor=made.actor, thread=made.thread, text=f"{POST} Truly, {count} times.", language="en")
        add_evidence(
            actor=made.actor, element=element, source=Ref("discussions.post", post.pk), exact=WORDS, stance="supports"
        )
        edit_post(actor=made.actor, post=post, revision=1, text=f"Other words, {count}.")
    run_jobs()
    page = reverse("knowledge_map:element", args=[element.pk])
    with django_assert_num_queries(ELEMENT_QUERIES):
        assert "Other words" in Client().get(page).content.decode()
    client = Client()
    client.force_login(made.facilitator)
    with django_assert_num_queries(ELEMENT_QUERIES + OF_ITS_FACILITATOR):
        client.get(page)

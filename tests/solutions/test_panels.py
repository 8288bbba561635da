"""The pages of a topic and of an organisation, with what every feature shows there, at one price."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from ict4society.foundation.panels import MOST_ITEMS
from ict4society.organisations.models import Organisation
from ict4society.solutions.models import Solution
from ict4society.topics.models import Topic
from tests.people import factory

TOPIC_QUERIES = 4
"""The topic, its issues, the rows of all panels, its facilitators."""
ORGANISATION_QUERIES = 4
"""The organisation, the rows of all panels, its codes, its people."""
OF_A_MEMBER = 3
"""Session, person (with appointments and mandates), what is unread."""


@pytest.mark.parametrize("number", [1, 12])
def test_a_page_costs_the_same_for_one_row_and_for_many(
    describe: Callable[..., Solution], area: Topic, firm: Organisation, number: int, django_assert_num_queries
) -> None:
    for count in range(number):
        describe(f"Solution {count}", draft=False)
    describe("Not published", draft=True)
    visitor, member = Client(), Client()
    member.force_login(factory.person())
    for address, queries in ((area.get_absolute_url(), TOPIC_QUERIES), (firm.get_absolute_url(), ORGANISATION_QUERIES)):
        with django_assert_num_queries(queries):
            shown = visitor.get(address).content.decode()
        more = 1 if address == firm.get_absolute_url() else 0  # whether the person has asked for a mandate
        with django_assert_num_queries(queries + OF_A_MEMBER + more):
            assert member.get(address).status_code == 200
        assert shown.count(">Solution ") == min(number, MOST_ITEMS)
        assert "Not published" not in shown

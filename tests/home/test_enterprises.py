"""The enterprise side at a glance."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_all_parts_are_shown_with_the_way_to_them(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(6):
        page = client.get("/enterprises/").content.decode()
    for part in ("reporting", "benchmark", "commitments", "practices", "partnerships", "solutions"):
        assert f'href="/{part}/"' in page
    assert page.count("Nothing has been published here yet.") == 6

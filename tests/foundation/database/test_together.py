"""Several querysets in one statement answer exactly as each of them alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Count, F, Value
from django.db.models.functions import JSONObject

from ict4society.accounts.models import User
from ict4society.foundation.database.together import Total, prefetch_together, together
from ict4society.foundation.events.models import EventRecord
from ict4society.organisations.models import Mandate, Organisation
from ict4society.topics.actions.load import load_topics
from ict4society.topics.models import Topic
from tests.people import factory

pytestmark = pytest.mark.django_db


def test_models_values_and_totals_in_one_statement(django_assert_num_queries: Any) -> None:
    people = [factory.person(f"100 % {number}") for number in range(3)]
    held = factory.mandate(people[0], factory.organisation(name="Nordlys"))
    mandates = Mandate.objects.select_related("organisation", "user")
    named = User.objects.filter(name__startswith="100 %").order_by("-pk")
    with django_assert_num_queries(1):
        found, rows, names, plain, number, none = together(
            mandates,
            named[:2],
            named.values_list("name", flat=True),
            named.values("pk"),
            Total(named),
            User.objects.none(),
        )
        assert found == [held]
        assert (found[0].organisation.name, found[0].user.name) == ("Nordlys", "100 % 0")
    assert rows == people[:0:-1]
    assert names == ["100 % 2", "100 % 1", "100 % 0"]
    assert plain == [{"pk": person.pk} for person in reversed(people)]
    assert (number, none) == (3, [])


def test_every_value_is_the_one_that_the_queryset_gives_alone() -> None:
    """Moments, JSON, arrays, nothing: whatever the records of events, people and organisations hold."""
    factory.mandate(factory.person(), factory.organisation())
    load_topics()
    for rows in (User.objects.all(), Organisation.objects.all(), Mandate.objects.all(), EventRecord.objects.all()):
        alone, (again, _other) = list(rows.order_by("pk")), together(rows.order_by("pk"), User.objects.all())
        fields = [field.attname for field in rows.model._meta.concrete_fields]
        assert [[getattr(row, name) for name in fields] for row in again] == [
            [getattr(row, name) for name in fields] for row in alone
        ]
        assert again
        assert all(row._state.db == "default" and not row._state.adding for row in again)


def test_annotations_distinct_rows_and_deferred_fields(django_assert_num_queries: Any) -> None:
    organisation = factory.organisation(name="Nordlys")
    for _number in range(3):
        factory.mandate(factory.person(), organisation)
    counted = Organisation.objects.annotate(people=Count("mandates"), about_it=JSONObject(name=F("name"), one=Value(1)))
    several = (
        Organisation.objects.filter(mandates__isnull=False).distinct().order_by("name", "mandates__role").defer("about")
    )
    (one,), distinct, number = together(
        counted, several, Total(Organisation.objects.filter(mandates__isnull=False).distinct())
    )
    assert (one.people, one.about_it) == (3, {"name": "Nordlys", "one": 1})
    assert (distinct, number) == ([organisation], 1)
    with django_assert_num_queries(1):
        assert distinct[0].about == organisation.about


def test_nothing_to_ask_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert together() == []
        assert together(User.objects.none(), Total(User.objects.none())) == [[], 0]


def test_what_is_prefetched_is_there(django_assert_num_queries: Any) -> None:
    factory.mandate(factory.person(), factory.organisation())
    with django_assert_num_queries(2):
        found, _number = together(Organisation.objects.prefetch_related("mandates"), Total(User.objects.all()))
        assert len(found[0].mandates.all()) == 1


def test_values_stay_values() -> None:
    hostile = factory.person("Robert'); DROP TABLE students;-- %s %(name)s")
    found, number = together(User.objects.filter(name=hostile.name), Total(User.objects.filter(name="' OR 1=1 --")))
    assert (found, number) == ([hostile], 0)


def test_relations_of_one_object_come_together(django_assert_num_queries: Any) -> None:
    load_topics()
    area = Topic.objects.filter(parent=None).earliest("pk")
    other = Topic.objects.filter(parent=None).latest("pk")
    issues = list(area.issues.all())
    with django_assert_num_queries(1):
        prefetch_together(area, "issues", "follows")
        assert list(area.issues.all()) == issues
        assert list(area.follows.all()) == []
    with django_assert_num_queries(1):
        assert list(other.issues.all()) != issues

"""Queries that are compiled once answer like the ones from which they were made."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.foundation.database.prepared import Prepared, answer, as_list, numbers_in
from ict4society.organisations.models import Mandate
from tests.foundation.server.instance import eventually
from tests.people import factory

pytestmark = pytest.mark.django_db


def test_instances_with_what_belongs_to_them(django_assert_num_queries: Any) -> None:
    person, other = factory.person(), factory.person()
    organisation = factory.organisation(name="Nordlys")
    factory.mandate(person, organisation)
    factory.mandate(other, factory.organisation())
    in_force: Prepared[Mandate] = Prepared(
        lambda user_id, moment: Mandate.objects.active(moment).filter(user_id=user_id).select_related("organisation"),
        user_id=int,
        moment=datetime,
    )
    for _again in range(2):
        with django_assert_num_queries(1):
            (found,) = in_force(user_id=person.pk, moment=timezone.now())
            assert (found.organisation.name, found.organisation.is_verified) == ("Nordlys", True)
    assert found == Mandate.objects.get(user=person)
    assert in_force(user_id=person.pk, moment=timezone.now() - timedelta(days=1)) == []
    assert in_force(user_id=other.pk, moment=timezone.now())[0].user_id == other.pk


def test_values_stay_values() -> None:
    person = factory.person("Robert'); DROP TABLE students;--")
    named: Prepared[User] = Prepared(lambda name: User.objects.filter(name=name), name=str)
    assert named(name=person.name) == [person]
    assert named(name="%s") == []
    assert named(name="' OR 1=1 --") == []


def test_a_list_is_one_value() -> None:
    people = [factory.person() for _each in range(3)]
    chosen: Prepared[User] = Prepared(
        lambda numbers: User.objects.filter(pk__in=numbers_in(numbers)).order_by("pk"), numbers=str
    )
    assert chosen(numbers=as_list([people[2].pk, people[0].pk])) == [people[0], people[2]]
    assert chosen(numbers=as_list([])) == []


def test_deferred_fields_are_read_when_asked_for(django_assert_num_queries: Any) -> None:
    person = factory.person(about="Long.")
    short: Prepared[User] = Prepared(lambda pk: User.objects.filter(pk=pk).defer("about"), pk=int)
    (found,) = short(pk=person.pk)
    with django_assert_num_queries(1):
        assert found.about == "Long."


def test_a_parameter_that_is_not_used_is_a_mistake() -> None:
    wrong: Prepared[User] = Prepared(lambda pk, name: User.objects.filter(pk=pk), pk=int, name=str)
    with pytest.raises(ValueError, match="name"):
        wrong(pk=1, name="x")


def test_the_server_keeps_the_plan() -> None:
    sql = "SELECT name FROM accounts_user WHERE id = %s"
    person = factory.person()
    assert answer(sql, [person.pk]) == answer(sql, [person.pk]) == [(person.name,)]
    kept = answer("SELECT statement FROM pg_prepared_statements")
    assert ("SELECT name FROM accounts_user WHERE id = $1",) in kept


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_has_ended_is_replaced() -> None:
    [(first,)] = answer("SELECT pg_backend_pid()")
    assert connection.is_usable()
    with psycopg.connect(**connection.copy().get_connection_params(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [first])
    eventually(lambda: not connection.is_usable(), patience=5)
    connection.close_if_unusable_or_obsolete()  # what Django does before a request
    connection.health_check_done = False
    [(second,)] = answer("SELECT pg_backend_pid()")
    assert second != first

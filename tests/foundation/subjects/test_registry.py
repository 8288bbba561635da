"""Every registered kind keeps what it promises, and one reference leads to one thing."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st

from ict4society.accounts.models import User
from ict4society.discussions.models import Thread
from ict4society.foundation.subjects import Ref, SubjectType, all_types, register, resolve, resolve_one, subject_type
from tests.people.factory import person

KINDS = [subject.kind for subject in all_types()]


@given(st.from_regex(r"[a-z_]+\.[a-z_]+", fullmatch=True), st.integers(0, 10**18 - 1))
def test_a_reference_survives_being_written(kind, number):
    assert Ref.parse(str(Ref(kind, number))) == Ref(kind, number)


@pytest.mark.parametrize("text", ["", ":", "a", "a:", ":1", "a:-1", "a:1.5", "a:x", "a:" + "9" * 19, "a:١"])
def test_anything_else_is_no_reference(text):
    with pytest.raises(ValueError, match="not a reference"):
        Ref.parse(text)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ["visitor", "member", "suspended", "moderator", "operator"])
def test_every_kind_narrows_what_it_shows_in_the_database(kind, role):
    reader = {
        "visitor": AnonymousUser,
        "member": person,
        "suspended": lambda: person(is_active=False),
        "moderator": lambda: person(is_moderator=True),
        "operator": lambda: person(is_operator=True),
    }[role]()
    subject = subject_type(kind)
    rows = subject.visible_to(reader)
    assert isinstance(rows, QuerySet)
    assert rows.model is subject.model
    list(rows.select_related(*subject.related).order_by().values("pk")[:1])
    assert rows.filter(pk=2**62).first() is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_belongs_to_its_feature_and_is_complete(kind):
    subject = subject_type(kind)
    assert kind.split(".")[0] in subject.model.__module__.split(".")
    assert str(subject.label)
    assert (subject.hide is None) == (subject.restore is None)
    assert bool(subject.made_from) == (subject.uses_of is not None)
    assert set(subject.made_from) <= set(KINDS)


@pytest.mark.django_db
def test_resolving_takes_one_query_for_all_kinds(django_assert_num_queries):
    people = [person() for _ in range(5)]
    refs = [Ref("accounts.person", one.pk) for one in people]
    missing = [Ref("discussions.thread", 2**40), Ref("nothing.known", 1)]
    with django_assert_num_queries(1):
        found = resolve([*refs, *missing], AnonymousUser())
    assert set(found) == set(refs)
    assert found[refs[0]].title == str(people[0])
    assert resolve_one(Ref("discussions.thread", 2**70), AnonymousUser()) is None


def test_a_kind_is_registered_once():
    known = subject_type("discussions.thread")
    register(known)
    with pytest.raises(ValueError, match="twice"):
        register(
            SubjectType(
                kind="discussions.thread",
                model=User,
                label="x",
                visible_to=lambda user: User.objects.none(),
                title=str,
                url=str,
            )
        )
    assert subject_type("discussions.thread").model is Thread
    with pytest.raises(LookupError):
        subject_type("nothing.known")

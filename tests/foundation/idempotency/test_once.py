"""A repeated request does its work once, also when both come at the same moment."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from ict4society.foundation.actors import Actor
from ict4society.foundation.idempotency.models import IdempotencyKey
from ict4society.foundation.idempotency.once import clean_key, new_key, once
from ict4society.foundation.idempotency.tasks import forget_old_keys
from ict4society.foundation.subjects import Ref
from tests.people.factory import person


class Work:
    """Counts how often it is done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> Ref:
        self.done += 1
        return Ref("tests.thing", self.done)


@pytest.mark.django_db
class TestOnce:
    def test_the_same_key_returns_the_first_result(self):
        actor, work, key = Actor(person()), Work(), new_key()
        assert [once(actor, key, work) for _ in range(3)] == [Ref("tests.thing", 1)] * 3
        assert work.done == 1

    def test_another_key_or_another_person_works_again(self):
        work, key = Work(), new_key()
        ada = Actor(person())
        once(ada, key, work)
        once(ada, new_key(), work)
        once(Actor(person()), key, work)
        assert work.done == 3

    def test_a_failure_is_not_remembered(self):
        actor, key, work = Actor(person()), new_key(), Work()

        def fail() -> Ref:
            raise RuntimeError

        with pytest.raises(RuntimeError):
            once(actor, key, fail)
        assert once(actor, key, work) == Ref("tests.thing", 1)

    @pytest.mark.parametrize("key", [None, "", "short", "x" * 65, "with space", "ä" * 10, "a\x00bcdefgh", "../../../x"])
    def test_without_a_usable_key_the_work_is_just_done(self, key):
        assert clean_key(key) is None
        actor, work = Actor(person()), Work()
        once(actor, key, work)
        once(actor, key, work)
        assert work.done == 2
        assert not IdempotencyKey.objects.exists()

    def test_keys_are_forgotten_after_a_week(self):
        actor = Actor(person())
        once(actor, "old-key-old-key", Work())
        once(actor, "new-key-new-key", Work())
        IdempotencyKey.objects.filter(key="old-key-old-key").update(created_at=timezone.now() - timedelta(days=8))
        forget_old_keys.func(timestamp=0)
        assert list(IdempotencyKey.objects.values_list("key", flat=True)) == ["new-key-new-key"]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment():
    actor, key = Actor(person()), new_key()
    results: list[Ref] = []
    began, second_waits = threading.Event(), threading.Event()
    work = Work()

    def slow() -> Ref:
        began.set()
        second_waits.wait(1)
        return work()

    def first() -> None:
        results.append(once(actor, key, slow))
        connection.close()

    def second() -> None:
        began.wait(5)
        results.append(once(actor, key, work))
        connection.close()

    threads = [threading.Thread(target=target) for target in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert results == [Ref("tests.thing", 1)] * 2
    assert work.done == 1

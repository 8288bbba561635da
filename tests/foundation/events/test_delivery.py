"""Events: written with the action, delivered once to each listener, a failing one tried again alone."""

from __future__ import annotations

import json
import sys

import pytest
from django.db import connection, transaction

from ict4society.foundation.actors import Actor
from ict4society.foundation.events import Event, event, listener, listens_to
from ict4society.foundation.events.channel import notify_pages
from ict4society.foundation.events.emit import emit
from ict4society.foundation.events.models import Delivery, EventRecord
from ict4society.foundation.events.tasks import DeliveryIncomplete, deliver_event, deliver_events
from ict4society.foundation.subjects import Ref
from tests.jobs import run_jobs, waiting_jobs
from tests.people.factory import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def bell(monkeypatch):
    """An event of its own, without the site's listeners of every event."""
    monkeypatch.setattr(listener, "_by_event", listener.defaultdict(list))
    monkeypatch.setattr(listener, "_of_all", [])
    monkeypatch.setattr(sys.modules[Event.__module__], "_types", {})

    @event("tests.bell_rung")
    class BellRung(Event):
        times: int
        tone: str = "c"

        def subject(self):
            return Ref("tests.bell", 7)

    return BellRung


def ring(bell, actor=None):
    with transaction.atomic():
        return emit(bell(3), actor=actor)


def test_a_record_says_who_did_what_to_what(bell):
    ada = person("Ada")
    record = EventRecord.objects.get(pk=ring(bell, Actor(ada)).pk)
    assert (record.actor_id, record.organisation_id, record.subject) == (ada.pk, None, Ref("tests.bell", 7))
    assert record.event == bell(3, "c")


def test_an_old_record_can_be_read_after_its_fields_have_changed(bell):
    record = EventRecord.objects.create(name="tests.bell_rung", payload={"times": 1, "dropped": True})
    assert record.event == bell(1)


def test_each_listener_runs_once(bell):
    heard = []

    @listens_to(bell)
    def note(record, event):
        heard.append(("note", event.times))

    @listens_to()
    def every(record, event):
        heard.append(("every", record.name))

    record = ring(bell)
    assert run_jobs() == 1
    deliver_event(record_id=record.pk)
    assert heard == [("note", 3), ("every", "tests.bell_rung")]


def test_a_failing_listener_is_tried_again_alone_and_leaves_nothing_behind(bell):
    heard = []
    healthy = False

    @listens_to(bell)
    def first(record, event):
        EventRecord.objects.create(name="tests.trace", payload={})
        heard.append("first")
        if not healthy:
            raise RuntimeError("not today")

    @listens_to(bell)
    def second(record, event):
        heard.append("second")

    record = ring(bell)
    with pytest.raises(DeliveryIncomplete, match="first"):
        deliver_event(record_id=record.pk)
    assert heard.count("second") == 1, "the one that failed does not keep the other from its turn"
    assert not EventRecord.objects.filter(name="tests.trace").exists()
    healthy = True
    heard.clear()
    deliver_event(record_id=record.pk)
    assert heard == ["first"]
    assert EventRecord.objects.filter(name="tests.trace").count() == 1
    assert Delivery.objects.filter(record=record).count() == 2


def test_where_there_is_no_second_turn_the_failure_is_told(bell, monkeypatch):
    """In one large transaction without savepoints nothing can be undone for one listener alone."""
    monkeypatch.setattr(connection.features, "uses_savepoints", False)

    @listens_to(bell)
    def broken(record, event):
        raise RuntimeError("not today")

    record = ring(bell)
    with pytest.raises(RuntimeError, match="not today"):
        deliver_event(record_id=record.pk)
    transaction.set_rollback(False)  # of the test's own transaction, which that one was part of


def test_events_of_one_act_are_delivered_in_their_order_at_once(bell, django_assert_max_num_queries):
    heard = []

    @listens_to(bell)
    def note(record, event):
        heard.append(record.pk)

    records = [ring(bell) for _ in range(3)]
    with django_assert_max_num_queries(9):
        deliver_events([record.pk for record in reversed(records)])
    assert heard == [record.pk for record in records]
    assert Delivery.objects.filter(record__in=records).count() == 3
    with pytest.raises(EventRecord.DoesNotExist):
        deliver_events([records[0].pk, records[0].pk + 10_000])


def test_nothing_is_emitted_when_the_action_fails(bell):
    listens_to(bell)(lambda record, event: None)

    @transaction.atomic
    def act():
        emit(bell(1), actor=None)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not EventRecord.objects.exists()
    assert waiting_jobs() == []


def test_an_event_nobody_follows_costs_no_job(bell):
    ring(bell)
    assert waiting_jobs() == []


@pytest.mark.django_db(transaction=True)
def test_emit_needs_the_actions_transaction(bell):
    with pytest.raises(transaction.TransactionManagementError):
        emit(bell(1), actor=None)


def test_a_name_belongs_to_one_event(bell):
    with pytest.raises(ValueError, match="declared twice"):

        @event("tests.bell_rung")
        class Other(Event):
            pass


@pytest.mark.django_db(transaction=True)
def test_more_tags_than_one_notification_holds_arrive_in_several():
    tags = [f"thread:{number:010}" for number in range(2000)]
    import psycopg

    with psycopg.connect(**{k: v for k, v in connection.get_connection_params().items() if k in _LIBPQ}) as other:
        other.autocommit = True
        other.execute("LISTEN ict4society_pages")
        with transaction.atomic():
            notify_pages(tags)
        heard = [tag for notice in other.notifies(timeout=2) for tag in json.loads(notice.payload)]
    assert sorted(heard) == tags


_LIBPQ = ("dbname", "user", "password", "host", "port")

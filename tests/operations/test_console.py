"""The operator's console: state, failed jobs, audit log; for operators only."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.urls import reverse

from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.policy import Forbidden
from ict4society.operations.actions.retry_job import JobGone, retry_job
from tests.people.factory import facilitator, mandate, organisation, person, topic

pytestmark = pytest.mark.django_db
LOG_QUERIES = 7
"""Session, person, what waits (menu), records, people, organisations, and one kind of subject."""


@pytest.fixture
def operator(client):
    someone = person("Op", is_operator=True)
    client.force_login(someone)
    return someone


def failed(args: dict | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts)"
            " VALUES ('mail', 'notifications.send_mails', %s, 'failed', 12) RETURNING id",
            [json.dumps(args or {"record_id": 1})],
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize("name", ["console", "jobs", "log"])
def test_only_operators_come_in(client, name):
    address = reverse(f"operations:{name}")
    assert client.get(address).status_code == 302
    for someone in (person(), person(is_moderator=True), facilitator()):
        client.force_login(someone)
        assert client.get(address).status_code == 403
    client.force_login(person(is_operator=True))
    assert client.get(address).status_code == 200


def test_the_console_says_when_no_worker_is_alive(client, operator):
    assert "No job worker is alive" in client.get(reverse("operations:console")).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert "No job worker is alive" not in client.get(reverse("operations:console")).content.decode()


def test_a_failed_job_gets_a_second_chance_and_the_log_says_by_whom(client, operator):
    job = failed({"record_id": "<script>"})
    text = client.get(reverse("operations:jobs")).content.decode()
    assert "notifications.send_mails" in text
    assert "<script>" not in re.sub(r"<script [^>]*src=[^>]*>", "", text)
    assert client.post(reverse("operations:retry", args=[job])).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        assert cursor.fetchone() == ("todo",)
    record = EventRecord.objects.get(name="operations.job_retried")
    assert (record.actor_id, record.payload["task"]) == (operator.pk, "notifications.send_mails")
    follow = client.post(reverse("operations:retry", args=[job]), follow=True)
    assert "not among the failed ones" in follow.content.decode()


def test_nobody_else_retries(client):
    job = failed()
    with pytest.raises(Forbidden):
        retry_job(actor=Actor(person()), job_id=job)
    with pytest.raises(JobGone):
        retry_job(actor=Actor(person(is_operator=True)), job_id=10**30)
    client.force_login(person())
    assert client.post(reverse("operations:retry", args=[job])).status_code == 403


class TestTheLog:
    @pytest.fixture
    def thread(self):
        return open_thread(actor=Actor(facilitator()), title="Logged", topic=topic(), language="en")

    def read(self, client, **query) -> str:
        return client.get(reverse("operations:log"), query).content.decode()

    def test_says_who_did_what_on_whose_behalf(self, client, operator, thread):
        speaker, firm = person("Spea"), organisation(name="Firm Ltd")
        mandate(speaker, firm)
        add_post(actor=Actor(speaker, firm), thread=thread, text="x", language="en")
        text = self.read(client)
        for words in ("discussions.post_added", "Spea", "on behalf of Firm Ltd", "#1 · Logged", "Values"):
            assert words in text

    def test_filters(self, client, operator, thread):
        speaker = person("Spea")
        add_post(actor=Actor(speaker), thread=thread, text="x", language="en")
        cell = "<code>discussions.post_added</code>"
        assert cell in self.read(client, name="discussions")
        assert cell not in self.read(client, name="moderation")
        assert cell in self.read(client, actor=speaker.email.upper())
        assert cell not in self.read(client, actor=operator.email)
        assert cell not in self.read(client, ref=f"discussions.thread:{thread.pk}")
        assert cell not in self.read(client, since="2099-01-01")
        assert cell not in self.read(client, until="2000-01-01")

    @pytest.mark.parametrize(
        "query", [{"name": "x"}, {"actor": "nobody@example.org"}, {"actor": "@"}, {"ref": "x"}, {"since": "soon"}]
    )
    def test_says_what_it_did_not_understand(self, client, operator, thread, query):
        response = client.get(reverse("operations:log"), query)
        assert response.status_code == 422

    @pytest.mark.parametrize("number", [1, 30])
    def test_costs_the_same(self, client, operator, thread, number, django_assert_num_queries):
        EventRecord.objects.all().delete()
        firm = organisation()
        for _ in range(number):
            speaker = person()
            mandate(speaker, firm)
            add_post(actor=Actor(speaker, firm), thread=thread, text="x", language="en")
        self.read(client)
        with django_assert_num_queries(LOG_QUERIES):
            self.read(client)

    def test_has_pages(self, client, operator, thread):
        author = Actor(person())
        for _ in range(60):
            add_post(actor=author, thread=thread, text="x", language="en")
        first = self.read(client, name="discussions.post_added")
        following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
        assert client.get(following).content.decode().count("<code>discussions.post_added</code>") == 10

"""What facilitators do: open, edit, summarise, conclude, open again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from ict4society.accounts.models import User
from ict4society.discussions.actions.conclude_thread import conclude_thread
from ict4society.discussions.actions.edit_thread import StaleThread, edit_thread
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.actions.write_summary import StaleSummary, write_summary
from ict4society.discussions.mails import conclusion_told, reply_told, summary_told, thread_opened_told
from ict4society.discussions.models import Conclusion, LivingSummary, Post, Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.policy import Conflict, Forbidden
from ict4society.topics.models import Topic
from tests.people import factory

Write = Callable[..., Post]


def test_opening_a_thread_directly(area: Topic, facilitator: User, client: Client) -> None:
    client.force_login(factory.person())
    assert client.get("/discussions/new/").status_code == 403
    client.force_login(facilitator)
    elsewhere = factory.topic("ethics")
    form = client.get("/discussions/new/").text
    assert f'value="{area.pk}"' in form
    assert f'value="{elsewhere.pk}"' not in form
    values = {"title": "A new one", "topic": area.pk, "introduction": "*Why*", "language": "", "acting_as": ""}
    for wrong in ({"title": ""}, {"title": "t" * 161}, {"topic": elsewhere.pk}, {"introduction": "x" * 10_001}):
        refused = client.post("/discussions/new/", {**values, **wrong})
        assert refused.status_code == 422
    sent = client.post("/discussions/new/", {**values, "idempotency_key": "n" * 32})
    again = client.post("/discussions/new/", {**values, "idempotency_key": "n" * 32})
    made = Thread.objects.get()
    assert sent["Location"] == again["Location"] == f"/discussions/{made.pk}/"
    assert "<em>Why</em>" in client.get(sent["Location"]).text
    with pytest.raises(Forbidden):
        open_thread(actor=Actor(facilitator), title="Not mine", topic=elsewhere)


@pytest.mark.parametrize("route", ["edit", "summary/edit", "conclude", "reopen"])
def test_others_may_not(thread: Thread, member: User, client: Client, route: str) -> None:
    address = f"/discussions/{thread.pk}/{route}/"
    assert client.get(address).status_code == 302
    for person in (member, factory.facilitator(factory.topic()), factory.person(is_moderator=True)):
        client.force_login(person)
        assert client.get(address).status_code == 403
        assert client.post(address, {"text": "x"}).status_code == 403


def test_editing_title_and_topic(thread: Thread, facilitator: User, area: Topic, client: Client) -> None:
    client.force_login(facilitator)
    address = f"/discussions/{thread.pk}/edit/"
    assert thread.title in client.get(address).text
    values = {"title": "A better title", "topic": area.pk, "introduction": "New.", "language": "en", "revision": 1}
    assert client.post(address, {**values, "title": ""}).status_code == 422
    assert client.post(address, values).status_code == 303
    assert "A better title" in client.get(f"/discussions/{thread.pk}/").text
    stale = client.post(address, {**values, "title": "Yet another"})
    assert stale.status_code == 409
    assert "A better title" in stale.text
    assert "Yet another" in stale.text
    assert 'name="revision" value="2"' in stale.text
    elsewhere = client.post(address, {**values, "topic": factory.topic("ethics").pk, "revision": 2})
    assert elsewhere.status_code == 403
    record = EventRecord.objects.get(name="discussions.thread_edited")
    assert record.payload["before"]["introduction"] == "What do **you** count?"
    with pytest.raises(StaleThread):
        edit_thread(
            actor=Actor(facilitator), thread=thread, revision=1, title="x", topic=area, introduction="", language="en"
        )


def test_the_summary_has_versions(thread: Thread, write: Write, facilitator: User, client: Client) -> None:
    write(), write()
    client.force_login(facilitator)
    address = f"/discussions/{thread.pk}/summary/edit/"
    assert 'name="through_number"' in client.get(address).text
    assert client.post(address, {"text": "", "version": 0, "through_number": 2}).status_code == 422
    assert client.post(address, {"text": "**Two** say so.", "version": 0, "through_number": 2}).status_code == 303
    html = client.get(f"/discussions/{thread.pk}/").text
    assert "<strong>Two</strong> say so." in html
    assert "posts up to #2" in html
    write()
    assert "1 post since" in client.get(f"/discussions/{thread.pk}/").text
    stale = client.post(address, {"text": "Mine.", "version": 0, "through_number": 999})
    assert stale.status_code == 409
    assert "Mine." in stale.text
    assert 'name="version" value="1"' in stale.text
    assert client.post(address, {"text": "Three now.", "version": 1, "through_number": 999}).status_code == 303
    assert LivingSummary.objects.get(version=2).through_number == 3
    history = client.get(f"/discussions/{thread.pk}/summary/").text
    assert "Version 2" in history
    assert "Version 1" in history
    with pytest.raises(StaleSummary):
        write_summary(actor=Actor(facilitator), thread=thread, text="Late.", version=1, through_number=1)


def test_concluding_and_opening_again(
    thread: Thread, write: Write, facilitator: User, member: User, client: Client
) -> None:
    write()
    client.force_login(facilitator)
    address = f"/discussions/{thread.pk}/"
    assert client.get(f"{address}conclude/").status_code == 200
    assert client.post(f"{address}conclude/", {"text": ""}).status_code == 422
    assert client.post(f"{address}conclude/", {"text": "We agree."}).status_code == 303
    assert client.post(f"{address}conclude/", {"text": "We agree."}).status_code == 409
    assert "nobody can write" in client.get(address).text
    assert client.get(f"{address}reply/").status_code == 200
    assert client.get(f"{address}reopen/").status_code == 200
    assert client.post(f"{address}reopen/").status_code == 303
    assert client.post(f"{address}reopen/").status_code == 303
    html = client.get(address).text
    assert "Earlier conclusion" in html
    assert 'id="composer"' in html
    assert Conclusion.objects.count() == 1
    conclude_thread(actor=Actor(facilitator), thread=thread, text="Again.")
    with pytest.raises(Conflict):
        conclude_thread(actor=Actor(facilitator), thread=thread, text="And again.")


def test_who_is_told(thread: Thread, write: Write, facilitator: User, member: User) -> None:
    other = factory.person()
    first = write()
    write(parent=first, actor=Actor(other))
    write_summary(actor=Actor(facilitator), thread=thread, text="So far.", version=0, through_number=2)
    conclude_thread(actor=Actor(facilitator), thread=thread, text="Done.")

    def told(function: Callable[..., object], name: str) -> tuple[list[int], str]:
        record = EventRecord.objects.filter(name=f"discussions.{name}").latest("pk")
        notice = function(record, record.event)
        return sorted(notice.recipients), str(notice.text)  # type: ignore[attr-defined]

    assert told(reply_told, "post_added") == ([member.pk], f"{other.name} wrote in “{thread.title}”")
    everybody = sorted([facilitator.pk, member.pk, other.pk])
    assert told(summary_told, "summary_written")[0] == everybody
    assert told(conclusion_told, "thread_concluded")[0] == everybody
    assert told(thread_opened_told, "thread_opened")[0] == []

"""A full room: many phones answer at once, and everybody asks for the results again and again."""

from __future__ import annotations

import io
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ict4society.accounts.models import User
from ict4society.deliberation.models import Vote
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.pagecache import PageCache
from ict4society.meetings.models import Meeting, Registration
from ict4society.room.actions.arrange import arrange_room, turn_page
from tests.deliberation.rounds import a_round
from tests.jobs import run_jobs
from tests.minutes.conftest import area, facilitator, make, meeting, participant
from tests.people import factory

__all__ = ["area", "facilitator", "make", "meeting", "participant"]
PHONES, AT_ONCE = 120, 24
POSITIONS = {"agree": 1, "disagree": -1, "pass": 0}


def arranged(meeting: Meeting, facilitator: User) -> Any:
    setting = a_round(3, title="Energy use", results_shown="always")
    arrange_room(
        actor=Actor(facilitator),
        meeting=meeting,
        round_=setting.round,
        statement=setting.statements[0],
        anonymous_allowed=True,
    )
    return setting


@pytest.mark.django_db(transaction=True)
def test_no_answer_is_lost_and_none_is_counted_twice(meeting: Meeting, facilitator: User, client: Client) -> None:
    """Everybody presses twice; every third changes their mind with the second press."""
    setting = arranged(meeting, facilitator)
    people = [factory.person() for _number in range(PHONES)]
    Registration.objects.bulk_create(
        [Registration(meeting=meeting, user=each, state="registered", code=f"P{each.pk}") for each in people]
    )
    names = list(POSITIONS)
    last = {each.pk: names[place % 3] for place, each in enumerate(people)}
    address = f"/room/{meeting.pk}/statements/{setting.statements[0].number}/vote/"
    start = threading.Barrier(AT_ONCE)

    def phones(share: list[User]) -> set[int]:
        statuses = set()
        start.wait(timeout=60)
        for place, person in enumerate(share):
            phone = Client()
            phone.force_login(person)
            first = names[(place + 1) % 3] if place % 3 == 0 else last[person.pk]
            for position in (first, last[person.pk]):
                statuses.add(phone.post(address, {"position": position}).status_code)
        connection.close()
        return statuses

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answered = set().union(*pool.map(phones, [people[begin::AT_ONCE] for begin in range(AT_ONCE)]))
    assert answered == {303}
    stored = dict(Vote.objects.values_list("participant__user_id", "choice"))
    assert stored == {pk: POSITIONS[name] for pk, name in last.items()}
    assert Vote.objects.count() == PHONES
    assert EventRecord.objects.filter(name="deliberation.vote_cast").count() == 2 * PHONES
    with connection.cursor() as cursor:  # not to wait the seconds in which further positions may join
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    run_jobs()
    page = client.get(f"/room/{meeting.pk}/live/").content.decode()
    assert f"{PHONES} answers" in page
    result = setting.round.result
    result.refresh_from_db()
    assert result.votes_counted == PHONES
    assert Counter(stored.values()) == Counter(dict.fromkeys(POSITIONS.values(), PHONES // 3))


class Listens:
    """A listening connection that is healthy."""

    healthy = True

    def start(self) -> None:
        pass


def poll(cache: PageCache, address: str, tag: str = "") -> tuple[str, dict[str, str]]:
    """What a phone sends every two seconds: no session, and the tag of what it has."""
    said: dict[str, Any] = {}

    def begin(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        said.update(status=status, headers=dict(headers))

    environ: dict[str, Any] = {"REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": ""}
    environ |= {"SERVER_NAME": "localhost", "SERVER_PORT": "8000", "HTTP_HOST": "localhost:8000"}
    environ |= {"wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http", "wsgi.errors": io.StringIO()}
    if tag:
        environ["HTTP_IF_NONE_MATCH"] = tag
    b"".join(cache(environ, begin))
    return said["status"], said["headers"]


@pytest.mark.django_db(transaction=True)
def test_a_poll_is_answered_by_the_page_cache_until_something_changes(
    meeting: Meeting, facilitator: User, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    setting = arranged(meeting, facilitator)
    calls = 0
    site = get_wsgi_application()

    def counted(environ: Any, start_response: Any) -> Any:
        nonlocal calls
        calls += 1
        return site(environ, start_response)

    cache = PageCache(counted, listening=Listens())  # type: ignore[arg-type]
    address = f"/room/{meeting.pk}/live/"
    status, headers = poll(cache, address)
    assert status.startswith("200")
    with CaptureQueriesContext(connection) as queries:
        for _poll in range(500):
            assert poll(cache, address, headers["ETag"])[0] == "304 Not Modified"
    assert (calls, len(queries)) == (1, 0)
    turn_page(actor=Actor(facilitator), meeting=meeting, forward=True)
    event = EventRecord.objects.filter(name="room.arranged").latest("pk")
    cache.store.invalidate([f"room:{meeting.pk}"])
    assert event.subject_id == meeting.pk
    status, fresh = poll(cache, address, headers["ETag"])
    assert status.startswith("200")
    assert fresh["ETag"] != headers["ETag"]
    assert calls == 2
    assert setting.statements[1].round_id == setting.round.pk

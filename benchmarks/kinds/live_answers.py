"""The room: 500 phones answer within 30 seconds, while each asks for the results every two seconds."""

from __future__ import annotations

import time
from collections import Counter
from random import Random
from urllib.parse import urlencode

from benchmarks.crowd import Answer, Job, Person, quantile, seen, together
from benchmarks.invented.meetings import room_with
from benchmarks.invented.people import people
from benchmarks.kind import BenchFailed, Kind, Promise, Request
from benchmarks.load import Load
from benchmarks.site import Site

PHONES, SECONDS, PERIOD = 500, 30.0, 2.0
POSITIONS = ("agree", "disagree", "pass")


def prepare(site: Site) -> list[Request]:
    """For each phone an answer; then the address that all of them ask again and again."""
    members = people(PHONES)
    meeting, asked = room_with(members, 3)
    requests = []
    for place, each in enumerate(members):
        member = site.member(each.pk)
        body = urlencode({**member.form, "position": POSITIONS[place % 3]})
        address = f"/room/{meeting.pk}/statements/{asked[0].number}/vote/"
        requests.append(Request(address, "POST", member.post_headers, body))
    return [*requests, Request(f"/room/{meeting.pk}/live/", headers={"Accept-Language": "en"})]


def drive(site: Site, requests: list[Request]) -> Load:
    """Each phone answers once at a moment of its own; as many positions must be stored, each as it was given."""
    *answering, polled = requests
    random = Random(5)

    def phone(request: Request) -> Job:
        at, first = random.uniform(0, SECONDS - 2), random.uniform(0, PERIOD)
        return lambda person: _live(person, request, polled, at, first)

    began = time.monotonic()
    phones = together(site.port, [phone(request) for request in answering])
    seconds = time.monotonic() - began
    votes, polls = [each[0] for each in phones], [poll for each in phones for poll in each[1:]]
    if wrong := [each.status for each in votes if each.status != 303]:
        raise BenchFailed(f"{len(wrong)} of {PHONES} answers were not taken: {sorted(set(wrong))}")
    if wrong := [each.status for each in polls if each.status not in (200, 304)]:
        raise BenchFailed(f"{len(wrong)} of {len(polls)} polls failed: {sorted(set(wrong))}")
    _check(site, answering)
    how = Counter("unchanged" if each.status == 304 else each.headers.get("x-page-cache", "made") for each in polls)
    asked = sorted(1000 * each.seconds for each in polls)
    return seen(
        votes,
        seconds,
        polls=len(polls),
        unchanged=how["unchanged"],
        cached=how["hit"],
        rendered=how["stored"] + how["made"],
        poll_p50_ms=round(quantile(asked, 0.5), 1),
        poll_p95_ms=round(quantile(asked, 0.95), 1),
        slowest_poll_ms=round(asked[-1], 1),
    )


def _live(person: Person, answer: Request, polled: Request, at: float, first: float) -> list[Answer]:
    """The life of a phone: its answer comes first in the list, then its polls, each on the one before."""
    began, polls, tag = time.monotonic(), [], ""
    voted: Answer | None = None
    turn = began + first
    while voted is None or turn < began + SECONDS:
        moment = began + at if voted is None and began + at < turn else turn
        time.sleep(max(0.0, moment - time.monotonic()))
        if moment != turn:
            voted = person.send(answer)
            continue
        poll = person.send(polled, {"If-None-Match": tag} if tag else None)
        tag = poll.headers.get("etag", tag)
        polls.append(poll)
        turn += PERIOD
    return [voted, *polls]


def _check(site: Site, answering: list[Request]) -> None:
    """No position lost, none counted twice, each as it was sent."""
    _nothing, _room, meeting, *_rest = answering[0].path.split("/")
    stored = site.rows(
        "SELECT v.choice, count(*), count(DISTINCT p.user_id) FROM deliberation_vote v"
        " JOIN deliberation_participant p ON p.id = v.participant_id"
        f" JOIN room_room r ON r.statement_id = v.statement_id WHERE r.meeting_id = {int(meeting)} GROUP BY 1"
    )
    choices = {"agree": 1, "disagree": -1, "pass": 0}
    wanted = Counter(choices[POSITIONS[place % 3]] for place in range(len(answering)))
    if {choice: (count, people) for choice, count, people in stored} != {
        choice: (count, count) for choice, count in wanted.items()
    }:
        raise BenchFailed(f"the positions that were given are not those that are stored: {stored}")


KIND = Kind(
    "live_answers",
    prepare,
    counted="SELECT count(*) FROM deliberation_vote",
    drive=drive,
    promise=Promise("p99_ms", 2_000),
)

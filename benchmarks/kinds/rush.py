"""Registration: fifty more than there are seats, all at the same moment."""

from __future__ import annotations

import time
from urllib.parse import urlencode

from benchmarks.crowd import Job, seen, together
from benchmarks.invented.meetings import open_meeting
from benchmarks.invented.people import people
from benchmarks.kind import BenchFailed, Kind, Request
from benchmarks.load import Load
from benchmarks.site import Site

SEATS, TOO_MANY = 200, 50


def prepare(site: Site) -> list[Request]:
    """A form for each; everybody is signed in already, and the meeting is a new one."""
    meeting = open_meeting(SEATS)
    requests = []
    for each in people(SEATS + TOO_MANY):
        member = site.member(each.pk)
        body = urlencode({**member.form, "acting_as": "", "language": "en", "needs": ""})
        requests.append(Request(f"/meetings/{meeting.pk}/register/", "POST", member.post_headers, body))
    return requests


def drive(site: Site, requests: list[Request]) -> Load:
    """All at once; nobody may be over, nobody lost, and the list in the order in which they asked."""

    def ask(request: Request) -> Job:
        return lambda person: [person.send(request)]

    began = time.monotonic()
    answers = [each for (each,) in together(site.port, [ask(request) for request in requests])]
    seconds = time.monotonic() - began
    if refused := [each.status for each in answers if each.status != 303]:
        raise BenchFailed(f"{len(refused)} of {len(answers)} were not registered: {sorted(set(refused))}")
    meeting = int(requests[0].path.split("/")[2])
    queue = [
        state
        for (state,) in site.rows(
            f"SELECT state FROM meetings_registration WHERE meeting_id = {meeting} ORDER BY queued_at, id"
        )
    ]
    if queue != ["registered"] * SEATS + ["waiting"] * TOO_MANY:
        raise BenchFailed(
            f"{queue.count('registered')} of {SEATS} seats were given and {queue.count('waiting')} of {TOO_MANY} wait, "
            "or the waiting list is not in order."
        )
    return seen(answers, seconds, seats=SEATS, waiting=TOO_MANY, over=0)


KIND = Kind("rush", prepare, counted="SELECT count(*) FROM meetings_registration", drive=drive)

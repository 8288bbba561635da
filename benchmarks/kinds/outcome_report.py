"""The outcome report of 10,000 contributions to 60 questions: counted anew, and shown to who edits it."""

from __future__ import annotations

import time
from dataclasses import replace
from urllib.parse import urlencode

from benchmarks.crowd import Person, seen
from benchmarks.invented.answers import answered_questions, counts
from benchmarks.invented.people import secretary
from benchmarks.kind import BenchFailed, Kind, Promise, Request
from benchmarks.load import Load
from benchmarks.site import Site

TIMES = 5


def prepare(site: Site) -> list[Request]:
    """The button "compute the figures anew", and the page that follows."""
    consultation = answered_questions()
    member = site.member(secretary().pk)
    base = f"/consultations/{consultation.slug}/outcome"
    return [
        Request(f"{base}/generate/", "POST", member.post_headers, urlencode(member.form)),
        Request(f"{base}/edit/", headers=member.headers),
    ]


def drive(site: Site, requests: list[Request]) -> Load:
    """Five times one after the other; each time the figures must be those that were invented."""
    answers, person = [], Person(site.port)
    began = time.monotonic()
    for _time in range(TIMES):
        for request in requests:
            answer = person.send(request)
            if answer.status not in (200, 303):
                raise BenchFailed(f"{request.method} {request.path} was answered with {answer.status}")
            answers.append(answer)
    seconds = time.monotonic() - began
    person.close()
    _check()
    made, shown = answers[0::2], answers[1::2]
    whole = [replace(page, seconds=each.seconds + page.seconds) for each, page in zip(made, shown, strict=True)]
    slowest = {"counting_s": max(each.seconds for each in made), "showing_s": max(each.seconds for each in shown)}
    return seen(whole, seconds, **{name: round(value, 3) for name, value in slowest.items()})


def _check() -> None:
    from ict4society.consultations.models import OutcomeReport

    consultation = answered_questions()
    figures = OutcomeReport.objects.get(consultation=consultation).figures
    found = {
        question["key"]: dict(
            zip(
                (option["key"] for option in question["options"]),
                (cell["count"] for cell in question["items"][0]["all"]["cells"]),
                strict=True,
            )
        )
        for question in figures["questions"]
        if question["kind"] == "single"
    }
    if found != {key: dict(counter) for key, counter in counts(consultation).items()}:
        raise BenchFailed("the figures of the report are not those of the answers that were invented.")


KIND = Kind("outcome_report", prepare, drive=drive, promise=Promise("p99_ms", 5_000))

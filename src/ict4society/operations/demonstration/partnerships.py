"""Organisations look for partners; partnerships form, reach milestones, and say what came of it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.timeline import Timeline
from ict4society.partnerships.actions.course import begin_partnership, close_partnership
from ict4society.partnerships.actions.interest import decide_interest, express_interest
from ict4society.partnerships.actions.plan import add_milestone, move_milestone
from ict4society.partnerships.actions.write import CallContent, draft_call, open_call
from ict4society.partnerships.models import Call, Milestone

Made = dict[str, int]
SEVERAL = ("needs", "offers", "groups", "countries", "languages")


def plan_partnerships(timeline: Timeline, community: Community) -> None:
    """Every call with its interests; those that found partners with their course."""
    made: Made = {}
    for entry in content.read("partnerships")["call"]:
        timeline.plan(entry["days"], partial(_open, community, made, entry))
        for asked in entry["interests"]:
            timeline.plan(asked[1], partial(_ask, community, made, entry, asked))
        if "begin" not in entry:
            continue
        timeline.plan(entry["begin"], partial(_begin, community, made, entry))
        for title, day, state, note in entry["milestones"]:
            if state != "planned":
                timeline.plan(day, partial(_reach, community, made, entry, title, state, note))
        if "closed" in entry:
            timeline.plan(entry["closed"][0], partial(_close, community, made, entry))


def _call(made: Made, entry: content.Entry) -> Call:
    return Call.objects.get(pk=made[entry["title"]])


def _open(community: Community, made: Made, entry: content.Entry) -> None:
    actor = community.voice(entry)
    lists: dict[str, Any] = {name: tuple(entry.get(name, ())) for name in SEVERAL}
    second = entry.get("second_topic")
    call = draft_call(
        actor=actor,
        content=CallContent(
            **{name: entry[name] for name in ("title", "text", "language")},
            **lists,
            topic=community.topic(entry["topic"]),
            second_topic=community.topic(second) if second else None,
        ),
    )
    open_call(actor=actor, call=call)
    made[entry["title"]] = call.pk


def _ask(community: Community, made: Made, entry: content.Entry, asked: list) -> None:
    who, _day, message, offers, answer, word = asked
    interest = express_interest(
        actor=community.actor(who), call=_call(made, entry), message=message, offers=tuple(offers)
    )
    if answer != "none":
        decide_interest(actor=community.voice(entry), interest=interest, accept=answer == "accept", reason=word)


def _begin(community: Community, made: Made, entry: content.Entry) -> None:
    actor, call = community.voice(entry), _call(made, entry)
    begin_partnership(actor=actor, call=call)
    for title, day, _state, _note in entry["milestones"]:
        due = timezone.localdate() + timedelta(days=entry["begin"] - day)
        add_milestone(actor=actor, call=call, title=title, due=due)


def _reach(community: Community, made: Made, entry: content.Entry, title: str, state: str, note: str) -> None:
    milestone = Milestone.objects.select_related("call").get(call_id=made[entry["title"]], title=title)
    is_link = note.startswith("https://")
    said = {"evidence_url": note} if is_link else {"note": note}
    move_milestone(actor=community.voice(entry), milestone=milestone, state=state, **said)


def _close(community: Community, made: Made, entry: content.Entry) -> None:
    _day, completed, outcome, url = entry["closed"]
    actor = community.voice(entry)
    close_partnership(actor=actor, call=_call(made, entry), completed=completed, outcome=outcome, outcome_url=url)

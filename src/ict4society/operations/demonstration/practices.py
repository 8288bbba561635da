"""Organisations tell of practices; peers of other stakeholder groups review them; others follow."""

from __future__ import annotations

from functools import partial

from ict4society.foundation.actors import Actor
from ict4society.foundation.subjects import Ref
from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.timeline import Timeline
from ict4society.practices.actions.adopt import adopt_practice
from ict4society.practices.actions.content import PracticeContent
from ict4society.practices.actions.draft import draft_practice
from ict4society.practices.actions.review import review_practice
from ict4society.practices.actions.submit import submit_practice
from ict4society.practices.models import Practice
from ict4society.practices.states import CRITERIA
from ict4society.reporting.models import IndicatorValue
from ict4society.reporting.models.value import OWN
from ict4society.topics.models import Dimension

Made = dict[str, int]
UNTIL_SUBMITTED = 2.0
"""Days between the draft and its submission."""


def plan_practices(timeline: Timeline, community: Community) -> None:
    """Every practice with its reviews and adoptions; one stays a draft."""
    made: Made = {}
    for entry in content.read("practices")["practice"]:
        timeline.plan(entry["days"], partial(_draft, community, made, entry))
        if entry.get("draft"):
            continue
        timeline.plan(entry["days"] - UNTIL_SUBMITTED, partial(_submit, community, made, entry))
        for who, day, verdict, reason, marks in entry["reviews"]:
            timeline.plan(day, partial(_review, community, made, entry["key"], who, verdict, reason, marks))
        for who, day, done, outcome in entry["adoptions"]:
            timeline.plan(day, partial(_adopt, community, made, entry["key"], who, done, outcome))


def _draft(community: Community, made: Made, entry: content.Entry) -> None:
    texts = ("title", "summary", "problem", "approach", "results", "transfer", "cost_class", "language")
    actor = community.voice(entry)
    second = entry.get("second_topic")
    made[entry["key"]] = draft_practice(
        actor=actor,
        content=PracticeContent(
            **{name: entry[name] for name in texts},
            **{name: entry[name] for name in ("context", "cost") if name in entry},
            topic=community.topic(entry["topic"]),
            second_topic=community.topic(second) if second else None,
            dimension=Dimension.objects.filter(slug=entry.get("dimension", "")).first(),
            since_year=entry.get("since"),
            evidence=tuple((url, title) for url, title in entry.get("evidence", ())),
            result_refs=tuple(_result(actor, key, year) for key, year in entry.get("values", ())),
        ),
    ).pk


def _result(actor: Actor, key: str, year: int) -> Ref:
    """What the organisation itself reported."""
    mine = IndicatorValue.objects.filter(organisation_id=actor.organisation_id, breakdown="", source=OWN)
    return Ref("reporting.value", mine.get(indicator__key=key, year=year).pk)


def _submit(community: Community, made: Made, entry: content.Entry) -> None:
    submit_practice(actor=community.voice(entry), practice=Practice.objects.get(pk=made[entry["key"]]))


def _review(
    community: Community, made: Made, key: str, who: str, verdict: str, reason: str, marks: dict[str, str]
) -> None:
    practice = Practice.objects.get(pk=made[key])
    review_practice(
        actor=community.actor(who),
        practice=practice,
        verdict=verdict,
        marks={**dict.fromkeys(CRITERIA, "met"), **marks},
        reason=reason,
        revision=practice.revision,
    )


def _adopt(community: Community, made: Made, key: str, who: str, done: str, outcome: str) -> None:
    practice = Practice.objects.get(pk=made[key])
    adopt_practice(actor=community.actor(who), practice=practice, done=done, outcome=outcome)

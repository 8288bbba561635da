"""Providers describe solutions, organisations say that they use them."""

from __future__ import annotations

from functools import partial
from typing import Any

from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.timeline import Timeline
from ict4society.solutions.actions.content import SolutionContent
from ict4society.solutions.actions.use import tell_use
from ict4society.solutions.actions.write import draft_solution, publish_solution
from ict4society.solutions.models import Solution

Made = dict[str, int]


def plan_solutions(timeline: Timeline, community: Community) -> None:
    """Every solution, published at once, with its uses."""
    made: Made = {}
    for entry in content.read("solutions")["solution"]:
        timeline.plan(entry["days"], partial(_describe, community, made, entry))
        for who, day, text, since, interest, evidence in entry["uses"]:
            timeline.plan(day, partial(_use, community, made, entry["name"], who, text, since, interest, evidence))


def _describe(community: Community, made: Made, entry: content.Entry) -> None:
    actor = community.voice(entry)
    single = ("name", "summary", "description", "licence", "accessibility", "language")
    several = ("functions", "sectors", "standards", "deployment", "interfaces", "languages")
    lists: dict[str, Any] = {name: tuple(entry.get(name, ())) for name in several}
    second = entry.get("second_topic")
    solution = draft_solution(
        actor=actor,
        content=SolutionContent(
            **{name: entry[name] for name in single},
            **lists,
            **{name: entry.get(name, "") for name in ("licence_name", "price_note")},
            topic=community.topic(entry["topic"]),
            second_topic=community.topic(second) if second else None,
            website=f"https://{community.voices[entry['by']]}.example/",
            source_url=entry.get("source", ""),
            price_model=entry["price"],
            data_location=entry["location"],
        ),
    )
    publish_solution(actor=actor, solution=solution)
    made[entry["name"]] = solution.pk


def _use(
    community: Community, made: Made, name: str, who: str, text: str, since: int, interest: str, evidence: str
) -> None:
    solution = Solution.objects.get(pk=made[name])
    actor = community.actor(who, interest=interest)
    tell_use(actor=actor, solution=solution, text=text, since_year=since, evidence_url=evidence)

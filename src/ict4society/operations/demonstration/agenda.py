"""Proposals are made, supported and decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial
from random import Random

from ict4society.agenda.actions.decide import accept_proposal, decline_proposal
from ict4society.agenda.actions.merge import merge_proposal
from ict4society.agenda.actions.propose import draft_proposal, open_proposal
from ict4society.agenda.actions.show import record_exposures
from ict4society.agenda.actions.support import support_proposal
from ict4society.agenda.actions.withdraw import withdraw_proposal
from ict4society.agenda.budget import SUPPORTS_PER_QUARTER, period_of
from ict4society.agenda.models import Proposal
from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.timeline import Timeline
from ict4society.topics.models import Topic

HOURS_TO_OPEN = 0.2
"""Days between the beginning of a draft and its opening."""


def plan_agenda(timeline: Timeline, community: Community) -> None:
    """Every proposal with its supports and its decision; those of threads are accepted and open the thread."""
    supporters = _Supporters(timeline)
    for key, entry in content.threads().items():
        _plan_proposal(timeline, community, supporters, key, entry, entry["proposed"] - entry["opened"])
        timeline.plan(entry["opened"], partial(_accept, community, key, entry))
    for entry in content.read("proposals")["proposal"]:
        decided = next((entry[kind]["after"] for kind in ("declined", "merged", "withdrawn") if kind in entry), None)
        days = decided if decided is not None else entry["proposed"]
        _plan_proposal(timeline, community, supporters, entry["key"], entry, days)
        if decided is not None:
            timeline.plan(entry["proposed"] - decided, partial(_decide, community, entry))


def _plan_proposal(
    timeline: Timeline, community: Community, supporters: _Supporters, key: str, entry: content.Entry, days: float
) -> None:
    """The draft, its opening, and supports spread over the days in which it is open."""
    timeline.plan(entry["proposed"], partial(_draft, community, key, entry))
    if entry.get("draft"):
        return
    opened = entry["proposed"] - HOURS_TO_OPEN
    timeline.plan(opened, partial(_open, community, key, entry))
    chosen, onlookers = supporters.choose(key, entry, opened)
    span = (days - HOURS_TO_OPEN) * 0.95
    for number, person in enumerate(chosen, start=1):
        day = opened - span * number / (len(chosen) + 1)
        timeline.plan(day, partial(_support, community, key, person))
    for number, person in enumerate(onlookers, start=1):
        timeline.plan(opened - span * number / (len(onlookers) + 1), partial(_look, community, key, person))


class _Supporters:
    """Chooses who supports what: nobody more than their budget, and the stakeholder groups in turn."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.spent: Counter[tuple[str, str]] = Counter()
        self.groups: dict[str, list[str]] = defaultdict(list)
        self.units: dict[str, str] = {}
        for organisation in content.organisations():
            self.groups[organisation["group"]] += list(organisation["people"])
            self.units |= dict.fromkeys(organisation["people"], organisation["key"])
        self.groups["citizens"] += list(content.citizens())

    def choose(self, key: str, entry: content.Entry, opened: float) -> tuple[list[str], list[str]]:
        """Supporters, and about as many others who saw the proposal; the same in every run.

        Two from each group in turn, of different organisations, so that a well supported proposal passes the gate.
        """
        # The supports of a proposal that is open across the end of a quarter count in either; both must have room.
        periods = {period_of(self.timeline.clock.at(day)) for day in (opened, max(0.0, opened - 40))}
        random = Random(key)  # noqa: S311 — chooses who appears in a demonstration
        people = {group: random.sample(members, len(members)) for group, members in sorted(self.groups.items())}
        chosen: list[str] = []
        for group in random.sample(sorted(people), len(people)) * len(self.units):
            for _ in range(min(2, entry["supports"] - len(chosen))):
                taken = {self.units.get(person, person) for person in chosen}
                free = (person for person in people[group] if self._may_support(person, entry, periods, taken))
                if (person := next(free, None)) is not None:
                    chosen.append(person)
        for person in chosen:
            self.spent.update((person, period) for period in periods)
        others = sorted({person for members in people.values() for person in members} - {*chosen, entry["by"]})
        return chosen, random.sample(others, min(len(others), entry["supports"]))

    def _may_support(self, person: str, entry: content.Entry, periods: set[str], taken: set[str]) -> bool:
        unit = self.units.get(person, person)
        room = all(self.spent[person, period] < SUPPORTS_PER_QUARTER for period in periods)
        return unit not in taken and person != entry["by"] and room


def _draft(community: Community, key: str, entry: content.Entry) -> None:
    proposal = draft_proposal(
        actor=community.voice(entry),
        title=entry["title"],
        topic=community.topic(entry["topic"]),
        text=entry["text"].strip(),
        language=entry["language"],
    )
    community.proposals[key] = proposal.pk


def _proposal(community: Community, key: str) -> Proposal:
    return Proposal.objects.select_related("topic").get(pk=community.proposals[key])


def _open(community: Community, key: str, entry: content.Entry) -> None:
    open_proposal(actor=community.voice(entry), proposal=_proposal(community, key))


def _support(community: Community, key: str, person: str) -> None:
    support_proposal(actor=community.actor(person), proposal=_proposal(community, key))


def _look(community: Community, key: str, person: str) -> None:
    record_exposures(community.person(person), [community.proposals[key]])


def facilitator_of(topic: Topic) -> str:
    """Who facilitates the topic or the area above it; else who facilitates everything."""
    slugs = {topic.slug, topic.parent.slug if topic.parent else ""}
    for key, entry in content.roles().items():
        if slugs & set(entry.get("facilitates", ())):
            return key
    return "astrid"


def _accept(community: Community, key: str, entry: content.Entry) -> None:
    proposal = _proposal(community, key)
    facilitator = community.actor(facilitator_of(community.topic(entry["topic"])))
    accepted = accept_proposal(actor=facilitator, proposal=proposal, reason=entry.get("reason", ""))
    if accepted.thread is not None:
        community.threads[key] = accepted.thread.pk


def _decide(community: Community, entry: content.Entry) -> None:
    """Decline, merge or withdraw, with the reason."""
    proposal = _proposal(community, entry["key"])
    if "declined" in entry:
        decided = entry["declined"]
        decline_proposal(actor=community.actor(decided["by"]), proposal=proposal, reason=decided["reason"])
    elif "merged" in entry:
        decided = entry["merged"]
        into = _proposal(community, decided["into"])
        merge_proposal(actor=community.actor(decided["by"]), proposal=proposal, into=into, reason=decided["reason"])
    else:
        withdraw_proposal(actor=community.voice(entry), proposal=proposal, reason=entry["withdrawn"]["reason"])

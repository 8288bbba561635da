"""What else happens in a community: people follow topics, report posts, change organisations; moderators decide."""

from __future__ import annotations

from functools import partial

from ict4society.discussions.actions.add_post import add_post
from ict4society.foundation.subjects import Ref
from ict4society.moderation.actions.decide_subject import decide_subject
from ict4society.moderation.actions.flag_subject import flag_subject
from ict4society.moderation.states import DecisionAction, FlagReason
from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.people import FIRST_DAY
from ict4society.operations.demonstration.timeline import Timeline
from ict4society.organisations.actions.edit import edit_organisation
from ict4society.organisations.actions.mandate import revoke_mandate
from ict4society.organisations.actions.request import request_mandate
from ict4society.organisations.models import Mandate
from ict4society.topics.actions.follow import follow_topic

SETTLED = FIRST_DAY - 40
"""Days ago on which everybody was there."""


def plan_attention(timeline: Timeline, community: Community) -> None:
    """Follows, changes of organisations and their mandates, reports with their decisions."""
    file = content.read("activity")
    for number, (topic, people) in enumerate(file["follows"].items()):
        for place, person in enumerate(people):
            timeline.plan(SETTLED - number * 0.1 - place * 0.7, partial(_follow, community, topic, person))
    for entry in file["edit"]:
        timeline.plan(entry["days"], partial(_edit, community, entry))
    for entry in file["mandate_ended"]:
        timeline.plan(entry["days"], partial(_end_mandate, community, entry))
    for entry in file["mandate_request"]:
        timeline.plan(entry["days"], partial(_ask_mandate, community, entry))


def plan_moderation(timeline: Timeline, community: Community, last_posts: dict[str, float]) -> None:
    """Reports and decisions; ``last_posts`` says when each post was written, by its name."""
    file = content.read("moderation")
    for report in file["report"]:
        _plan_report(timeline, community, report["post"], report, last_posts[report["post"]])
    for intruder in file["intruder"]:
        thread = intruder["thread"]
        entry = content.threads()[thread]
        day = entry["opened"] - intruder["after"]
        timeline.plan(day, partial(_intrude, community, thread, intruder))
        name = f"{thread}#{len(entry['post']) + 1}"
        report = {**intruder["report"], "decision": intruder["decision"]}
        _plan_report(timeline, community, name, report, day)


def _plan_report(timeline: Timeline, community: Community, name: str, report: content.Entry, written: float) -> None:
    day = written - report["after"]
    timeline.plan(day, partial(_report, community, name, report))
    if "decision" in report:
        timeline.plan(day - report["decision"]["after"], partial(_decide, community, name, report["decision"]))


def _follow(community: Community, topic: str, person: str) -> None:
    follow_topic(actor=community.actor(person, personal=True), topic=community.topic(topic))


def _edit(community: Community, entry: content.Entry) -> None:
    organisation = community.organisation(entry["organisation"])
    edit_organisation(
        actor=community.actor(entry["by"]),
        organisation=organisation,
        version=organisation.version,
        nace_codes=organisation.nace_codes.all(),
        about=entry["about"],
    )


def _end_mandate(community: Community, entry: content.Entry) -> None:
    mandate = Mandate.objects.select_related("organisation").get(
        user_id=community.people[entry["person"]],
        organisation_id=community.organisations[entry["organisation"]],
        revoked_at=None,
    )
    revoke_mandate(actor=community.actor(entry["by"]), mandate=mandate)


def _ask_mandate(community: Community, entry: content.Entry) -> None:
    request_mandate(
        actor=community.actor(entry["person"]),
        organisation=community.organisation(entry["organisation"]),
        message=entry["message"],
    )


def _intrude(community: Community, thread: str, entry: content.Entry) -> None:
    """A post that does not belong there."""
    add_post(
        actor=community.voice(entry),
        thread=community.thread(thread),
        text=entry["text"].strip(),
        language=entry["language"],
    )


def _report(community: Community, name: str, entry: content.Entry) -> None:
    flag_subject(
        actor=community.actor(entry["by"], personal=True),
        ref=Ref("discussions.post", community.post(name).pk),
        reason=FlagReason(entry["reason"]),
        text=entry["text"],
    )


def _decide(community: Community, name: str, entry: content.Entry) -> None:
    decide_subject(
        actor=community.actor(entry["by"], personal=True),
        ref=Ref("discussions.post", community.post(name).pk),
        action=DecisionAction(entry["action"]),
        reason=entry["reason"],
    )

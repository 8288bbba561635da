"""Meetings are planned, filled and held."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from ict4society.foundation.subjects import Ref
from ict4society.meetings.actions.advance import announce_meeting, open_registration, start_meeting
from ict4society.meetings.actions.check_in import check_in
from ict4society.meetings.actions.items import ItemValues, add_item, add_speaker, link_item
from ict4society.meetings.actions.plan import Plan, draft_meeting
from ict4society.meetings.actions.register import Wishes, register
from ict4society.meetings.actions.registration_settings import add_question, set_registration
from ict4society.meetings.actions.review import propose_item
from ict4society.meetings.models import Meeting, Registration, RegistrationQuestion
from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.rooms import plan_materials, show_statement
from ict4society.operations.demonstration.timeline import Timeline

SECRETARIAT = "astrid"
LEAD = 22.0
"""Days from the plan to the meeting."""
BRUSSELS = ZoneInfo("Europe/Brussels")
BEGINS, LASTS = time(9, 30), timedelta(hours=6, minutes=30)
NEEDS = {3: "A seat near the front, I read lips.", 8: "Vegan food, please.", 13: "I come with a wheelchair."}


def plan_meetings(timeline: Timeline, community: Community) -> None:
    """Every meeting: its plan and agenda, who registers, and for those that were held who came."""
    for entry in content.read("meetings")["meeting"]:
        begins = _begins(timeline, entry)
        planned = max(entry["held"], 0) + LEAD
        timeline.plan(planned, partial(_plan, community, entry, begins))
        timeline.plan(planned - 0.1, partial(_announce, community, entry))
        people = _people(entry)
        last = max(entry["held"] + 1, 0.3)
        for number, person in enumerate(people):
            at = planned - 1 - (planned - 1 - last) * number / len(people)
            timeline.plan(at, partial(_register, community, entry, person, number))
        for proposal in entry.get("proposal", ()):
            timeline.plan(last + 2, partial(_propose, community, entry, proposal))
        if entry["held"] > 0:
            timeline.plan(entry["held"], partial(_hold, community, entry, people[: entry["there"]]))
        plan_materials(timeline, community, entry)
        if entry.get("running"):
            timeline.plan(entry["held"] / 2, partial(show_statement, community, entry))


def _begins(timeline: Timeline, entry: content.Entry) -> datetime:
    """In the morning of a working day; what is running now began on the hour before the last."""
    if entry.get("running"):
        return timeline.clock.today.replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    day = _weekday((timeline.clock.today - timedelta(days=entry["held"])).date())
    return datetime.combine(day, BEGINS, tzinfo=BRUSSELS).astimezone(UTC)


def _weekday(day: date) -> date:
    """The day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _people(entry: content.Entry) -> list[str]:
    """Who registers, in order: the speakers, then others of all stakeholder groups; the same in every run."""
    speakers = [person for item in entry["item"] for person in item.get("speakers", ())]
    everybody = [person for organisation in content.organisations() for person in organisation["people"]]
    everybody += list(content.citizens())
    first = list(dict.fromkeys([*speakers, entry["chair"]]))
    random = Random(entry["key"])  # noqa: S311 — chooses who appears in a demonstration
    others = [person for person in random.sample(everybody, len(everybody)) if person not in first]
    return [*first, *others][: entry["come"]]


def _meeting(community: Community, entry: content.Entry) -> Meeting:
    return Meeting.objects.get(pk=community.meetings[entry["key"]])


def _plan(community: Community, entry: content.Entry, begins: datetime) -> None:
    """The draft with its agenda, seats and questions."""
    actor = community.actor(SECRETARIAT)
    plain = ("title", "kind", "place", "address", "city", "country", "accessibility")
    plan = Plan(
        days=[(begins, begins + LASTS)],
        text=entry["text"].strip(),
        language=entry.get("language", "en"),
        interpretation=entry["interpretation"],
        topic=community.topic(entry["topic"]) if "topic" in entry else None,
        further_topics=[community.topic(slug) for slug in entry["further"]],
        series=content.read("meetings")["series"],
        hosts=[community.organisation(key) for key in entry["hosts"]],
        facilitators=[community.person(entry["chair"])],
        latitude=Decimal(str(entry["latitude"])),
        longitude=Decimal(str(entry["longitude"])),
        link=f"https://meet.example/{entry['key']}" if entry["kind"] == "hybrid" else "",
        **{name: entry[name] for name in plain},
    )
    meeting = draft_meeting(actor=actor, plan=plan)
    community.meetings[entry["key"]] = meeting.pk
    set_registration(
        actor=actor,
        meeting=meeting,
        version=meeting.version,
        capacity=entry["capacity"],
        limits=entry.get("limits", {}),
        invitation_only=False,
        closes_at=None,
    )
    for question in entry.get("question", ()):
        add_question(actor=actor, meeting=meeting, **question)
    for item in entry["item"]:
        _add(community, meeting, item)


def _add(community: Community, meeting: Meeting, entry: content.Entry) -> None:
    """An item with what it is about and who speaks."""
    actor = community.actor(SECRETARIAT)
    values = ItemValues(
        title=entry["title"],
        text=entry.get("text", ""),
        minutes=entry["minutes"],
        kind=entry.get("kind", "item"),
        language=meeting.language,
    )
    item = add_item(actor=actor, meeting=meeting, values=values)
    refs = [Ref("discussions.thread", community.threads[key]) for key in entry.get("threads", ())]
    refs += [Ref("deliberation.round", community.rounds[key]) for key in entry.get("rounds", ())]
    for ref in refs:
        link_item(actor=actor, item=item, ref=ref)
    for key in entry.get("speakers", ()):
        voice = community.actor(key)
        add_speaker(actor=actor, item=item, name=voice.user.name, user=voice.user, organisation=voice.organisation)


def _announce(community: Community, entry: content.Entry) -> None:
    actor = community.actor(SECRETARIAT)
    announce_meeting(actor=actor, meeting=_meeting(community, entry))
    open_registration(actor=actor, meeting=_meeting(community, entry))


def _register(community: Community, entry: content.Entry, person: str, number: int) -> None:
    meeting = _meeting(community, entry)
    answers: dict[str, object] = {}
    for question in RegistrationQuestion.objects.filter(meeting=meeting):
        choices = question.options or [True, False]
        answers[str(question.pk)] = choices[number % len(choices)]
    wishes = Wishes(
        attends="online" if entry["kind"] == "hybrid" and number % 4 == 3 else "",
        language=community.person(person).language,
        interpretation=meeting.interpretation[0] if meeting.interpretation and number % 6 == 5 else "",
        needs=NEEDS.get(number, ""),
        answers=answers,
    )
    register(actor=community.actor(person), meeting=meeting, wishes=wishes)


def _propose(community: Community, entry: content.Entry, proposal: content.Entry) -> None:
    values = ItemValues(title=proposal["title"], text=proposal["text"], minutes=proposal["minutes"])
    ref = Ref("discussions.thread", community.threads[proposal["thread"]])
    propose_item(actor=community.voice(proposal), meeting=_meeting(community, entry), values=values, link=ref)


def _hold(community: Community, entry: content.Entry, there: list[str]) -> None:
    """It begins, and who came is checked in."""
    actor = community.actor(SECRETARIAT)
    meeting = start_meeting(actor=actor, meeting=_meeting(community, entry))
    ids = [community.people[person] for person in there]
    for row in Registration.objects.filter(meeting=meeting, user_id__in=ids).order_by("pk"):
        if row.has_seat:
            check_in(actor=actor, meeting=meeting, code=row.code)

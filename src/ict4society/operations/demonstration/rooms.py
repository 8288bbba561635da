"""Papers are handed in for a meeting, and the room of the one that is running asks a statement."""

from __future__ import annotations

from functools import partial

from django.core.files.base import ContentFile

from ict4society.deliberation.models import Round
from ict4society.deliberation.queries.statements import accepted
from ict4society.foundation.files.store import store_upload
from ict4society.meetings.actions.review import decide_material, propose_material
from ict4society.meetings.models import AgendaItem, Meeting
from ict4society.operations.demonstration import content
from ict4society.operations.demonstration.community import Community
from ict4society.operations.demonstration.timeline import Timeline
from ict4society.room.actions.arrange import arrange_room

SECRETARIAT = "astrid"
HANDED_IN = 2
"""Days before the meeting."""


def plan_materials(timeline: Timeline, community: Community, entry: content.Entry) -> None:
    """Every paper before the meeting; most are approved a day later."""
    for material in entry.get("material", ()):
        timeline.plan(entry["held"] + HANDED_IN, partial(_hand_in, community, entry, material))


def _meeting(community: Community, entry: content.Entry) -> Meeting:
    return Meeting.objects.get(pk=community.meetings[entry["key"]])


def _hand_in(community: Community, entry: content.Entry, paper: content.Entry) -> None:
    actor, meeting = community.voice(paper), _meeting(community, entry)
    words = ContentFile(paper["text"].strip().encode(), name=f"{paper['title'].replace(' ', '-').lower()}.md")
    made = propose_material(
        actor=actor,
        meeting=meeting,
        title=paper["title"],
        file=store_upload(words, owner=actor.user),
        item=AgendaItem.objects.get(meeting=meeting, title=paper["item"]),
    )
    if paper["approved"] and made.state == "proposed":
        decide_material(actor=community.actor(SECRETARIAT), material=made, approve=True)


def show_statement(community: Community, entry: content.Entry) -> None:
    """The first statement of the round goes to the phones and the screen."""
    asked = Round.objects.get(pk=community.rounds[entry["round"]])
    arrange_room(
        actor=community.actor(SECRETARIAT),
        meeting=_meeting(community, entry),
        round_=asked,
        statement=accepted(asked).first(),
        anonymous_allowed=True,
    )

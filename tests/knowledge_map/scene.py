"""A small community on which the tests of the map and of dossiers stand: a thread, posts, a round with a result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from ict4society.accounts.models import User
from ict4society.deliberation.actions.compute_result import compute_result
from ict4society.deliberation.consensus import Parameters
from ict4society.deliberation.models import Participant, Round, Statement, Vote
from ict4society.deliberation.states import RoundState, StatementState
from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Post, Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.citations.cite import cite
from ict4society.foundation.subjects import Ref
from ict4society.knowledge_map.actions.cite_evidence import add_evidence
from ict4society.knowledge_map.actions.create import create_element
from ict4society.knowledge_map.actions.place import place_element
from ict4society.knowledge_map.actions.publish import publish_element
from ict4society.knowledge_map.models import Element, Evidence
from ict4society.topics.models import Dimension, Topic
from tests.people.factory import dimension, facilitator, organisation, person, topic

POST = "Figures **without** their method are useless to anyone who wants to compare."
WORDS = "Figures without their method are useless"


@dataclass
class Scene:
    """Who and what is there."""

    area: Topic
    issue: Topic
    people: Dimension
    planet: Dimension
    facilitator: User
    author: User
    thread: Thread
    post: Post
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        return Actor(self.facilitator)


def scene() -> Scene:
    """An area with an issue, two dimensions, a facilitator of all topics, and a post on behalf of an enterprise."""
    area = topic("environment")
    issue = topic("life-cycle", parent=area)
    steward = facilitator()
    author = person("Marta Kowalska")
    nordlys = organisation("enterprise", representative=author, name="Nordlys Telecom")
    thread = open_thread(actor=Actor(steward), title="How do you measure?", topic=issue, introduction="Say how.")
    post = add_post(actor=Actor(author, nordlys), thread=thread, text=POST, language="en")
    return Scene(area, issue, dimension("people"), dimension("planet"), steward, author, thread, post)


def draft(made: Scene, title: str = "Figures come with their method", kind: str = "requirement") -> Element:
    """A draft without anything."""
    return create_element(actor=made.actor, kind=kind, title=title, text="An *explanation*.", language="en")


def cited(made: Scene, element: Element, words: str = WORDS, stance: str = "supports") -> Evidence:
    """The element with the post's words as evidence."""
    ref = Ref("discussions.post", made.post.pk)
    return add_evidence(actor=made.actor, element=element, source=ref, exact=words, stance=stance)


def published(made: Scene, title: str = "Figures come with their method", kind: str = "requirement") -> Element:
    """An element with one piece of evidence and one place, published."""
    element = draft(made, title, kind)
    cited(made, element)
    place_element(actor=made.actor, element=element, topic=made.issue, dimension=made.planet)
    return publish_element(actor=made.actor, element=element)


def voted_round(
    made: Scene, *, opposing: tuple[str, ...] = (), topic_: Topic | None = None, state: str = RoundState.CLOSED
) -> Round:
    """A round of four groups with ten participants each; all agree on statement 1, the ``opposing`` groups do not.

    Statement 1 was drawn from the post; statement 2 was written freely, and everyone passes on it.
    """
    voted = Round.objects.create(
        slug=f"round-{Round.objects.count() + 1}",
        title="Measuring",
        topic=topic_,
        state=state,
        parameters=Parameters().to_dict(),
        opened_at=timezone.now(),
        closed_at=timezone.now() if state == RoundState.CLOSED else None,
    )
    citation = cite(Ref("discussions.post", made.post.pk), user=made.facilitator, exact=WORDS)
    accepted = {"state": StatementState.ACCEPTED, "language": "en"}
    first = Statement.objects.create(
        round=voted,
        number=1,
        text="Figures are published with their method.",
        citation=citation,
        author=made.author,
        **accepted,
    )
    second = Statement.objects.create(round=voted, number=2, text="Reports stay in English.", **accepted)
    now = timezone.now()
    for group in ("enterprise", "civil_society", "academia", "citizens"):
        for number in range(10):
            unit = Participant.objects.create(round=voted, group=group, external_id=f"{group}-{number}")
            choice = -1 if group in opposing else 1
            Vote.objects.create(statement=first, participant=unit, choice=choice, given_at=now)
            Vote.objects.create(statement=second, participant=unit, choice=0, given_at=now)
    compute_result(voted.pk)
    return voted

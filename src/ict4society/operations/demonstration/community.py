"""What has been built so far, by the keys of the content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ict4society.accounts.known import person_with_what_is_known
from ict4society.accounts.models import User
from ict4society.deliberation.models import Round, Statement
from ict4society.discussions.models import Post, Thread
from ict4society.foundation.actors import Actor
from ict4society.organisations.models import Organisation
from ict4society.organisations.queries import actor_for
from ict4society.topics.models import Topic


@dataclass
class Community:
    """Ids by key. People and things are read anew for every act, as they are when somebody signs in."""

    people: dict[str, int] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)
    voices: dict[str, str] = field(default_factory=dict)
    """Person → the organisation for which they usually speak."""
    proposals: dict[str, int] = field(default_factory=dict)
    threads: dict[str, int] = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)
    statements: dict[str, int] = field(default_factory=dict)
    elements: dict[str, int] = field(default_factory=dict)
    dossiers: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)
    consultations: dict[str, int] = field(default_factory=dict)
    comments: dict[str, int] = field(default_factory=dict)
    """Of consultations, named ``consultation/key``."""

    def person(self, key: str) -> User:
        """The person as they are now, as a session finds them."""
        found = person_with_what_is_known(self.people[key])
        if found is None:
            raise LookupError(key)
        return found

    def organisation(self, key: str) -> Organisation:
        """The organisation as it is now."""
        return Organisation.objects.get(pk=self.organisations[key])

    def actor(self, key: str, *, personal: bool = False, interest: str = "") -> Actor:
        """The person, speaking for their organisation if they have one, unless personally."""
        voice = None if personal else self.voices.get(key)
        return actor_for(self.person(key), self.organisations[voice] if voice else None, interest=interest)

    def voice(self, entry: dict[str, Any]) -> Actor:
        """Who wrote an entry of the content, and for whom."""
        return self.actor(entry["by"], personal=entry.get("personal", False), interest=entry.get("interest", ""))

    def topic(self, slug: str) -> Topic:
        """A topic of the tree."""
        return Topic.objects.select_related("parent").get(slug=slug)

    def thread(self, key: str) -> Thread:
        """The thread as it is now."""
        return Thread.objects.select_related("topic").get(pk=self.threads[key])

    def post(self, name: str) -> Post:
        """A post, named ``thread#number``."""
        thread, number = name.split("#")
        return Post.objects.select_related("thread", "author").get(thread_id=self.threads[thread], number=int(number))

    def round(self, key: str) -> Round:
        """The round as it is now."""
        return Round.objects.select_related("topic").get(pk=self.rounds[key])

    def statement(self, name: str) -> Statement:
        """A statement, named ``round/place``, counted from 1 in the order of the content."""
        return Statement.objects.select_related("round__topic").get(pk=self.statements[name])

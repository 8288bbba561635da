"""Named reads of partnerships."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Q, QuerySet

from ict4society.foundation.actors import Actor
from ict4society.organisations.models import Organisation
from ict4society.organisations.queries import actor_for
from ict4society.organisations.standing import active_mandates, organisation_ids
from ict4society.partnerships.matching import Profile, Reason, fits, score
from ict4society.partnerships.models import Call, CallRevision, Interest
from ict4society.partnerships.policies import calls_visible_to
from ict4society.partnerships.states import CallState, InterestState
from ict4society.topics.models import Topic
from ict4society.topics.queries import followed_topics, topic_ids

WITH_VOICES = ("topic", "second_topic", "author", "on_behalf_of")
LISTED = (CallState.OPEN, CallState.UNDER_WAY, CallState.COMPLETED, CallState.ENDED)
MOST_MATCHED = 500
"""Newest open calls among which fitting ones are looked for."""


@dataclass(frozen=True)
class CallFilter:
    """What the list is narrowed to; an empty value does not narrow."""

    topic: Topic | None = None
    state: str = ""
    need: str = ""
    offer: str = ""
    group: str = ""
    country: str = ""
    language: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that narrow, as an address has them."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: getattr(value, "slug", value) for name, value in values.items() if value}


def calls(user: Any, wanted: CallFilter | None = None) -> QuerySet[Call]:
    """Calls and partnerships that are public, newest first. A call for anybody fits every group and country."""
    rows = calls_visible_to(user).filter(state__in=LISTED, opened_at__isnull=False, hidden_at=None)
    if wanted is not None:
        if wanted.topic is not None:
            ids = topic_ids(wanted.topic)
            rows = rows.filter(Q(topic_id__in=ids) | Q(second_topic_id__in=ids))
        if wanted.state:
            rows = rows.filter(state=wanted.state)
        for column, value in (("needs", wanted.need), ("offers", wanted.offer), ("languages", wanted.language)):
            if value:
                rows = rows.filter(**{f"{column}__contains": [value]})
        for column, value in (("groups", wanted.group), ("countries", wanted.country)):
            if value:
                rows = rows.filter(Q(**{f"{column}__contains": [value]}) | Q(**{column: []}))
    partners = Count("interests", filter=Q(interests__state=InterestState.ACCEPTED))
    return rows.select_related(*WITH_VOICES).annotate(partners=partners).order_by("-opened_at", "-pk")


def calls_on(user: Any, *, topics: Iterable[int] = (), organisations: Iterable[int] | None = None) -> QuerySet[Call]:
    """Open calls and partnerships under way on any of these topics, in which any of these organisations take part.

    For the gaps of a benchmark and for home; empty topics and None do not narrow. Newest first.
    """
    rows = calls(user).filter(state__in=(CallState.OPEN, CallState.UNDER_WAY))
    wanted = list(topics)
    if wanted:
        rows = rows.filter(Q(topic_id__in=wanted) | Q(second_topic_id__in=wanted))
    if organisations is not None:
        ids = list(organisations)
        joined = Interest.objects.filter(on_behalf_of_id__in=ids, state=InterestState.ACCEPTED).values("call_id")
        rows = rows.filter(Q(on_behalf_of_id__in=ids) | Q(pk__in=joined))
    return rows


def profile_of_call(call: Call) -> Profile:
    """A call as it is matched."""
    topics = [topic for topic in (call.topic, call.second_topic) if topic is not None]
    return Profile(
        topics=frozenset(topic.pk for topic in topics),
        areas=frozenset(topic.parent_id or topic.pk for topic in topics),
        needs=frozenset(call.needs),
        offers=frozenset(call.offers),
        country=call.on_behalf_of.country if call.on_behalf_of else "",
        group=call.group,
        languages=frozenset(call.languages),
        wanted_groups=frozenset(call.groups),
        wanted_countries=frozenset(call.countries),
    )


@dataclass(frozen=True)
class Match:
    """A call that fits, with the reasons."""

    call: Call
    reasons: list[Reason]


def matches_of(seeker: Profile, candidates: Iterable[Call], most: int = 5) -> list[Match]:
    """The calls that fit best, then the newest."""
    found = [Match(call, reasons) for call in candidates if (reasons := fits(seeker, profile_of_call(call)))]
    return sorted(found, key=lambda match: (-score(match.reasons), -match.call.pk))[:most]


def calls_like(call: Call, user: Any) -> list[Match]:
    """Open calls of other organisations that fit this one."""
    rows = calls(user, CallFilter(state=CallState.OPEN)).exclude(on_behalf_of_id=call.on_behalf_of_id)
    return matches_of(profile_of_call(call), rows[:MOST_MATCHED])


def calls_for(user: Any) -> list[Match]:
    """Open calls that fit the reader: their organisations, what those need and offer, the topics they follow."""
    mandates = active_mandates(user)
    if not mandates:
        return []
    own = organisation_ids(user)
    mine = calls_visible_to(user).filter(on_behalf_of_id__in=own).select_related(*WITH_VOICES)[:50]
    profiles = [profile_of_call(call) for call in mine]
    followed = {(topic.pk, topic.parent_id) for topic in followed_topics(user)}
    organisation: Organisation = mandates[0].organisation
    seeker = Profile(
        topics=frozenset({pk for pk, _parent in followed}.union(*(each.topics for each in profiles))),
        areas=frozenset({parent or pk for pk, parent in followed}.union(*(each.areas for each in profiles))),
        needs=frozenset().union(*(each.needs for each in profiles)),
        offers=frozenset().union(*(each.offers for each in profiles)),
        country=organisation.country,
        group=organisation.group,
        languages=frozenset({organisation.language}),
    )
    rows = calls(user, CallFilter(state=CallState.OPEN)).exclude(on_behalf_of_id__in=own)
    return matches_of(seeker, rows[:MOST_MATCHED])


def drafts_of(user: Any) -> QuerySet[Call]:
    """What colleagues of the reader's organisations have not opened yet."""
    own = organisation_ids(user)
    if not own:
        return Call.objects.none()
    rows = Call.objects.filter(state=CallState.DRAFT, on_behalf_of_id__in=own)
    return rows.select_related("on_behalf_of").order_by("-pk")


def partners_of(call: Call) -> list[Interest]:
    """The accepted expressions of interest, with their organisations."""
    rows = call.interests.filter(state=InterestState.ACCEPTED)
    return list(rows.select_related("on_behalf_of", "author").order_by("decided_at", "pk"))


def partner_actor(user: Any, call: Call) -> Actor:
    """The actor on behalf of the call's organisation, or else of a partner for which the person has a mandate."""
    inside = [call.on_behalf_of_id, *(each.on_behalf_of_id for each in partners_of(call))]
    own = {held.organisation_id for held in active_mandates(user)}
    return actor_for(user, next((pk for pk in inside if pk in own), None))


def people_of(call: Call) -> list[int]:
    """Ids of those who wrote the call, and of those who spoke for partners."""
    editors = call.revisions.filter(edited_by__isnull=False).values_list("edited_by_id", flat=True)
    partners = call.interests.filter(state=InterestState.ACCEPTED).values_list("author_id", flat=True)
    return sorted({call.author_id, *(pk for pk in editors if pk), *partners})


def revisions_of(call: Call) -> list[CallRevision]:
    """Everything that the call said since it was opened, newest first."""
    return list(call.revisions.order_by("-number"))

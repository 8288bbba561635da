"""Named reads of practices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from ict4society.foundation.database.prepared import Ids
from ict4society.organisations.standing import active_mandates, organisation_ids
from ict4society.practices.models import Practice, PracticeRevision
from ict4society.practices.policies import practices_visible_to
from ict4society.practices.states import PracticeState

WITH_VOICES = ("topic", "second_topic", "dimension", "author", "on_behalf_of")
LISTED = (PracticeState.RECOGNISED, PracticeState.IN_REVIEW, PracticeState.NEEDS_WORK, PracticeState.NOT_RECOGNISED)


def practices(user: Any) -> QuerySet[Practice]:
    """What was submitted and neither withdrawn nor hidden, newest decision or submission first."""
    rows = practices_visible_to(user).filter(state__in=LISTED, submitted_at__isnull=False, hidden_at=None)
    return rows.select_related(*WITH_VOICES).order_by("-submitted_at", "-pk")


def practices_on(
    user: Any,
    *,
    topics: Ids | None = None,
    organisations: Ids | None = None,
) -> QuerySet[Practice]:
    """Recognised practices on any of these topics, of any of these organisations: for the gaps of a benchmark.

    Ids, or a queryset or an expression of ids. None does not narrow. Latest recognition first.
    """
    rows = practices(user).filter(state=PracticeState.RECOGNISED)
    if topics is not None:
        rows = rows.filter(Q(topic_id__in=topics) | Q(second_topic_id__in=topics))
    if organisations is not None:
        rows = rows.filter(on_behalf_of_id__in=organisations)
    return rows.order_by("-decided_at", "-pk")


@dataclass(frozen=True)
class PracticeFilter:
    """What the list is narrowed to; an empty value does not narrow."""

    topic: str = ""
    dimension: str = ""
    state: str = ""
    cost: str = ""
    group: str = ""
    country: str = ""
    size: str = ""
    language: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that narrow."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}


FACETS = tuple(field.name for field in fields(PracticeFilter))
_COLUMNS = (
    *("pk", "topic__slug", "topic__parent__slug", "second_topic__slug", "second_topic__parent__slug"),
    *(
        "dimension__slug",
        "state",
        "cost_class",
        "group",
        "on_behalf_of__country",
        "on_behalf_of__size_class",
        "language",
    ),
)


def faceted(user: Any, wanted: PracticeFilter) -> tuple[list[int], dict[str, Counter[str]]]:
    """Ids of the practices that fit, in the list's order, and for every facet how many each value would leave.

    A value of a facet counts what fits all the other facets. One query; an area stands for its issues too.
    """
    found: list[int] = []
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for row in practices(user).values_list(*_COLUMNS):
        topics = {slug for slug in row[1:5] if slug}
        values = dict(zip(FACETS, (topics, *({value} if value else set() for value in row[5:])), strict=True))
        missed = [name for name, value in wanted.chosen.items() if value not in values[name]]
        if not missed:
            found.append(row[0])
        for name in FACETS:
            if not missed or missed == [name]:
                counts[name].update(values[name])
    return found, counts


def with_counts(ids: list[int]) -> list[Practice]:
    """These practices in this order, each with the number of its ``adopters``."""
    rows = Practice.objects.filter(pk__in=ids).select_related(*WITH_VOICES)
    counted = rows.annotate(adopters=Count("adoptions", filter=Q(adoptions__hidden_at=None)))
    by_id = {practice.pk: practice for practice in counted}
    return [by_id[pk] for pk in ids if pk in by_id]


def drafts_of(user: Any) -> QuerySet[Practice]:
    """What colleagues of the reader's organisations have not submitted yet."""
    if not active_mandates(user):
        return Practice.objects.none()
    rows = Practice.objects.filter(state=PracticeState.DRAFT, on_behalf_of_id__in=organisation_ids(user))
    return rows.select_related("on_behalf_of").order_by("-pk")


def to_review(user: Any) -> QuerySet[Practice]:
    """What waits for the reader's review: of other stakeholder groups, and not reviewed by them yet."""
    waiting = practices(user).filter(state=PracticeState.IN_REVIEW)
    own = organisation_ids(user)
    done = Q(reviews__author_id=user.pk or 0) | Q(reviews__on_behalf_of_id__in=own)
    rows = waiting.exclude(on_behalf_of_id__in=own)
    groups = {held.organisation.group for held in active_mandates(user)}
    if len(groups) == 1:
        rows = rows.exclude(group__in=groups)  # peers are of other stakeholder groups
    return rows.exclude(pk__in=Practice.objects.filter(done, reviews__round=F("round")).values("pk"))


def revisions_of(practice: Practice) -> list[PracticeRevision]:
    """Everything that a practice said since it was submitted, newest first."""
    return list(practice.revisions.order_by("-number"))


def colleagues_of(practice: Practice) -> list[int]:
    """Ids of those who wrote it: its author, and who edited it."""
    editors = practice.revisions.filter(edited_by__isnull=False).values_list("edited_by_id", flat=True)
    return sorted({practice.author_id, *(pk for pk in editors if pk)})

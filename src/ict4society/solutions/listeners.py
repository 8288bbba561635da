"""What follows from events: citations of solutions are kept true, and new names appear on old pages."""

from __future__ import annotations

from django.db.models import Q

from ict4society.accounts.events import AccountClosed, ProfileChanged
from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.emit import notify_pages
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.subjects import Ref
from ict4society.organisations.events import OrganisationEdited
from ict4society.solutions.citable import is_gone
from ict4society.solutions.events import (
    PartHidden,
    PartRestored,
    SolutionEdited,
    SolutionEvent,
    SolutionPublished,
    SolutionWithdrawn,
)
from ict4society.solutions.models import Solution

TAGS_AT_ONCE = 200
"""A notification of PostgreSQL holds at most 8,000 bytes."""


@listens_to(SolutionEdited, SolutionPublished, SolutionWithdrawn, PartHidden, PartRestored)
def citations_follow_solution(record: EventRecord, event: SolutionEvent) -> None:
    """Bring the citations of a solution to what is true now, whatever the order in which its events arrive."""
    solution = Solution.objects.filter(pk=event.solution_id).first()
    if solution is not None:
        ref = Ref("solutions.solution", solution.pk)
        follow_source(ref, "revised", revision=solution.revision)
        follow_source(ref, "withdrawn" if is_gone(solution) else "restored")


@listens_to(ProfileChanged, AccountClosed, OrganisationEdited)
def pages_show_the_name(record: EventRecord, event: ProfileChanged | AccountClosed | OrganisationEdited) -> None:
    """Visitors' pages name providers and users: drop those that show this one."""
    if isinstance(event, OrganisationEdited):
        named = Q(on_behalf_of_id=event.organisation_id) | Q(uses__on_behalf_of_id=event.organisation_id)
    else:
        named = Q(author_id=event.user_id) | Q(uses__author_id=event.user_id)
    rows = Solution.objects.filter(named, published_at__isnull=False).distinct()
    tags = [f"solution:{pk}" for pk in rows.values_list("pk", flat=True)]
    for start in range(0, len(tags), TAGS_AT_ONCE):
        notify_pages(("solutions", *tags[start : start + TAGS_AT_ONCE]))

"""What follows from events: citations of practices are kept true, and new names appear on old pages."""

from __future__ import annotations

from django.db.models import Q

from ict4society.accounts.events import AccountClosed, ProfileChanged
from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.emit import notify_pages
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.subjects import Ref
from ict4society.organisations.events import OrganisationEdited
from ict4society.practices.citable import is_gone
from ict4society.practices.events import PartHidden, PartRestored, PracticeEdited, PracticeEvent, PracticeWithdrawn
from ict4society.practices.models import Practice

TAGS_AT_ONCE = 200
"""A notification of PostgreSQL holds at most 8,000 bytes."""


@listens_to(PracticeEdited, PracticeWithdrawn, PartHidden, PartRestored)
def citations_follow_practice(record: EventRecord, event: PracticeEvent) -> None:
    """Bring the citations of a practice to what is true now, whatever the order in which its events arrive."""
    practice = Practice.objects.filter(pk=event.practice_id).first()
    if practice is not None:
        ref = Ref("practices.practice", practice.pk)
        follow_source(ref, "revised", revision=practice.revision)
        follow_source(ref, "withdrawn" if is_gone(practice) else "restored")


@listens_to(ProfileChanged, AccountClosed, OrganisationEdited)
def pages_show_the_name(record: EventRecord, event: ProfileChanged | AccountClosed | OrganisationEdited) -> None:
    """Visitors' pages name organisations, reviewers and adopters: drop those that show this one."""
    if isinstance(event, OrganisationEdited):
        field, value = "on_behalf_of_id", event.organisation_id
    else:
        field, value = "author_id", event.user_id
    named = Q(**{field: value}) | Q(**{f"reviews__{field}": value}) | Q(**{f"adoptions__{field}": value})
    rows = Practice.objects.filter(named, submitted_at__isnull=False).distinct()
    tags = [f"practice:{pk}" for pk in rows.values_list("pk", flat=True)]
    for start in range(0, len(tags), TAGS_AT_ONCE):
        notify_pages(("practices", *tags[start : start + TAGS_AT_ONCE]))

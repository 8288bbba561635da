"""What follows from events: citations of calls are kept true, and new names appear on old pages."""

from __future__ import annotations

from django.db.models import Q

from ict4society.accounts.events import AccountClosed, ProfileChanged
from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.emit import notify_pages
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.subjects import Ref
from ict4society.organisations.events import OrganisationEdited
from ict4society.partnerships.citable import is_gone
from ict4society.partnerships.events import CallEdited, CallEvent, CallHidden, CallMoved, CallRestored
from ict4society.partnerships.models import Call

TAGS_AT_ONCE = 200
"""A notification of PostgreSQL holds at most 8,000 bytes."""


@listens_to(CallEdited, CallMoved, CallHidden, CallRestored)
def citations_follow_call(record: EventRecord, event: CallEvent) -> None:
    """Bring the citations of a call to what is true now, whatever the order in which its events arrive."""
    call = Call.objects.filter(pk=event.call_id).first()
    if call is not None:
        ref = Ref("partnerships.call", call.pk)
        follow_source(ref, "revised", revision=call.revision)
        follow_source(ref, "withdrawn" if is_gone(call) else "restored")


@listens_to(ProfileChanged, AccountClosed, OrganisationEdited)
def pages_show_the_name(record: EventRecord, event: ProfileChanged | AccountClosed | OrganisationEdited) -> None:
    """Visitors' pages name organisations and partners: drop those that show this one."""
    if isinstance(event, OrganisationEdited):
        named = Q(on_behalf_of_id=event.organisation_id) | Q(interests__on_behalf_of_id=event.organisation_id)
    else:
        named = Q(author_id=event.user_id) | Q(interests__author_id=event.user_id)
    rows = Call.objects.filter(named, opened_at__isnull=False).distinct()
    tags = [f"call:{pk}" for pk in rows.values_list("pk", flat=True)]
    for start in range(0, len(tags), TAGS_AT_ONCE):
        notify_pages(("partnerships", *tags[start : start + TAGS_AT_ONCE]))

"""What follows from events: a closed account gives its seats back, and new names appear on old meetings."""

from __future__ import annotations

from ict4society.accounts.events import AccountClosed, ProfileChanged
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.emit import notify_pages
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.policy import Conflict
from ict4society.meetings.actions.forget import forget_registrations
from ict4society.meetings.actions.register import cancel_registration
from ict4society.meetings.models import Meeting, Registration
from ict4society.meetings.states import UPCOMING, RegistrationState
from ict4society.organisations.events import OrganisationEdited

TAGS_AT_ONCE = 200
"""A notification of PostgreSQL holds at most 8,000 bytes."""


@listens_to(AccountClosed)
def seats_are_given_back(record: EventRecord, event: AccountClosed) -> None:
    """Who left does not come; what they had told the organisers of themselves is erased."""
    rows = Registration.objects.filter(user_id=event.user_id, meeting__state__in=UPCOMING)
    for row in rows.exclude(state=RegistrationState.CANCELLED):
        try:
            cancel_registration(actor=None, registration=row)
        except Conflict:
            continue  # there already
    forget_registrations(event.user_id)


@listens_to(ProfileChanged, AccountClosed, OrganisationEdited)
def pages_show_the_name(record: EventRecord, event: ProfileChanged | AccountClosed | OrganisationEdited) -> None:
    """Visitors' pages name speakers and hosts: drop those that show this one."""
    rows = Meeting.objects.filter(announced_at__isnull=False)
    if isinstance(event, OrganisationEdited):
        named = rows.filter(hosts__pk=event.organisation_id) | rows.filter(
            items__speakers__organisation_id=event.organisation_id
        )
    else:
        named = rows.filter(items__speakers__user_id=event.user_id) | rows.filter(facilitators__pk=event.user_id)
    tags = [f"meeting:{pk}" for pk in named.distinct().order_by().values_list("pk", flat=True)]
    for start in range(0, len(tags), TAGS_AT_ONCE):
        notify_pages(("meetings", *tags[start : start + TAGS_AT_ONCE]))

"""What follows from events: citations of values and policies are kept true, and names stay true on pages."""

from __future__ import annotations

from ict4society.foundation.citations.events import follow_source
from ict4society.foundation.events import listens_to
from ict4society.foundation.events.emit import notify_pages
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.search.index import index_subject
from ict4society.foundation.subjects import Ref
from ict4society.organisations.events import OrganisationEdited
from ict4society.reporting.events import (
    OrganisationsListed,
    PolicyHidden,
    PolicyPublished,
    PolicyRestored,
    ValueChecked,
    ValueHidden,
    ValueRestated,
    ValueRestored,
    ValueWithdrawn,
)
from ict4society.reporting.models import IndicatorValue, Policy


@listens_to(ValueRestated, ValueWithdrawn, ValueHidden, ValueRestored, ValueChecked)
def citations_follow_value(
    record: EventRecord, event: ValueRestated | ValueWithdrawn | ValueHidden | ValueRestored | ValueChecked
) -> None:
    """Bring the citations of a value to what is true now, whatever the order in which its events arrive."""
    value = IndicatorValue.objects.filter(pk=event.value_id).first()
    if value is not None:
        ref = Ref("reporting.value", value.pk)
        gone = value.withdrawn_at is not None or value.hidden_at is not None
        follow_source(ref, "revised", revision=value.revision)
        follow_source(ref, "withdrawn" if gone else "restored")


@listens_to(PolicyPublished, PolicyHidden, PolicyRestored)
def citations_follow_policy(record: EventRecord, event: PolicyPublished | PolicyHidden | PolicyRestored) -> None:
    """The same for the approach to a topic."""
    policy = Policy.objects.filter(pk=event.policy_id).first()
    if policy is not None:
        ref = Ref("reporting.policy", policy.pk)
        follow_source(ref, "revised", revision=policy.revision)
        follow_source(ref, "withdrawn" if policy.hidden_at is not None else "restored")


@listens_to(OrganisationEdited)
def pages_show_the_organisation(record: EventRecord, event: OrganisationEdited) -> None:
    """Visitors' pages name organisations: drop those that show this one."""
    notify_pages((f"reporting:{event.organisation_id}", "reporting"))


@listens_to(OrganisationsListed)
def listed_organisations_are_found(record: EventRecord, event: OrganisationsListed) -> None:
    """Search knows what a collection brought."""
    for pk in event.organisation_ids:
        index_subject(Ref("organisations.organisation", pk))

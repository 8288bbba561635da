"""What happens in reporting."""

from __future__ import annotations

from ict4society.foundation.events import Event, event
from ict4society.foundation.subjects import Ref


class ReportEvent(Event):
    """Base of events about one report."""

    report_id: int
    organisation_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"report:{self.report_id}", f"reporting:{self.organisation_id}", "reporting")

    def subject(self) -> Ref:
        return Ref("reporting.report", self.report_id)


class ValueEvent(Event):
    """Base of events about one published value."""

    value_id: int
    organisation_id: int
    indicator_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"reporting:{self.organisation_id}", f"indicator:{self.indicator_id}", "reporting")

    def subject(self) -> Ref:
        return Ref("reporting.value", self.value_id)


class PolicyEvent(Event):
    """Base of events about an approach to a topic."""

    policy_id: int
    organisation_id: int

    def tags(self) -> tuple[str, ...]:
        return (f"reporting:{self.organisation_id}", f"policy:{self.policy_id}", "reporting")

    def subject(self) -> Ref:
        return Ref("reporting.policy", self.policy_id)


@event("reporting.catalogue_changed")
class CatalogueChanged(Event):
    """Indicators are new or different."""

    keys: list[str]

    def tags(self) -> tuple[str, ...]:
        return ("indicators", "reporting")


@event("reporting.report_started")
class ReportStarted(ReportEvent):
    """A draft; nobody else sees it."""

    report_id: int
    organisation_id: int
    year: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("reporting.values_entered")
class ValuesEntered(ReportEvent):
    """Values of a draft were entered or changed; ``keys`` says which."""

    report_id: int
    organisation_id: int
    keys: list[str]

    def tags(self) -> tuple[str, ...]:
        return ()


@event("reporting.section_assigned")
class SectionAssigned(ReportEvent):
    """A colleague is asked to fill a section."""

    report_id: int
    organisation_id: int
    section: str
    user_id: int
    note: str = ""

    def tags(self) -> tuple[str, ...]:
        return ()


@event("reporting.report_published")
class ReportPublished(ReportEvent):
    """A version of a report is public; ``value_ids`` became public with it."""

    report_id: int
    organisation_id: int
    version: int
    value_ids: list[int]
    indicator_ids: list[int]

    def tags(self) -> tuple[str, ...]:
        return (*super().tags(), "indicators", "home")


@event("reporting.report_hidden")
class ReportHidden(ReportEvent):
    """A moderator hid it, with its values."""

    report_id: int
    organisation_id: int
    reason: str


@event("reporting.report_restored")
class ReportRestored(ReportEvent):
    """A moderator showed it again."""

    report_id: int
    organisation_id: int
    reason: str


@event("reporting.value_restated")
class ValueRestated(ValueEvent):
    """A published value says something else now, with a reason; before and after are in its revisions."""

    value_id: int
    organisation_id: int
    indicator_id: int
    revision: int
    reason: str


@event("reporting.value_withdrawn")
class ValueWithdrawn(ValueEvent):
    """The organisation took a published value back."""

    value_id: int
    organisation_id: int
    indicator_id: int
    reason: str


@event("reporting.evidence_added")
class EvidenceAdded(ValueEvent):
    """A document backs it."""

    value_id: int
    organisation_id: int
    indicator_id: int
    file: str


@event("reporting.value_hidden")
class ValueHidden(ValueEvent):
    """A moderator hid it."""

    value_id: int
    organisation_id: int
    indicator_id: int
    reason: str


@event("reporting.value_restored")
class ValueRestored(ValueEvent):
    """A moderator showed it again."""

    value_id: int
    organisation_id: int
    indicator_id: int
    reason: str


@event("reporting.value_checked")
class ValueChecked(ValueEvent):
    """A member of another stakeholder group checked it."""

    value_id: int
    organisation_id: int
    indicator_id: int
    verdict: str
    assurance: str


@event("reporting.conflict_resolved")
class ConflictResolved(ValueEvent):
    """Of several sources, this value counts."""

    value_id: int
    organisation_id: int
    indicator_id: int
    reason: str


@event("reporting.values_imported")
class ValuesImported(Event):
    """Values of outside sources were read from a file."""

    source: str
    organisation_ids: list[int]
    values: int

    def tags(self) -> tuple[str, ...]:
        return ("reporting", "indicators")


@event("reporting.organisations_listed")
class OrganisationsListed(Event):
    """Companies got a page because a collection has figures of them; nobody represents them yet."""

    organisation_ids: list[int]

    def tags(self) -> tuple[str, ...]:
        return ("organisations", "home")


@event("reporting.policy_saved")
class PolicySaved(PolicyEvent):
    """The draft of an approach was written."""

    policy_id: int
    organisation_id: int
    revision: int

    def tags(self) -> tuple[str, ...]:
        return ()


@event("reporting.policy_published")
class PolicyPublished(PolicyEvent):
    """An approach to a topic is public, or a new revision of it."""

    policy_id: int
    organisation_id: int
    topic_id: int
    revision: int


@event("reporting.policy_hidden")
class PolicyHidden(PolicyEvent):
    """A moderator hid it."""

    policy_id: int
    organisation_id: int
    reason: str


@event("reporting.policy_restored")
class PolicyRestored(PolicyEvent):
    """A moderator showed it again."""

    policy_id: int
    organisation_id: int
    reason: str


class RequestEvent(Event):
    """Base of events about a request for data; only the two organisations see it."""

    request_id: int
    asker_id: int
    asked_id: int


@event("reporting.data_requested")
class DataRequested(RequestEvent):
    """One organisation asks another for data."""

    request_id: int
    asker_id: int
    asked_id: int


@event("reporting.data_request_answered")
class DataRequestAnswered(RequestEvent):
    """Accepted, declined with a reason, or withdrawn."""

    request_id: int
    asker_id: int
    asked_id: int
    state: str
    reason: str = ""


@event("reporting.xbrl_checked")
class XbrlChecked(ReportEvent):
    """Whether the inline XBRL of a report is valid: somebody asked (running), or a job has said so."""

    report_id: int
    organisation_id: int
    state: str

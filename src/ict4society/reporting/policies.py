"""Who may see and do what in reporting."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q, QuerySet

from ict4society.accounts.policies import is_member, is_moderator, is_operator
from ict4society.organisations.models import Organisation
from ict4society.organisations.queries import active_mandates, represents
from ict4society.reporting.models import DataRequest, IndicatorValue, Intake, Policy, Report
from ict4society.reporting.models.value import PUBLIC


def _own(user: Any) -> list[int]:
    """Ids of the organisations for which the person holds a mandate."""
    return [mandate.organisation_id for mandate in active_mandates(user)]


def reports_visible_to(user: Any) -> QuerySet[Report]:
    """Published and not hidden, of organisations that are shown; moderators the hidden too; one's own, drafts too."""
    shown = Q(state="published")
    if not is_moderator(user):
        shown &= Q(hidden_at=None, organisation__hidden_at=None)
    if own := _own(user):
        shown |= Q(organisation_id__in=own)
    return Report.objects.filter(shown)


def values_visible_to(user: Any) -> QuerySet[IndicatorValue]:
    """The same for values; withdrawn ones stay readable as withdrawn."""
    shown = Q(published_at__isnull=False)
    if not is_moderator(user):
        shown &= Q(hidden_at=None, organisation__hidden_at=None)
    if own := _own(user):
        shown |= Q(organisation_id__in=own)
    return IndicatorValue.objects.filter(shown)


def policies_visible_to(user: Any) -> QuerySet[Policy]:
    """The same for approaches."""
    shown = Q(published_at__isnull=False)
    if not is_moderator(user):
        shown &= Q(hidden_at=None, organisation__hidden_at=None)
    if own := _own(user):
        shown |= Q(organisation_id__in=own)
    return Policy.objects.filter(shown)


def requests_visible_to(user: Any) -> QuerySet[DataRequest]:
    """Those of the organisations for which the person holds a mandate."""
    own = _own(user)
    return DataRequest.objects.filter(Q(asker_id__in=own) | Q(asked_id__in=own))


def intakes_visible_to(user: Any) -> QuerySet[Intake]:
    """Those of one's own organisations; operators see all."""
    return Intake.objects.all() if is_operator(user) else Intake.objects.filter(organisation_id__in=_own(user))


def public_values() -> QuerySet[IndicatorValue]:
    """What every visitor sees and what counts."""
    return IndicatorValue.objects.filter(PUBLIC, organisation__hidden_at=None)


def _visible(user: Any, row: Any, *, public: bool) -> bool:
    if row.organisation_id in _own(user):
        return True
    return public and (is_moderator(user) or (row.hidden_at is None and row.organisation.hidden_at is None))


@rules.predicate
def may_view_report(user: Any, report: Report | None) -> bool:
    """Agrees with ``reports_visible_to``."""
    return report is None or _visible(user, report, public=report.state == "published")


@rules.predicate
def may_view_value(user: Any, value: IndicatorValue | None) -> bool:
    """Agrees with ``values_visible_to``."""
    return value is None or _visible(user, value, public=value.published_at is not None)


@rules.predicate
def may_view_policy(user: Any, policy: Policy | None) -> bool:
    """Agrees with ``policies_visible_to``."""
    return policy is None or _visible(user, policy, public=policy.published_at is not None)


@rules.predicate
def represents_it(user: Any, row: Organisation | Report | IndicatorValue | Policy | None) -> bool:
    """Represents the organisation, or that of the thing; without one, any organisation."""
    if row is None:
        return any(mandate.role == "representative" for mandate in active_mandates(user))
    organisation = row if isinstance(row, Organisation) else row.organisation
    return organisation.hidden_at is None and represents(user, organisation)


@rules.predicate
def fills(user: Any, report: Report | None) -> bool:
    """Represents the organisation, or has a mandate and was asked to fill a section."""
    if report is None:
        return bool(_own(user))
    if represents_it(user, report):
        return True
    return report.organisation_id in _own(user) and bool(sections_of(user, report))


def sections_of(user: Any, report: Report) -> set[str]:
    """The sections that the person was asked to fill."""
    return set(report.sections.filter(user_id=user.pk).values_list("section", flat=True))


@rules.predicate
def of_another_group(user: Any, value: IndicatorValue | None) -> bool:
    """Holds no mandate for the organisation of the value."""
    return value is None or value.organisation_id not in _own(user)


@rules.predicate
def is_asked(user: Any, request: DataRequest | None) -> bool:
    """Represents the organisation that was asked."""
    return request is None or represents(user, request.asked)


@rules.predicate
def asks(user: Any, request: DataRequest | None) -> bool:
    """Represents the organisation that asks."""
    return request is None or represents(user, request.asker)


rules.add_perm("reporting.view_report", may_view_report)
rules.add_perm("reporting.view_value", may_view_value)
rules.add_perm("reporting.view_policy", may_view_policy)
rules.add_perm("reporting.start_report", is_member & represents_it)
rules.add_perm("reporting.fill_report", is_member & fills)
rules.add_perm("reporting.publish_report", is_member & represents_it)
rules.add_perm("reporting.validate_report", is_member & (represents_it | is_operator))
rules.add_perm("reporting.write_policy", is_member & represents_it)
rules.add_perm("reporting.check_value", is_member & of_another_group)
rules.add_perm("reporting.resolve_value", is_member & (represents_it | is_operator))
rules.add_perm("reporting.withdraw_value", is_member & represents_it)
rules.add_perm("reporting.moderate", is_moderator)
rules.add_perm("reporting.edit_catalogue", is_operator)
rules.add_perm("reporting.import_values", is_operator)
rules.add_perm("reporting.ask_data", is_member & represents_it)
rules.add_perm("reporting.answer_request", is_member & is_asked)
rules.add_perm("reporting.withdraw_request", is_member & asks)
